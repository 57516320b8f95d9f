"""From when to when a version really counts, and which one it replaces; whatever day was agreed for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from domain.agreement.signing import in_force_on
from domain.agreement.terms import Terms

InForce = tuple[int, date]
"""A version that has come into force, and the first day that it counts."""


class Replaced(Struct, frozen=True):
    """The version before, with its first and last day; a version that was replaced on its first day has no last one."""

    number: int
    first: date
    last: date | None


class Validity(Struct, frozen=True):
    """`since` is None while signatures are missing. `cancelled`: the promo ended early while this version counted."""

    since: date | None = None
    replaces: Replaced | None = None
    replaced_by: InForce | None = None
    cancelled: date | None = None


def validity(
    number: int, terms: Terms, signed_on: date | None, in_force: Sequence[InForce], cancelled: date | None
) -> Validity:
    """`signed_on`: the day of this version's last signature, None while one is missing. `in_force`: in order."""
    if signed_on is None:
        return Validity()
    numbers = [version for version, _ in in_force]
    if number not in numbers:
        before = in_force[-1] if in_force else None
        since = in_force_on(terms, signed_on) if before else signed_on
        return Validity(since=since, replaces=_replaced(before, since))
    place = numbers.index(number)
    since = in_force[place][1]
    after = in_force[place + 1] if place + 1 < len(in_force) else None
    before = in_force[place - 1] if place else None
    return Validity(since, _replaced(before, since), after, None if after else cancelled)


def _replaced(before: InForce | None, since: date) -> Replaced | None:
    if before is None:
        return None
    number, first = before
    return Replaced(number, first, since - timedelta(days=1) if since > first else None)
