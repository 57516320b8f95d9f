"""The figures of one promo week, from daily reports. A figure without its input is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import Week
from domain.daily.totals import DayTotals, Takings, takings
from domain.ledger.attribution import directions, sent
from domain.ledger.counts import sender_to
from domain.results.alike import Alike, alike
from domain.results.coverage import open_days_gone
from domain.results.money import discounts_given
from domain.schedule.plan import Place, at_work, counting


class DayKind(StrEnum):
    REPORTED = "reported"
    MISSING = "missing"
    CLOSED = "closed"
    OFF = "off"  # nothing is due
    PAUSED = "paused"
    OUT = "out"  # not in the promo


class DayMark(Struct, frozen=True):
    """What one business's day shows: a number, or why there is none."""

    day: date
    customers: int | None
    kind: DayKind


class WeekOfSide(Struct, frozen=True):
    business_id: int
    name: str
    used: int | None  # None where reports were due and none came
    days: tuple[DayMark, ...]
    weeks: tuple[int | None, ...]  # totals of the promo's weeks so far; None without a report


class WeeklyFlow(Struct, frozen=True):
    """Customers that one business sent to another, counted by the receiver. `gone`: the share of the receiver's open
    days; `gaps`: whether it has left one of them out."""

    sender: str
    receiver: str
    count: int | None  # None while the receiver is silent
    so_far: int
    gone: Fraction
    gaps: bool


class Missing(Struct, frozen=True):
    place: str
    day: date


class WeeklyReport(Struct, frozen=True):
    week: Week
    weeks: int
    used: int | None  # of those who reported; None without a report
    by_codes: int | None  # of those used; None where the promo has no codes
    alike: Alike | None  # against last week
    sides: tuple[WeekOfSide, ...]
    new: int | None
    new_of: int  # customers of the reports that gave new ones
    takings: tuple[Takings, ...]
    discounts: int | None  # minor units of the terms' currency
    flows: tuple[WeeklyFlow, ...]
    best: tuple[date, int] | None
    reported: int
    expected: int
    missing: tuple[Missing, ...]
    silent: tuple[Place, ...]  # at work, and no report in the whole week
    by_weekday: tuple[int | None, ...]
    before_by_weekday: tuple[int | None, ...] | None


def weekly(
    in_force: TermsInForce,
    places: tuple[Place, ...],
    entries: Iterable[DayTotals],
    weeks: tuple[Week, ...],
    number: int,
) -> WeeklyReport:
    """Week `number` (from 1) of `weeks`; `entries` may hold the whole promo so far."""
    terms = in_force.newest
    week, places = weeks[number - 1], counting(terms, places)
    ids = {place.location_id for place in places}
    everything = [entry for entry in entries if entry.day <= week.last and entry.location_id in ids]
    now = _within(everything, week)
    earlier = _within(everything, weeks[number - 2]) if number > 1 else []
    expected = _expected(places, week)
    done = {(entry.location_id, entry.day) for entry in now if entry.reported}
    missing = [Missing(place.name, day) for place, day in expected if (place.location_id, day) not in done]
    heard = {entry.location_id for entry in now if entry.reported}
    asked = at_work(tuple(dict.fromkeys(place for place, _ in expected)))
    with_new = [entry for entry in now if entry.new is not None]
    so_far = weeks[:number]
    sides = tuple(_side(terms, places, everything, so_far, party.business_id) for party in terms.receivers())
    return WeeklyReport(
        week=week,
        weeks=len(weeks),
        used=_sum(now),
        by_codes=_by_codes(now),
        alike=alike(now, earlier, week, weeks[number - 2]) if number > 1 else None,
        sides=sides,
        new=sum(entry.new or 0 for entry in with_new) if with_new else None,
        new_of=sum(entry.customers for entry in with_new),
        takings=takings(now),
        discounts=discounts_given(in_force, places, now),
        flows=_flows(in_force, places, everything, week, sides),
        best=_best(now),
        reported=len(expected) - len(missing),
        expected=len(expected),
        missing=tuple(missing),
        silent=tuple(place for place in asked if place.location_id not in heard),
        by_weekday=_by_weekday(now, week),
        before_by_weekday=_by_weekday(earlier, weeks[number - 2]) if earlier else None,
    )


def _within(entries: Iterable[DayTotals], week: Week) -> list[DayTotals]:
    return [entry for entry in entries if entry.day in week]


