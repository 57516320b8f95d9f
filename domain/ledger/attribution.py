"""Who sent whom how many, for money: by the counts where they tell, otherwise by the codes, never by a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.agreement.terms import EACH, Terms
from domain.check_digit import Mode, mode
from domain.daily.totals import DayTotals
from domain.ledger.counts import sent
from domain.schedule.plan import Place, counting

Pairs = Mapping[tuple[int, int], int]
"""(sender, receiver), by business → uses of codes."""


@dataclass(frozen=True)
class Attribution:
    """Customers from one side to another, by slot; the sender is None where nothing tells."""

    sender: int | None
    receiver: int
    customers: int


def may_send(terms: Terms, receiver: int) -> tuple[int, ...]:
    """The sides that hand out what is used at that counter."""
    givers = {offer.giver for offer in terms.offers_at(receiver)}
    return tuple(p.slot for p in terms.parties if p.slot != receiver and givers & {EACH, p.slot})


def directions(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], uses: Pairs, voided: Pairs
) -> tuple[Attribution, ...]:
    """Where the counts tell the sender, they count, less what was made void after its report. Where they do not and
    every customer has a code, the uses tell; what was reported beyond them has no sender."""
    slots = {party.business_id: party.slot for party in terms.parties}
    by_code, less = _by_slot(uses, slots), _by_slot(voided, slots)
    made: list[Attribution] = []
    for (sender, receiver), count in sent(terms, places, entries).items():
        if sender is not None:
            made.append(Attribution(sender, receiver, max(count - less.get((sender, receiver), 0), 0)))
        elif mode(terms.mechanic) is Mode.SINGLE:
            made += _told_by_codes(terms, receiver, count, by_code, less)
        else:
            made.append(Attribution(None, receiver, count))
    return tuple(made)


def _by_slot(pairs: Pairs, slots: Mapping[int, int]) -> dict[tuple[int, int], int]:
    return {(slots.get(one, 0), slots.get(other, 0)): count for (one, other), count in pairs.items()}


def _told_by_codes(terms: Terms, receiver: int, count: int, by_code: Pairs, less: Pairs) -> Iterable[Attribution]:
    known = [Attribution(slot, receiver, by_code.get((slot, receiver), 0)) for slot in may_send(terms, receiver)]
    taken_back = sum(number for (_, to), number in less.items() if to == receiver)
    rest = count - taken_back - sum(one.customers for one in known)
    return [*known, *([Attribution(None, receiver, rest)] if rest > 0 else [])]


def missing_reports(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], today: date
) -> dict[int, int]:
    """By slot: days before `today` of which its counters owe a report and have none."""
    there = {(entry.location_id, entry.day) for entry in entries}
    last = min(terms.ends, today - timedelta(days=1))
    slots = {party.business_id: party.slot for party in terms.parties}
    found = dict.fromkeys(slots.values(), 0)
    for place in counting(terms, places):
        days = place.owed(terms.starts, last)
        found[slots[place.business_id]] += sum((place.location_id, day) not in there for day in days)
    return {slot: number for slot, number in found.items() if number}
