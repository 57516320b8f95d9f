"""Local time becomes UTC by zoneinfo: of a repeated hour the first; a skipped one shifts forward."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from msgspec import Struct

QUIET_FROM, QUIET_UNTIL = time(20), time(9)
AFTER_MIDNIGHT = time(5)
"""A shop that closes before this hour closes in the night that follows its working day."""


def to_utc(day: date, at: time, zone: str) -> datetime:
    """The moment, in UTC, when it is `at` on `day` in `zone`; 02:30 where 02:00 jumps to 03:00 is 03:30."""
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


@lru_cache(64)
def local(moment: datetime, zone: str) -> datetime:
    """The wall time in `zone`; a moment without a zone is a bug."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    return local(moment, zone).date()


class Closing(Struct, frozen=True):
    """When a shop closes: usually, and on weekdays (Monday 1) that differ. Stored as text: `20:00;6=18:00;7=16:00`."""

    usual: time
    others: tuple[tuple[int, time], ...] = ()

    @classmethod
    @lru_cache(512)
    def of(cls, text: str) -> Self:
        usual, *others = text.split(";")
        parts = (other.split("=") for other in others)
        return cls(time.fromisoformat(usual), tuple((int(day), time.fromisoformat(at)) for day, at in parts))

    def __str__(self) -> str:
        return ";".join([f"{self.usual:%H:%M}", *(f"{day}={at:%H:%M}" for day, at in self.others)])

    def on(self, day: date) -> time:
        return dict(self.others).get(day.isoweekday(), self.usual)


def closing_at(day: date, closes: Closing, zone: str) -> datetime:
    """The moment when a shop closes after its working day; closing before 05:00 is on the next date."""
    at = closes.on(day)
    return to_utc(day + timedelta(days=1) if at < AFTER_MIDNIGHT else day, at, zone)


def quiet(moment: datetime, zone: str, start: time = QUIET_FROM, end: time = QUIET_UNTIL) -> datetime:
    """`moment`, or the end of the local quiet hours it falls into, in UTC. `start` is quiet, `end` is not."""
    wall = local(moment, zone)
    at = wall.time()
    silent = start <= at < end if start <= end else at >= start or at < end
    if not silent:
        return moment.astimezone(UTC)
    return to_utc(wall.date() + timedelta(days=1 if at >= end else 0), end, zone)


class Hours(Struct, frozen=True):
    """The part of the day in which somebody may be reminded, by the clock of their shop. The same time twice: always.
    Stored as text: `10:00-19:00`."""

    first: time = QUIET_UNTIL
    until: time = QUIET_FROM

    @classmethod
    def of(cls, text: str | None) -> Self:
        """From stored text; None is 09:00–20:00."""
        if text is None:
            return cls()
        first, _, until = text.partition("-")
        return cls(time.fromisoformat(first), time.fromisoformat(until))

    def __str__(self) -> str:
        return f"{self.first:%H:%M}-{self.until:%H:%M}"

    @property
    def always(self) -> bool:
        return self.first == self.until

    def next(self, moment: datetime, zone: str) -> datetime:
        """`moment`, or the next one within these hours, in UTC."""
        return quiet(moment, zone, self.until, self.first)


class Week(Struct, frozen=True):
    """Days from `first` to `last`, both included; `number` counts a promo's weeks from 1, 0 is any week."""

    first: date
    last: date
    number: int = 0

    @property
    def monday(self) -> date:
        """The Monday of the calendar week, which may be before a promo's first day."""
        return self.first - timedelta(days=self.first.isoweekday() - 1)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def week_of(day: date) -> Week:
    """The calendar week, Monday to Sunday, that holds `day`."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Week(monday, monday + timedelta(days=6))


def promo_weeks(first: date, last: date) -> tuple[Week, ...]:
    """The calendar weeks of a promo, clipped to it, so the first and the last may be short."""
    weeks: list[Week] = []
    while first <= last:
        sunday = min(week_of(first).last, last)
        weeks.append(Week(first, sunday, len(weeks) + 1))
        first = sunday + timedelta(days=1)
    return tuple(weeks)


class WorkingDays(Struct, frozen=True):
    """The weekdays on which a shop is open, Monday 1 to Sunday 7 (ISO). Stored as text: `1,2,3,4,5,6`."""

    weekdays: frozenset[int]

    @classmethod
    @lru_cache(512)
    def of(cls, text: str) -> Self:
        """From stored text; anything but digits 1 to 7 with commas is a bug: ValueError."""
        weekdays = frozenset(int(part) for part in text.split(",") if part)
        if not weekdays <= frozenset(range(1, 8)):
            raise ValueError(f"not weekdays: {text!r}")
        return cls(weekdays)

    def __str__(self) -> str:
        return ",".join(str(weekday) for weekday in sorted(self.weekdays))

    def __contains__(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays


EVERY_DAY = WorkingDays(frozenset(range(1, 8)))


def working_days(first: date, last: date, weekdays: WorkingDays) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, on which the shop is open."""
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return tuple(day for day in days if day.isoweekday() in weekdays.weekdays)


def last_hour(moment: datetime, hour: int, zone: str) -> datetime:
    """The latest time not after `moment` that local clocks showed this full hour."""
    today = local_day(moment, zone)
    at = to_utc(today, time(hour), zone)
    return at if at <= moment else to_utc(today - timedelta(days=1), time(hour), zone)
