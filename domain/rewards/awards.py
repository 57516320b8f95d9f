"""Rewards for the staff of whoever sends enough customers: what is reached, and what a correction takes back."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from domain.agreement.terms import EACH, Perk, Terms
from domain.codes.offer_moves import found_again
from domain.ledger.counts import Totals
from domain.options import Repeats

MOST_TIMES = 50


class RewardGoal(Struct, frozen=True):
    """One direction of a perk: `perk` is its place in the terms, from 1; `giver` received what `sender` sent."""

    perk: int
    giver: int
    sender: int
    what: str
    at: int
    count: int
    times: int  # how often it is reached
    next: int | None  # the number of customers that earns the next one


class Reached(Struct, frozen=True):
    """The `nth` time that a direction earns the reward, at `at` customers."""

    perk: int
    giver: int
    sender: int
    nth: int
    what: str
    at: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        return self.perk, self.giver, self.sender, self.nth


class AwardState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Known(Struct, frozen=True):
    """An award as it stands; the key by slots. `earned`: the customers it was given for are there still, whatever the
    terms want now."""

    key: tuple[int, int, int, int]
    standing: AwardState
    earned: bool = False


class News(Struct, frozen=True):
    """What a look at the counts brings: to ask (again), to withdraw before approval, to tell that it stays after."""

    ask: tuple[Reached, ...]
    withdraw: tuple[tuple[int, int, int, int], ...]
    stays: tuple[tuple[int, int, int, int], ...]


def moves(old: Terms, new: Terms) -> dict[int, int]:
    """Where each perk of the old terms stands in the new ones, from 1; 0: nowhere.

    The same reward is found again wherever it stands; another of that giver at its place is that one changed.
    """
    found = found_again([(one.giver, one.what) for one in old.perks], [(one.giver, one.what) for one in new.perks])
    free = {n: perk for n, perk in enumerate(new.perks, 1) if n not in found.values()}
    changed = {n: n for n, perk in enumerate(old.perks, 1) if n in free and free[n].giver == perk.giver}
    return {n: found.get(n, changed.get(n, 0)) for n in range(1, len(old.perks) + 1)}


def goals(terms: Terms, totals: Totals) -> tuple[RewardGoal, ...]:
    """Each direction in which a perk can be earned."""
    found = []
    for number, perk in enumerate(terms.perks, 1):
        for (sender, receiver), count in totals.items():
            if sender is not None and perk.giver in (EACH, receiver):
                times = _times(perk, count)
                more = perk.repeats is Repeats.EVERY or not times
                coming = perk.at * (times + 1) if more else None
                found.append(
                    RewardGoal(
                        perk=number,
                        giver=receiver,
                        sender=sender,
                        what=perk.what,
                        at=perk.at,
                        count=count,
                        times=times,
                        next=coming,
                    )
                )
    return tuple(found)


def _times(perk: Perk, count: int) -> int:
    times = count // perk.at if perk.at > 0 else 0
    return min(times, 1 if perk.repeats is Repeats.ONCE else MOST_TIMES)


def reached(goals: Iterable[RewardGoal]) -> tuple[Reached, ...]:
    return tuple(
        Reached(perk=goal.perk, giver=goal.giver, sender=goal.sender, nth=nth, what=goal.what, at=goal.at * nth)
        for goal in goals
        for nth in range(1, goal.times + 1)
    )


def news(now: Iterable[Reached], known: Iterable[Known]) -> News:
    """What has changed since the last look."""
    there = {one.key: one for one in now}
    known = tuple(known)
    standing = {one.key: one.standing for one in known}
    ask = (one for key, one in there.items() if standing.get(key, AwardState.WITHDRAWN) is AwardState.WITHDRAWN)
    gone = [one.key for one in known if one.key not in there and not one.earned]
    return News(
        tuple(ask),
        tuple(key for key in gone if standing[key] is AwardState.ASKED),
        tuple(key for key in gone if standing[key] is AwardState.APPROVED),
    )
