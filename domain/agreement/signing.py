"""Who has to do what next on the way to a signed version."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from statistics import median

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.options import Scale
from domain.states import Refusal

PROPOSAL_DAYS = 7
SHORT_DAYS, PILOT_DAYS, LONG_DAYS = 14, 7, 62


class SigningStatus(Struct, frozen=True):
    """Where a version on the table stands: whether it is open, who is in and who signed it."""

    open: bool
    version: int
    parties: frozenset[int]  # business ids that are in
    expected: int  # how many businesses the terms want
    signed: frozenset[int]  # business ids that signed this version


class Signed(Struct, frozen=True):
    """The signature is taken; `complete` when it was the last one."""

    complete: bool


def sign(standing: SigningStatus, business_id: int, version: int) -> Signed | Refusal:
    """One business's yes to one exact version."""
    refusal = may_answer(standing, business_id, version)
    if refusal:
        return refusal
    if business_id in standing.signed:
        return Refusal("already_signed")
    everybody = len(standing.parties) == standing.expected
    return Signed(everybody and standing.signed | {business_id} == standing.parties)


def may_answer(standing: SigningStatus, business_id: int, version: int) -> Refusal | None:
    """Whether this side may accept, change, decline or sign that version now."""
    if business_id not in standing.parties:
        return Refusal("not_yours")
    if not standing.open:
        return Refusal("not_open")
    if version != standing.version:
        return Refusal("old_version")
    return None


def may_leave(standing: SigningStatus) -> bool:
    """Whether at least two go on without one; otherwise its no ends the proposal."""
    return len(standing.parties) > 2


def date_warnings(terms: Terms) -> tuple[str, ...]:
    """Dates are warned about, never blocked: one to two months is what works; a pilot takes a week or more."""
    if terms.scale is Scale.PILOT:
        return ("short_pilot",) if terms.days < PILOT_DAYS else ()
    if terms.days < SHORT_DAYS:
        return ("short",)
    return ("long",) if terms.days > LONG_DAYS else ()


def expires(now: datetime) -> datetime:
    """When an open proposal lapses."""
    return now + timedelta(days=PROPOSAL_DAYS)


def in_force_on(terms: Terms, signed_on: date) -> date:
    """From which day an amendment counts: the agreed one, or the day of the last signature if that is later."""
    return max(terms.in_force_from or signed_on, signed_on)


def reaction_hours(proposed: datetime | None, answers: list[datetime]) -> int | None:
    """The median of the partners' hours from the proposal to the first answer; 0 is under half an hour."""
    if proposed is None or not answers:
        return None
    hours = median((at - proposed) / timedelta(hours=1) for at in answers)
    return round(hours)
