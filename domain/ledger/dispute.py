"""A sender's doubt about a day that the receiver counted: who answers next, and when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from domain.daily.facts import ReportEntry
from domain.states import Refusal

LAPSES = timedelta(days=7)
"""So long a side has to answer; after that the count stands as it is."""


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


def open_for(day: date, days: Sequence[date], already: bool) -> Refusal | None:
    """A side doubts each day at a place once, and only one of the last seven days."""
    if day not in days:
        return Refusal("too_old")
    return Refusal("already") if already else None


def corrected(was: ReportEntry, customers: int, person_id: int) -> ReportEntry:
    """The next revision of the day with another count; the rest of the report stays."""
    new = min(was.new, customers) if was.new is not None else None
    return replace(
        was,
        revision=was.revision + 1,
        state="reported",
        customers=customers,
        new=new,
        person_id=person_id,
        restores=None,
    )
