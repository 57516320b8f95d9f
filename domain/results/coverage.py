"""Of how much something is known: what is said of a part is never shown as the whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.calendar import working_days
from domain.daily.totals import DayTotals
from domain.options import Goal
from domain.results.facts import MetricInputs
from domain.schedule.plan import Place, counting

ENOUGH = Fraction(4, 5)
"""Below it there is no verdict, and nothing is added up as if it were whole."""


class Of(StrEnum):
    DAYS = "days"  # of one place each
    RECEIPTS = "receipts"
    CUSTOMERS = "customers"


class Coverage(Struct, frozen=True):
    """`known` of `whole` days or receipts."""

    known: int
    whole: int
    of: Of = Of.DAYS

    @property
    def is_part(self) -> bool:
        return self.known < self.whole

    @property
    def is_enough(self) -> bool:
        return self.known >= self.whole * ENOUGH


def says_new(entry: DayTotals) -> bool:
    return entry.new is not None or not entry.customers


def says_sales(entry: DayTotals, currency: str) -> bool:
    """A day without a customer has no sales, whether that was said or not."""
    return sales_of(entry, currency) is not None or not entry.customers


def sales_of(entry: DayTotals, currency: str) -> int | None:
    return entry.sales if entry.currency == currency else None


def days_due(facts: MetricInputs, business_id: int) -> set[tuple[int, object]]:
    """The days of its places of which a report is due so far."""
    own = [place for place in counting(facts.terms, facts.places) if place.business_id == business_id]
    return {(place.location_id, day) for place in own for day in place.owed(facts.terms.starts, facts.last)}


def days_planned(facts: MetricInputs, business_id: int) -> set[tuple[int, object]]:
    """The same if there were no pause and no counter had closed."""
    own = [place for place in counting(facts.terms, facts.places) if place.business_id == business_id]
    first, last = facts.terms.starts, facts.last
    days = {place: working_days(*(place.days or (first, last)), place.weekdays) for place in own}
    return {(place.location_id, day) for place, these in days.items() for day in these if first <= day <= last}


def days_known(facts: MetricInputs, business_id: int, entries: list[DayTotals], currency: str) -> dict[str, int]:
    """The days of a side on which something was due or said, and of how many of them what is known."""
    there = {(entry.location_id, entry.day) for entry in entries}
    told = [entry for entry in entries if entry.reported]
    return {
        "days": len(days_due(facts, business_id) | there),
        "use_days": len(told),
        "sales_days": sum(says_sales(entry, currency) for entry in told),
        "new_days": sum(says_new(entry) for entry in entries),
        "both_days": sum(says_new(entry) and says_sales(entry, currency) for entry in told),
    }


def goal_days(terms: Terms, entries: Iterable[DayTotals], whole: int) -> Coverage | None:
    """Of how many days the goal's own figure is known; None for goals that no daily report tells."""
    told = list(entries)
    if terms.goal is Goal.RECEIPTS:
        known = sum(entry.reported for entry in told)
    elif terms.goal in (Goal.NEW_CUSTOMERS, Goal.REPEAT_VISITS):
        known = sum(says_new(entry) for entry in told)
    elif terms.goal in (Goal.REVENUE, Goal.AVERAGE_CHECK):
        known = sum(says_sales(entry, terms.currency) for entry in told if entry.reported)
    else:
        return None
    return Coverage(min(known, whole), whole)


def open_days_gone(
    terms: Terms, own: Iterable[Place], entries: Iterable[DayTotals], last: date
) -> tuple[Fraction, bool]:
    """The share of a side's open days, and whether a report of them is missing."""
    due = {(place.location_id, day) for place in own for day in place.owed(terms.starts, terms.ends)}
    gone = {(place, day) for place, day in due if day <= last}
    there = {(entry.location_id, entry.day) for entry in entries if entry.reported}
    return Fraction(len(gone), len(due)) if due else Fraction(0), bool(gone - there)
