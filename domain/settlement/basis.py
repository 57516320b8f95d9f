"""What a settlement is made from, item by item, as far as one side may see it: customers and common costs.

The sums are those of `settle`: what it computes at once, this module lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from domain.agreement.sharing import Topic, daily
from domain.agreement.terms_in_force import TermsInForce
from domain.ledger.attribution import SentOnDay
from domain.money import exponent
from domain.options import CostSplit
from domain.settlement.exchange_rates import converted, per_minor
from domain.settlement.expenses import Purpose
from domain.settlement.inputs import SettlementFacts


class NumberedVersion(Struct, frozen=True):
    """A version that has come into force; the first counts from the beginning, without a day."""

    number: int
    since: date | None
    fingerprint: str


class SentStretch(Struct, frozen=True):
    """Customers of a direction by one version of the terms: of a single day, or of all days from `first` to `last`
    where the receiver's days are not shown. `each` is what the receiver pays for one; 0 where nothing is agreed."""

    sender: int
    receiver: int
    first: date
    last: date
    version: int
    each: int
    customers: int = 0

    @property
    def minor(self) -> int:
        return self.customers * self.each


class DividedCost(Struct, frozen=True):
    """A common cost. `counted`: in the terms' currency, None without an agreed rate; `rate`: minor units
    for a minor unit, None where nothing had to be converted."""

    day: date
    slot: int
    what: str
    purpose: Purpose
    minor: int
    currency: str
    rate: Fraction | None
    counted: int | None
    version: int

    def typed_rate(self, into: str) -> Decimal | None:
        """How much of the terms' currency a whole unit is, to six decimals."""
        if self.rate is None:
            return None
        whole = self.rate * Fraction(10) ** (exponent(self.currency) - exponent(into))
        return round(Decimal(whole.numerator) / Decimal(whole.denominator), 6)


class SettlementBasis(Struct, frozen=True):
    sent: tuple[SentStretch, ...]
    costs: tuple[DividedCost, ...]


def basis(facts: SettlementFacts, versions: Sequence[NumberedVersion], slot: int) -> SettlementBasis:
    """For the side of that slot."""
    return SettlementBasis(tuple(_sent(facts, versions, slot)), tuple(_costs(facts, versions)))


def _version_on(versions: Sequence[NumberedVersion], day: date) -> NumberedVersion:
    return next((one for one in reversed(versions) if one.since and one.since <= day), versions[0])


def _sent(facts: SettlementFacts, versions: Sequence[NumberedVersion], slot: int) -> Iterator[SentStretch]:
    """In the order of the directions, then of the days."""
    sums: Counter[SentStretch] = Counter()
    for one in facts.sent:
        stretch = _stretch(facts, versions, slot, one)
        if stretch:
            sums[stretch] += one.customers
    for stretch in sorted(sums, key=lambda one: (one.sender, one.receiver, one.first, one.version)):
        yield replace(stretch, customers=sums[stretch])


def _stretch(
    facts: SettlementFacts, versions: Sequence[NumberedVersion], slot: int, one: SentOnDay
) -> SentStretch | None:
    """Where these customers are listed, if money hangs on them and they are of this side. What its own counters
    received it sees day by day; what it sent too where days are shared, otherwise only the sums that are paid for."""
    terms, newest = facts.terms.on(one.day), facts.terms.newest
    matters = terms.pays_by_customers or facts.terms.final.pays_by_customers
    if one.sender is None or slot not in (one.sender, one.receiver) or not (one.customers and matters):
        return None
    version, each = _version_on(versions, one.day), terms.pay_of(one.receiver) or 0
    by_day = slot == one.receiver or (daily(terms, Topic.CUSTOMERS) and daily(newest, Topic.CUSTOMERS))
    if not (by_day or each):
        return None
    first, last = (one.day, one.day) if by_day else _days_of(facts.terms, versions, version)
    return SentStretch(one.sender, one.receiver, first, last, version=version.number, each=each)


def _days_of(terms: TermsInForce, versions: Sequence[NumberedVersion], version: NumberedVersion) -> tuple[date, date]:
    """The first and the last day of the promo on which that version counts."""
    first, last = terms.span
    later = next((one.since for one in versions if one.since and one.number > version.number), None)
    return max(first, version.since or first), min(last, later - timedelta(days=1) if later else last)


def _costs(facts: SettlementFacts, versions: Sequence[NumberedVersion]) -> Iterator[DividedCost]:
    """Those that the terms of their day share."""
    currency, rates = facts.terms.newest.currency, facts.rates or {}
    for one in sorted(facts.expenses, key=lambda expense: (expense.paid_on, expense.id)):
        terms = facts.terms.on(one.judged_on)
        party = terms.party_of(one.business_id)
        if terms.split is CostSplit.OWN or not one.common or party is None:
            continue
        yield DividedCost(
            day=one.paid_on,
            slot=party.slot,
            what=one.what,
            purpose=one.purpose,
            minor=one.minor,
            currency=one.currency,
            rate=None if one.currency == currency else per_minor(rates, one.currency, currency),
            counted=converted(one.minor, one.currency, currency, rates),
            version=_version_on(versions, one.judged_on).number,
        )
