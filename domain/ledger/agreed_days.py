"""How much of the agreed days a side had for sending customers: what a minimum and a bonus are measured by.

A day at a counter is taken away by who paused or cancelled the promo, or by the receiver who closed its counter. By
the terms it counts neither for the minimum nor for the bonus of the others; whoever took it away gains nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from domain.agreement.terms import Terms
from domain.calendar import closing_at, local_day, working_days
from domain.daily.totals import DayTotals
from domain.ledger.attribution import may_send
from domain.options import LostDays
from domain.schedule.plan import Place, counting
from domain.schedule.reporting_days import Pause, is_shut

Parts = Mapping[tuple[int, int], Fraction]
"""(sender, receiver), by slot → the part of the agreed days that counts."""


def parts(terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], cancelled: Pause | None) -> Parts:
    """Of every direction. A promo that was cancelled before its first day leaves nothing of any."""
    closed = {(entry.location_id, entry.day) for entry in entries if entry.closed}
    counters = counting(terms, places)
    slots = {party.business_id: party.slot for party in terms.parties}
    made: dict[tuple[int, int], Fraction] = {}
    for party in terms.receivers():
        own = [place for place in counters if place.business_id == party.business_id]
        takers = [_takers(place, day, closed, cancelled, slots) for place in own for day in _agreed(terms, place)]
        for sender in may_send(terms, party.slot):
            never = any(_before(terms, place, cancelled) for place in own)
            made[sender, party.slot] = Fraction(0) if never else _part(terms, takers, sender)
    return made


def _agreed(terms: Terms, place: Place) -> tuple[date, ...]:
    first, last = place.days or (terms.starts, terms.ends)
    return working_days(first, last, place.weekdays)


def _takers(
    place: Place, day: date, closed: set[tuple[int, date]], cancelled: Pause | None, slots: Mapping[int, int]
) -> frozenset[int]:
    """The sides that took that day away; empty for a day that counts."""
    asked = closing_at(day, place.closes, place.zone)
    stops = [pause.by for pause in _stops(place.pauses, cancelled) if asked in pause]
    shut = [place.business_id] if is_shut(place, day) or (place.location_id, day) in closed else []
    return frozenset(slots.get(business, 0) for business in (*stops, *shut))


def _stops(pauses: Sequence[Pause], cancelled: Pause | None) -> Iterator[Pause]:
    yield from pauses
    if cancelled:
        yield cancelled


def _before(terms: Terms, place: Place, cancelled: Pause | None) -> bool:
    return cancelled is not None and local_day(cancelled.since, place.zone) < terms.starts


def _part(terms: Terms, days: Sequence[frozenset[int]], sender: int) -> Fraction:
    lost = sum(bool(takers if terms.lost_days is LostDays.NOBODY else takers - {sender}) for takers in days)
    return Fraction(len(days) - lost, len(days)) if days else Fraction(1)
