"""Who sent whom how many, for money: by the counts where they tell, otherwise by the codes, never by a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from domain.agreement.terms import EACH, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.check_digit import Mode, mode
from domain.daily.totals import DayTotals
from domain.ledger.counts import sender_to
from domain.options import Counts
from domain.schedule.plan import Place, counting

Uses = Mapping[tuple[date, int, int], int]
"""(day, sender, receiver), by business → uses of codes that count."""


class SentOnDay(Struct, frozen=True):
    """Customers of one day from one side to another, by slot; the sender is None where nothing tells."""

    day: date
    sender: int | None
    receiver: int
    customers: int


class Attribution(Struct, frozen=True):
    """Customers from one side to another over all days."""

    sender: int | None
    receiver: int
    customers: int


def may_send(terms: Terms, receiver: int) -> tuple[int, ...]:
    """The sides that hand out what is used at that counter."""
    givers = {offer.giver for offer in terms.offers_at(receiver)}
    return tuple(p.slot for p in terms.parties if p.slot != receiver and givers & {EACH, p.slot})


def sent(
    terms: TermsInForce, places: tuple[Place, ...], entries: Iterable[DayTotals], uses: Uses
) -> tuple[SentOnDay, ...]:
    """Day by day, each by the terms of its day. Where the counts tell the sender, they count. Where they do not and
    every customer has a code, the uses tell; what was reported beyond them has no sender."""
    reported = _reported(terms, places, entries)
    slots = {party.business_id: party.slot for party in terms.newest.parties}
    by_code = {(day, slots.get(one, 0), slots.get(other, 0)): count for (day, one, other), count in uses.items()}
    days = {*reported, *((day, to) for day, _, to in by_code if terms.counts(day))}
    return tuple(one for day, to in sorted(days) for one in _of_day(terms, day, to, reported, by_code))


def _reported(
    terms: TermsInForce, places: tuple[Place, ...], entries: Iterable[DayTotals]
) -> dict[tuple[date, int], int]:
    """(day, receiver) → customers at all its counters that take part."""
    owners = {id(one): {p.location_id: p.business_id for p in counting(one, places)} for one in terms.versions}
    totals: dict[tuple[date, int], int] = {}
    for entry in entries:
        now = terms.on(entry.day)
        party = now.party_of(owners[id(now)].get(entry.location_id, 0))
        if party and terms.counts(entry.day):
            totals[entry.day, party.slot] = totals.get((entry.day, party.slot), 0) + _counted(now, entry)
    return totals


def _counted(terms: Terms, entry: DayTotals) -> int:
    """The customers of a day that money and rewards count, as the terms say."""
    return entry.customers if terms.counted is Counts.ALL or entry.by_codes is None else entry.by_codes


def _of_day(
    terms: TermsInForce, day: date, receiver: int, reported: Mapping[tuple[date, int], int], by_code: Uses
) -> Iterator[SentOnDay]:
    now, count = terms.on(day), reported.get((day, receiver), 0)
    sender = sender_to(now, receiver)
    if sender is not None:
        yield SentOnDay(day, sender, receiver, count)
        return
    known = _by_codes(now, day, receiver, by_code)
    yield from known
    rest = count - sum(one.customers for one in known)
    if rest > 0:
        yield SentOnDay(day, None, receiver, rest)


def _by_codes(terms: Terms, day: date, receiver: int, by_code: Uses) -> list[SentOnDay]:
    told = may_send(terms, receiver) if mode(terms.mechanic) is Mode.SINGLE else ()
    known = ((slot, by_code.get((day, slot, receiver), 0)) for slot in told)
    return [SentOnDay(day, slot, receiver, count) for slot, count in known if count]


def directions(terms: TermsInForce, all_: Iterable[SentOnDay]) -> tuple[Attribution, ...]:
    """Every direction in which the terms let customers go, with what was sent in it; then those of earlier terms."""
    totals: dict[tuple[int | None, int], int] = dict.fromkeys(_ways(terms.newest), 0)
    for one in all_:
        totals[one.sender, one.receiver] = totals.get((one.sender, one.receiver), 0) + one.customers
    return tuple(Attribution(sender, receiver, count) for (sender, receiver), count in totals.items())


def _ways(terms: Terms) -> Iterator[tuple[int | None, int]]:
    for party in terms.receivers():
        sender = sender_to(terms, party.slot)
        if sender is None and mode(terms.mechanic) is Mode.SINGLE:
            yield from ((slot, party.slot) for slot in may_send(terms, party.slot))
        else:
            yield sender, party.slot


def missing_reports(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], today: date
) -> dict[int, int]:
    """By slot: days before `today` of which its counters owe a report and have none."""
    there = {(entry.location_id, entry.day) for entry in entries if entry.reported}
    last = min(terms.ends, today - timedelta(days=1))
    slots = {party.business_id: party.slot for party in terms.parties}
    found = dict.fromkeys(slots.values(), 0)
    for place in counting(terms, places):
        days = place.owed(terms.starts, last)
        found[slots[place.business_id]] += sum((place.location_id, day) not in there for day in days)
    return {slot: number for slot, number in found.items() if number}
