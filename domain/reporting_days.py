"""The days of which a place owes a report: its working days, without a pause of the promo, until it closes for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from domain.calendar import WorkingDays, closing_at, working_days


@dataclass(frozen=True)
class Pause:
    """Of a promo; `until` is None while it lasts."""

    since: datetime
    until: datetime | None

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


class Shop(Protocol):
    """`shut`: the day from which on it is closed for good."""

    @property
    def weekdays(self) -> WorkingDays: ...
    @property
    def closes(self) -> time: ...
    @property
    def zone(self) -> str: ...
    @property
    def shut(self) -> date | None: ...


def owes(shop: Shop, day: date, pauses: Sequence[Pause]) -> bool:
    """Whether a report of that day is due: at the day's closing, when it is asked for, the promo is not paused."""
    if day not in shop.weekdays or is_shut(shop, day):
        return False
    asked = closing_at(day, shop.closes, shop.zone)
    return not any(asked in pause for pause in pauses)


def is_shut(shop: Shop, day: date) -> bool:
    return shop.shut is not None and day >= shop.shut


def owed(shop: Shop, first: date, last: date, pauses: Sequence[Pause]) -> tuple[date, ...]:
    """From `first` to `last`, both included."""
    return tuple(day for day in working_days(first, last, shop.weekdays) if owes(shop, day, pauses))
