"""A sender's doubt about a day that the receiver counted: who answers next, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from msgspec.structs import replace

from domain.daily.facts import ReportEntry
from domain.daily.totals import round_half_up
from domain.states import Refusal

LAPSES = OPEN_FOR = timedelta(days=7)
"""So long a side has to answer, after which the count stands as it is; and so long a day is open after a change."""


class DisputeStep(StrEnum):
    CORRECTED = "corrected"
    STAYS = "stays"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    LAPSED = "lapsed"


class DisputeState(StrEnum):
    """Whose turn it is, or how it ended."""

    RECEIVER = "receiver"
    SENDER = "sender"
    SETTLED = "settled"
    NOT_AGREED = "not_agreed"
    LAPSED = "lapsed"


OPEN = (DisputeState.RECEIVER, DisputeState.SENDER)
ENDS = {
    DisputeStep.AGREED: DisputeState.SETTLED,
    DisputeStep.NOT_AGREED: DisputeState.NOT_AGREED,
    DisputeStep.LAPSED: DisputeState.LAPSED,
}
TURNS = {
    DisputeState.RECEIVER: frozenset({DisputeStep.CORRECTED, DisputeStep.STAYS, DisputeStep.LAPSED}),
    DisputeState.SENDER: frozenset({DisputeStep.AGREED, DisputeStep.NOT_AGREED, DisputeStep.LAPSED}),
}


def standing(steps: Sequence[DisputeStep]) -> DisputeState:
    """First the receiver answers, then the sender says once whether that settles it."""
    if not steps:
        return DisputeState.RECEIVER
    return ENDS.get(steps[-1], DisputeState.SENDER)


def take(steps: Sequence[DisputeStep], step: DisputeStep) -> Refusal | None:
    """Why this step cannot be taken now."""
    return None if step in TURNS.get(standing(steps), frozenset()) else Refusal("answered")


def open_days(recent: Iterable[date], changed: Iterable[date], today: date) -> tuple[date, ...]:
    """The days that may be doubted: of the last seven, and those that were changed within the last seven."""
    return tuple(sorted({*recent, *(day for day in changed if day <= today)}))


def open_for(day: date, days: Sequence[date], already: bool) -> Refusal | None:
    """A side doubts each day at a place once, and only while it is open."""
    if day not in days:
        return Refusal("too_old")
    return Refusal("already") if already else None


def sales_in_proportion(was: ReportEntry, customers: int) -> int | None:
    """The sum of the day if each customer bought alike, halves up; None where it was nobody's or was not said."""
    if was.sales is None or not was.customers:
        return None
    return round_half_up(Fraction(was.sales * customers, was.customers))


def asks_for_sales(was: ReportEntry | None, customers: int) -> bool:
    """Whether the sum that was reported belongs to another number of customers; none at all bought nothing."""
    known = was is not None and was.state == "reported" and was.sales is not None
    return known and was is not None and bool(customers) and customers != was.customers


def corrected(
    was: ReportEntry, customers: int, person_id: int, sales: int | None = None, by_codes: int | None = None
) -> ReportEntry:
    """The next revision of the day with another count, and with the sum that belongs to it where it is said; the rest
    of the report stays. Without customers there is no sum."""
    if not customers:
        sales = 0 if was.sales is not None else None
    new = min(was.new, customers) if was.new is not None else None
    return replace(
        was,
        revision=was.revision + 1,
        state="reported",
        customers=customers,
        without_card=None if by_codes is None else customers - by_codes,
        new=new,
        sales=was.sales if sales is None else sales,
        person_id=person_id,
        restores=None,
    )
