"""Days on which shops everywhere here see another trade than usual; a comparison names those that fall into it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from domain.measures.measure import Phase, days

FIXED = {
    "new_year": ((12, 31), (1, 1)),
    "christmas": ((12, 24), (12, 25), (1, 7)),
    "valentine": ((2, 14),),
    "womens_day": ((3, 8),),
    "school": ((9, 1),),
    "nicholas": ((12, 6),),
}


class PhaseSeason(Struct, frozen=True):
    """A phase with the months that it touches, by their first days, and the holidays in it."""

    phase: Phase
    months: tuple[date, ...]
    holidays: tuple[str, ...]


def seasons(starts: date, ends: date) -> tuple[PhaseSeason, ...]:
    """Of the weeks before, during and after; nothing where they are alike in both."""
    made = tuple(_season(phase, *days(phase, starts, ends)) for phase in Phase)
    return made if len({(one.months, one.holidays) for one in made}) > 1 else ()


def _season(phase: Phase, first: date, last: date) -> PhaseSeason:
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    months = dict.fromkeys(day.replace(day=1) for day in every)
    return PhaseSeason(phase, tuple(months), tuple(dict.fromkeys(name for day in every for name in holidays(day))))


def holidays(day: date) -> list[str]:
    named = [name for name, dates in FIXED.items() if (day.month, day.day) in dates]
    if day in (western_easter(day.year), orthodox_easter(day.year)):
        named.append("easter")
    is_black_friday = day.month == 11 and day.isoweekday() == 5 and 23 <= day.day <= 29
    return [*named, "black_friday"] if is_black_friday else named


def western_easter(year: int) -> date:
    """The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + n - 7 * ((a + 11 * h + 22 * n) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Meeus's Julian algorithm, in the calendar of today; right from 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    month, day = divmod(d + (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7 + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
