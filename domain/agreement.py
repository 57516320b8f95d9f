"""Who has to do what next on the way to a signed version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.lifecycle import OPEN_PROPOSAL, Refusal, State
from domain.terms import Terms

PROPOSAL_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """Where a promo stands: its newest version and who signed that one."""

    state: State
    version: int
    parties: frozenset[int]  # business ids that are in
    expected: int  # how many businesses the terms want
    signed: frozenset[int]  # business ids that signed the newest version


@dataclass(frozen=True)
class Signed:
    """The signature is taken; `complete` when it was the last one."""

    complete: bool


def sign(standing: Standing, business_id: int, version: int) -> Signed | Refusal:
    """One business's yes to one exact version."""
    refusal = may_answer(standing, business_id, version)
    if refusal:
        return refusal
    if business_id in standing.signed:
        return Refusal("already_signed")
    everybody = len(standing.parties) == standing.expected
    return Signed(everybody and standing.signed | {business_id} == standing.parties)


def may_answer(standing: Standing, business_id: int, version: int) -> Refusal | None:
    """Whether this side may accept, change, decline or sign that version now."""
    if business_id not in standing.parties:
        return Refusal("not_yours")
    if standing.state not in OPEN_PROPOSAL:
        return Refusal("not_open")
    if version != standing.version:
        return Refusal("old_version")
    return None


def date_warnings(terms: Terms) -> tuple[str, ...]:
    """Dates are warned about, never blocked: one to two months is what works."""
    length = (terms.ends - terms.starts).days + 1
    if length < 14:
        return ("short",)
    return ("long",) if length > 62 else ()


def expires(now: datetime) -> datetime:
    """When an open proposal lapses."""
    return now + timedelta(days=PROPOSAL_DAYS)


def waiting_for(standing: Standing) -> frozenset[int]:
    """The businesses whose signature is missing."""
    return standing.parties - standing.signed
