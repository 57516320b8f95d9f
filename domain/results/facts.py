"""What is stored of a promo, as far as its figures need it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.daily.totals import DayTotals
from domain.measures.measure import Series
from domain.schedule.plan import Place
from domain.settlement.exchange_rates import Rates
from domain.settlement.expenses import Expense


class MetricSide(Struct, frozen=True):
    business_id: int
    currency: str
    margin: int | None  # hundredths of a percent


class Handed(Struct, frozen=True):
    """Codes that a side printed on sheets or issued one by one, how many of them were used, and both by the end of the
    first week. `handed`: those that are known to have been handed out, issued one by one or used."""

    issued: int
    redeemed: int
    first_issued: int
    first_redeemed: int
    handed: int


class MetricInputs(Struct, frozen=True):
    """`in_force`: every version of the terms with its days; `until`: the last day that is looked at; `handed` is empty
    where the promo has no codes; `declared_no_expenses`: the businesses that said that they spend nothing; `dues`: by
    business, what pay, bonus and penalty bring it (or cost it, below zero), in minor units of the terms' currency."""

    terms: Terms
    places: tuple[Place, ...]
    entries: tuple[DayTotals, ...]
    series: tuple[Series, ...]
    expenses: tuple[Expense, ...]
    businesses: tuple[MetricSide, ...]
    handed: Mapping[int, Handed]
    rates: Rates
    hours: int | None
    until: date
    in_force: TermsInForce
    declared_no_expenses: frozenset[int] = frozenset()
    dues: Mapping[int, int] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day of the promo that is looked at."""
        return min(self.until, self.terms.ends)

    def entries_of(self, business_id: int) -> list[DayTotals]:
        """The reports of a side's own places."""
        places = {place.location_id for place in self.places if place.business_id == business_id}
        return [entry for entry in self.entries if entry.location_id in places and entry.day <= self.until]
