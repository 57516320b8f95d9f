"""Words for months, weekdays, days near today and lengths of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from domain.reading.lexicon import ALL, one_of
from domain.reading.lexicon.parts import Words

_WORDS = ALL.calendar
_NEAR = {word: away for away, words in _WORDS.near.items() for word in words}
_FEW = {word: number for number, words in _WORDS.few.items() for word in words}

NEAR = one_of(map(re.escape, _NEAR))
MONTH = one_of({word[:3] for words in _WORDS.months for word in words})
"""How a month's name begins."""
WEEKDAY = one_of(word for words in _WORDS.weekdays for word in words)
UNIT = one_of(word for words in _WORDS.units.values() for word in words)
FEW = one_of(_FEW)


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name or its first three letters or more; None for any other word."""
    word = word.casefold()
    return _place(word, _WORDS.months, 3)


def weekday_of(word: str) -> int:
    """ISO weekday of a word that matched WEEKDAY."""
    return _place(word.casefold(), _WORDS.weekdays, 9) or 0


def near(word: str) -> timedelta:
    """How far from today the word is that matched NEAR."""
    return timedelta(days=_NEAR[word.casefold()])


def few(word: str | None) -> int:
    """A small number in digits or letters; no word at all means one."""
    return _FEW.get(word.casefold()) or int(word) if word else 1


def unit_of(word: str) -> str:
    """`day`, `week`, `month` or `year` for a word that matched UNIT."""
    return next(unit for unit, words in _WORDS.units.items() if re.fullmatch(one_of(words), word, re.IGNORECASE))


def later(day: date, amount: int, unit: str) -> date | None:
    """`day` moved by some units; the 31st becomes a shorter month's last day. None outside 2000–2100."""
    if unit in {"day", "week"}:
        moved = day + timedelta(days=amount * (7 if unit == "week" else 1))
        return moved if 2000 <= moved.year <= 2100 else None
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "year" else 1)
    if not 2000 <= months // 12 <= 2100:
        return None
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of(first, "month").day))


def last_of(day: date, unit: str) -> date:
    """The last day of the week, month or year that holds `day`."""
    if unit == "week":
        return day + timedelta(days=7 - day.isoweekday())
    if unit == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day.replace(month=12, day=31) if unit == "year" else day


def _place(word: str, names: tuple[Words, ...], shortest: int) -> int | None:
    """Where, from 1, a word is listed, whole or, from `shortest` letters on, its beginning."""
    for place, forms in enumerate(names, start=1):
        if any(form == word or (len(word) >= shortest and form.startswith(word)) for form in forms):
            return place
    return None
