"""What names a row of the schedule: its subject and its period, which the database keeps as text.

A text that was ever planned keeps its form: rows that wait were written by earlier versions.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from msgspec import Struct


class PlaceSubject(Struct, frozen=True):
    """A location in a promo; of a reminder that somebody put off also the person."""

    promo_id: str
    location_id: int
    person_id: int | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        promo_id, location, *person = text.split(":")
        return cls(promo_id, int(location), int(person[0]) if person else None)

    def __str__(self) -> str:
        place = f"{self.promo_id}:{self.location_id}"
        return place if self.person_id is None else f"{place}:{self.person_id}"


class SideSubject(Struct, frozen=True):
    """A business in a promo."""

    promo_id: str
    business_id: int

    @classmethod
    def read(cls, text: str) -> Self:
        promo_id, business = text.split(":")
        return cls(promo_id, int(business))

    def __str__(self) -> str:
        return f"{self.promo_id}:{self.business_id}"


class DutySubject(Struct, frozen=True):
    """A duty and the person who put its reminder off."""

    duty_id: int
    person_id: int

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(*map(int, text.split(":")))

    def __str__(self) -> str:
        return f"{self.duty_id}:{self.person_id}"


class StepOfDay(Struct, frozen=True):
    """What leads to a day or follows it: `2026-12-01:soon`."""

    day: date
    step: str

    @classmethod
    def read(cls, text: str) -> Self:
        day, step = text.split(":")
        return cls(date.fromisoformat(day), step)

    def __str__(self) -> str:
        return f"{self.day}:{self.step}"


class Nth(Struct, frozen=True):
    """Something that may come several times, for example on a day: `2026-12-01#2`; without a number it is the first."""

    of: str
    number: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        of, _, number = text.partition("#")
        return cls(of, int(number or 0))

    @property
    def day(self) -> date:
        return date.fromisoformat(self.of)

    def __str__(self) -> str:
        return f"{self.of}#{self.number}"


class WeekPost(Struct, frozen=True):
    """A week's report, and when it is posted if not on its Monday: `3@2026-12-22`."""

    number: int
    at: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        number, _, at = text.partition("@")
        return cls(int(number), at)

    def __str__(self) -> str:
        return f"{self.number}@{self.at}" if self.at else str(self.number)