def days_of(week: Week) -> tuple[date, ...]:
    """The days of the week that belong to the promo."""
    return tuple(week.first + timedelta(days=n) for n in range((week.last - week.first).days + 1))


def _expected(places: tuple[Place, ...], week: Week) -> list[tuple[Place, date]]:
    return [(place, day) for place in places for day in days_of(week) if place.owes(day)]


def _side(
    terms: Terms, places: tuple[Place, ...], entries: list[DayTotals], weeks: tuple[Week, ...], business_id: int
) -> WeekOfSide:
    own = [place for place in places if place.business_id == business_id]
    ids = {place.location_id for place in own}
    mine = [entry for entry in entries if entry.location_id in ids]
    party, week = terms.party_of(business_id), weeks[-1]
    now = _within(mine, week)
    marks = tuple(_mark(own, now, week, week.monday + timedelta(days=n)) for n in range(7))
    totals = tuple(_sum(_within(mine, earlier)) for earlier in weeks)
    return WeekOfSide(business_id, party.name if party else "", _used(own, now, week), marks, totals)


def _used(own: list[Place], entries: list[DayTotals], week: Week) -> int | None:
    """None where reports were due and none came."""
    ids = {place.location_id for place in own}
    here = [entry for entry in entries if entry.location_id in ids]
    return _sum(here) if here or _expected(tuple(own), week) else 0


def _heard(counts: list[int | None]) -> int | None:
    """The sum of what is known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _sum(entries: list[DayTotals]) -> int | None:
    return sum(entry.customers for entry in entries) if entries else None


def _by_codes(entries: list[DayTotals]) -> int | None:
    known = [entry.by_codes for entry in entries if entry.by_codes is not None]
    return sum(known) if known else None


def _mark(own: list[Place], entries: list[DayTotals], week: Week, day: date) -> DayMark:
    if day not in week:
        return DayMark(day, None, DayKind.OUT)
    todays = [entry for entry in entries if entry.day == day]
    if todays:
        open_today = [entry for entry in todays if not entry.closed]
        if not open_today:
            return DayMark(day, None, DayKind.CLOSED)
        return DayMark(day, sum(entry.customers for entry in open_today), DayKind.REPORTED)
    if any(place.owes(day) for place in own):
        return DayMark(day, None, DayKind.MISSING)
    return DayMark(day, None, DayKind.PAUSED if any(place.is_paused(day) for place in own) else DayKind.OFF)


def _flows(
    in_force: TermsInForce,
    places: tuple[Place, ...],
    entries: list[DayTotals],
    week: Week,
    sides: tuple[WeekOfSide, ...],
) -> tuple[WeeklyFlow, ...]:
    """Where the counts tell the sender, in the order of the senders."""
    parties, used = {party.slot: party for party in in_force.newest.parties}, {s.business_id: s.used for s in sides}
    now = {
        (one.sender, one.receiver): one.customers
        for one in directions(in_force, sent(in_force, places, _within(entries, week), {}))
    }
    ways = directions(in_force, sent(in_force, places, entries, {}))
    told = [one for one in ways if one.sender and one.sender == sender_to(in_force.newest, one.receiver)]
    made = []
    for one in sorted(told, key=lambda one: one.sender or 0):
        receiver = parties[one.receiver]
        count = None if used.get(receiver.business_id) is None else now.get((one.sender, one.receiver), 0)
        own = tuple(place for place in places if place.business_id == receiver.business_id)
        gone, gaps = open_days_gone(in_force.newest, own, entries, week.last)
        made.append(
            WeeklyFlow(
                sender=parties[one.sender or 0].name,
                receiver=receiver.name,
                count=count,
                so_far=one.customers,
                gone=gone,
                gaps=gaps,
            )
        )
    return tuple(made)


def _best(entries: list[DayTotals]) -> tuple[date, int] | None:
    totals: dict[date, int] = {}
    for entry in entries:
        totals[entry.day] = totals.get(entry.day, 0) + entry.customers
    best = max(totals, key=lambda day: (totals[day], -day.toordinal()), default=None)
    return (best, totals[best]) if best and totals[best] else None


def _by_weekday(entries: list[DayTotals], week: Week) -> tuple[int | None, ...]:
    days = [week.monday + timedelta(days=n) for n in range(7)]
    return tuple(
        sum(entry.customers for entry in entries if entry.day == day)
        if any(entry.day == day and not entry.closed for entry in entries)
        else None
        for day in days
    )
