"""The days of which a place owes a report: its working days within its dates, without a pause of the promo, until it
closes for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from domain.calendar import Closing, WorkingDays, closing_at, working_days


class Pause(Struct, frozen=True):
    """Of a promo; `until` is None while it lasts; `by`: the business that paused it."""

    since: datetime
    until: datetime | None
    by: int = 0

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


class OpenDays(Protocol):
    """`shut`: the day from which on it is closed for good. `days`: its own first and last, if known."""

    @property
    def weekdays(self) -> WorkingDays: ...
    @property
    def closes(self) -> Closing: ...
    @property
    def zone(self) -> str: ...
    @property
    def shut(self) -> date | None: ...
    @property
    def days(self) -> tuple[date, date] | None: ...


def owes(shop: OpenDays, day: date, pauses: Sequence[Pause]) -> bool:
    """Whether a report of that day is due: at the day's closing, when it is asked for, the promo is not paused."""
    if day not in shop.weekdays or is_shut(shop, day) or is_outside(shop, day):
        return False
    return not (pauses and _is_asked_in(pauses, closing_at(day, shop.closes, shop.zone)))


def _is_asked_in(pauses: Sequence[Pause], closing: datetime) -> bool:
    return any(closing in pause for pause in pauses)


def is_shut(shop: OpenDays, day: date) -> bool:
    return shop.shut is not None and day >= shop.shut


def is_outside(shop: OpenDays, day: date) -> bool:
    return shop.days is not None and not shop.days[0] <= day <= shop.days[1]


def owed(shop: OpenDays, first: date, last: date, pauses: Sequence[Pause]) -> tuple[date, ...]:
    """From `first` to `last`, both included."""
    return tuple(day for day in working_days(first, last, shop.weekdays) if owes(shop, day, pauses))
