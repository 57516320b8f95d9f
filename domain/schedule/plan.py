"""Which messages a promo will need and when. Whether one is still needed is asked again at its time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from domain.agreement.fields import SILENCE_DAYS
from domain.agreement.terms import Terms
from domain.calendar import Closing, WorkingDays, closing_at, promo_weeks, to_utc
from domain.options import Scale
from domain.schedule.due_names import Nth, PlaceSubject, WeekPost
from domain.schedule.reporting_days import Pause, is_outside, owed, owes

MORNING = time(9)
MID_MORNING = time(10)
LATE_MORNING = time(11)
MIDNIGHT = time(0)


class Place(Struct, frozen=True):
    """A location of a promo. `shut`: the day from which on it is closed for good; `pauses`: of the promo; `days`: the
    first and the last of its own, once `counting` has looked at the terms."""

    location_id: int
    business_id: int
    name: str
    zone: str
    weekdays: WorkingDays
    closes: Closing
    shut: date | None = None
    pauses: tuple[Pause, ...] = ()
    online: bool = False
    days: tuple[date, date] | None = None

    def owes(self, day: date) -> bool:
        """Whether a report of that day is due."""
        return owes(self, day, self.pauses)

    def is_paused(self, day: date) -> bool:
        """Whether only a pause of the promo lets no report be due."""
        return not self.owes(day) and owes(self, day, ())

    def owed(self, first: date, last: date) -> tuple[date, ...]:
        """The days, both included, of which a report is due."""
        return owed(self, first, last, self.pauses)


def place_name(business: str, location: str, alone: bool) -> str:
    """A location as everybody sees it: its business says enough where it is the only one, or bears its name."""
    return business if alone or location == business else f"{business}, {location}"


class Due(Struct, frozen=True):
    """One thing to do once at a moment; (kind, subject, period) is unique for ever."""

    kind: str
    subject: str
    period: str
    at: datetime
    expires: datetime | None = None


def proposal(promo_id: str, expires: datetime) -> tuple[Due, ...]:
    """A reminder one day before an open proposal lapses, and the lapse."""
    period = expires.isoformat()
    return (
        Due("expiry_reminder", promo_id, period, expires - timedelta(days=1), expires),
        Due("expire", promo_id, period, expires),
    )


def silence(promo_id: str, revision: int, agreed: int | None, now: datetime) -> tuple[Due, ...]:
    """Two reminders to who has said nothing to a settlement, and the day on which their silence counts as a yes, where
    that was agreed."""
    days = agreed or SILENCE_DAYS
    reminders = (
        Due("settle_remind", promo_id, str(Nth(str(revision), n)), now + timedelta(days=day))
        for n, day in enumerate((days // 2, days - 1), 1)
    )
    yes = Due("settle_accept", promo_id, str(revision), now + timedelta(days=days))
    return (*reminders, yes) if agreed else tuple(reminders)


def promo(terms: Terms, places: tuple[Place, ...], zone: str) -> tuple[Due, ...]:
    """Everything that a signed promo has ahead, in the zone of the initiator and of each location."""
    asked = at_work(counting(terms, places))
    days = [terms.starts + timedelta(days=n) for n in range(terms.days)]
    daily = [due for place in asked for day in days for due in _daily(terms.promo_id, place, day)]
    return (*_milestones(terms, zone), *_cards(terms, zone), *weeks(terms, zone), *_perks(terms, zone), *daily)


def counting(terms: Terms, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The locations that count customers: of the businesses where an offer is used, those that take part."""
    receivers = {party.business_id for party in terms.receivers()}
    return tuple(
        replace(place, days=terms.days_at(place.business_id, place.location_id))
        for place in taking_part(terms, places)
        if place.business_id in receivers
    )


def taking_part(terms: Terms, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The locations named in the terms; of a business with none of its own there, all."""
    named = set(terms.taking_part)
    limited = {place.business_id for place in places if place.location_id in named}
    return tuple(place for place in places if place.location_id in named or place.business_id not in limited)


def at_work(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those that are not closed for good: only there somebody is asked, taught or invited. Figures take them all."""
    return tuple(place for place in places if place.shut is None)


def _milestones(terms: Terms, zone: str) -> tuple[Due, ...]:
    after = terms.ends + timedelta(days=1)
    points = [
        Due("start", terms.promo_id, terms.starts.isoformat(), to_utc(terms.starts, MIDNIGHT, zone)),
        *held_start(terms, zone),
        Due("finish", terms.promo_id, terms.ends.isoformat(), to_utc(after, MIDNIGHT, zone)),
        Due("close", terms.promo_id, terms.ends.isoformat(), to_utc(after + timedelta(days=7), LATE_MORNING, zone)),
    ]
    if terms.scale is Scale.PILOT:
        points.append(Due("vote", terms.promo_id, terms.ends.isoformat(), to_utc(after, MORNING, zone)))
    if terms.days > 7:
        day = terms.ends - timedelta(days=2)
        at = to_utc(day, MORNING, zone)
        points.append(Due("three_days_left", terms.promo_id, day.isoformat(), at, at + timedelta(days=1)))
    return tuple(points)


def held_start(terms: Terms, zone: str) -> tuple[Due, ...]:
    """A promo that is not ready asks in the morning, and starts by itself at the next midnight."""
    asks = to_utc(terms.starts, MORNING, zone)
    late = to_utc(terms.starts + timedelta(days=1), MIDNIGHT, zone)
    day = terms.starts.isoformat()
    return (
        Due("start_question", terms.promo_id, day, asks, asks + timedelta(hours=11)),
        Due("start_late", terms.promo_id, str(Nth(day, 1)), late),
    )


def _cards(terms: Terms, zone: str) -> tuple[Due, ...]:
    """Each late morning the group's card says what came in by yesterday's close."""
    days = [terms.starts + timedelta(days=n) for n in range(1, terms.days)]
    at = [to_utc(day, LATE_MORNING, zone) for day in days]
    return tuple(
        Due("status_card", terms.promo_id, day.isoformat(), moment, moment + timedelta(hours=9))
        for day, moment in zip(days, at, strict=True)
    )


def weeks(terms: Terms, zone: str) -> tuple[Due, ...]:
    """The report of each week, on the Monday after it."""
    return tuple(
        Due("week", terms.promo_id, str(WeekPost(week.number)), to_utc(week.monday + timedelta(days=7), MORNING, zone))
        for week in promo_weeks(terms.starts, terms.ends)
    )


def _perks(terms: Terms, zone: str) -> tuple[Due, ...]:
    """Each morning, whether the counts have earned the staff a reward; late reports count until the promo closes."""
    days = [terms.starts + timedelta(days=n) for n in range(terms.days + 7)] if terms.perks else []
    return tuple(
        Due("perks", terms.promo_id, day.isoformat(), to_utc(day + timedelta(days=1), MID_MORNING, zone))
        for day in days
    )


def _daily(promo_id: str, place: Place, day: date) -> tuple[Due, ...]:
    """The question at closing, a nudge next morning, then the owner. Days off are not asked about."""
    if day not in place.weekdays or is_outside(place, day):
        return ()
    subject, period = str(PlaceSubject(promo_id, place.location_id)), day.isoformat()
    at = closing_at(day, place.closes, place.zone)
    morning = to_utc(day + timedelta(days=1), MORNING, place.zone)
    late = to_utc(day + timedelta(days=1), LATE_MORNING, place.zone)
    return (
        Due("ask", subject, period, at, morning),
        Due("nudge", subject, period, morning, late),
        Due("escalate", subject, period, late, late + timedelta(hours=9)),
    )
