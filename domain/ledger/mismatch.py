"""Counts of the same customers that should agree: by codes, by returned certificates, by reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.calendar import Week, promo_weeks
from domain.daily.totals import DayTotals
from domain.schedule.plan import Place, counting

LEAST = 3
SHARE = 10
"""Counts differ when they are more than 10 % and at least 3 apart; the share is of the largest."""


class WeekCounts(Struct, frozen=True):
    """One business's week; what is not known is None."""

    week: int
    codes: int | None
    certificates: int | None
    reported: int | None

    @property
    def differ(self) -> bool:
        known = [one for one in (self.codes, self.certificates, self.reported) if one is not None]
        apart = max(known) - min(known) if known else 0
        return apart >= LEAST and apart * SHARE > max(known)


def weeks_begun(terms: Terms, today: date) -> tuple[Week, ...]:
    return tuple(week for week in promo_weeks(terms.starts, terms.ends) if week.first <= today)


def reported(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], business_id: int, week: Week
) -> int | None:
    """Customers that a business reported in a week; None without any report."""
    own = {place.location_id for place in counting(terms, places) if place.business_id == business_id}
    found = [entry.customers for entry in entries if entry.location_id in own and entry.day in week]
    return sum(found) if found else None
