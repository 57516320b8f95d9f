"""Who sent whom how many customers, as the receivers counted them, and what a partner may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from domain.agreement.terms import EACH, Party, Terms
from domain.daily.totals import DayTotals
from domain.options import Sharing
from domain.schedule.plan import Place, counting

Totals = Mapping[tuple[int | None, int], int]
"""(sender, receiver) → customers, by slot; the sender is None where nothing tells."""
DAYS = 7
"""How many days back are listed one by one, and may be doubted; today is the last of them."""


class DayCount(Struct, frozen=True):
    """A day at one place; `customers` is None where there is no report."""

    day: date
    customers: int | None
    kind: str  # reported, closed, missing, off (nothing is due)


class CounterDays(Struct, frozen=True):
    """One place's last days."""

    name: str
    days: tuple[DayCount, ...]


class LedgerLine(Struct, frozen=True):
    """What one side received. `sender` is None where nothing tells; `count` where it is not shown, or not known: then
    `heard` says that the receiver has not reported once. The first line of a receiver has its `counters`."""

    sender: Party | None
    receiver: Party
    count: int | None
    heard: bool
    counters: tuple[CounterDays, ...]
    own: bool  # the viewer's side received them
    doubtable: bool  # the viewer's side may have sent them


def sender_to(terms: Terms, receiver: int) -> int | None:
    """The side whose customers come to that counter: of two the other one, of more the one that all its offers name."""
    others = [party.slot for party in terms.parties if party.slot != receiver]
    if len(others) == 1:
        return others[0]
    givers = {offer.giver for offer in terms.offers_at(receiver)}
    only = givers.pop() if len(givers) == 1 else EACH
    return only if only in others else None


def may_doubt(terms: Terms, viewer: int, receiver: int) -> bool:
    """Whoever sent them; where that cannot be told, everybody else."""
    return viewer != receiver and sender_to(terms, receiver) in (viewer, None)


def doubters(terms: Terms, receiver: int) -> frozenset[int]:
    """The businesses that may have sent the customers of one of them."""
    party = terms.party_of(receiver)
    return frozenset(p.business_id for p in terms.parties if party and may_doubt(terms, p.slot, party.slot))


def seen_by(viewer: int, whole: Totals, shared: Totals) -> Totals:
    """Every direction as that side may see it: what it received itself, and of the others what is shared."""
    return {way: count if way[1] == viewer else shared.get(way, 0) for way, count in whole.items()}


def heard(terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals]) -> set[int]:
    """The sides with a report, by slot."""
    slots = {party.business_id: party.slot for party in terms.parties}
    at = {place.location_id: slots.get(place.business_id, 0) for place in counting(terms, places)}
    return {at[entry.location_id] for entry in entries if entry.location_id in at}


def recent_days(terms: Terms, today: date) -> tuple[date, ...]:
    """The promo's days among the last seven, today included."""
    days = (today - timedelta(days=n) for n in reversed(range(DAYS)))
    return tuple(day for day in days if terms.starts <= day <= terms.ends)


def lines(
    terms: Terms, places: tuple[Place, ...], entries: Sequence[DayTotals], totals: Totals, viewer: int, today: date
) -> tuple[LedgerLine, ...]:
    """A line a direction, those to the viewer first, then those from it; of the others as much as `share_customers`
    allows."""
    parties, there = {party.slot: party for party in terms.parties}, heard(terms, places, entries)
    made: list[LedgerLine] = []
    for (sender, receiver), count in totals.items():
        own = receiver == viewer
        level = Sharing.DETAIL if own else terms.share_customers
        first = receiver not in {line.receiver.slot for line in made}
        by_day = first and level is Sharing.DETAIL
        counters = _counters(terms, places, entries, parties[receiver], today) if by_day else ()
        spoke = bool(count) or receiver in there or level is Sharing.HIDDEN
        shown = None if level is Sharing.HIDDEN or not spoke else count
        doubtable = may_doubt(terms, viewer, receiver)
        made.append(
            LedgerLine(
                sender=parties.get(sender or 0),
                receiver=parties[receiver],
                count=shown,
                heard=spoke,
                counters=counters,
                own=own,
                doubtable=doubtable,
            )
        )
    return tuple(sorted(made, key=lambda line: (not line.own, line.sender is None or line.sender.slot != viewer)))


def _counters(
    terms: Terms, places: tuple[Place, ...], entries: Sequence[DayTotals], party: Party, today: date
) -> tuple[CounterDays, ...]:
    here = [place for place in counting(terms, places) if place.business_id == party.business_id]
    return tuple(CounterDays(place.name, _days(place, recent_days(terms, today), entries, today)) for place in here)


def _days(place: Place, days: Iterable[date], entries: Sequence[DayTotals], today: date) -> tuple[DayCount, ...]:
    """Today only once it is reported: until closing nothing is missing."""
    marks = (day_at(place, day, entries) for day in days)
    return tuple(mark for mark in marks if mark.day < today or mark.kind != "missing")


def day_at(place: Place, day: date, entries: Iterable[DayTotals]) -> DayCount:
    """What stands for one day at one place."""
    entry = next((e for e in entries if (e.location_id, e.day) == (place.location_id, day)), None)
    if entry is None:
        return DayCount(day, None, "missing" if place.owes(day) else "off")
    return DayCount(day, None, "closed") if entry.closed else DayCount(day, entry.customers, "reported")
