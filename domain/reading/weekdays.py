"""On which days of the week a shop is open: `вт-сб`, `пн, ср і пт`, `без вихідних`, `щодня крім неділі`, `1-6`."""

from __future__ import annotations

import re

from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.calendar_words import WEEKDAY, weekday_of
from domain.reading.characters import SHORT_INPUT
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

EXAMPLE = "1-6"
EVERY_DAY = frozenset(range(1, 8))
_WORDS, _DAYS = ALL.week, ALL.calendar
_EVERY = lazy_re(rf"(?:{one_of(_WORDS.working)} )?(?:{one_of(_WORDS.every)}|24/7|7/7)")
_WORKING = lazy_re(rf"(?:{one_of((*_DAYS.on, *_DAYS.through))} )?{one_of(_WORDS.weekdays)}")
_BUT = lazy_re(rf"(?:(?P<of>.+?),? )?{one_of(_WORDS.but)}[ :-]+(?P<days>.+)")
_NAME = lazy_re(rf"(?<![^\W_]){WEEKDAY}(?![^\W_])\.?")
_ON = lazy_re(rf"^{one_of(_DAYS.on)} ")
_RANGE = lazy_re(rf"(?:{one_of(_DAYS.since)} )?([1-7]) ?(?:-|{one_of((*_DAYS.until, *_DAYS.through))}) ?([1-7])")
_TYPED = lazy_re(r"(?<!\d)([1-7]) ?- ?([1-7])(?!\d)")
_AND = one_of(_DAYS.both)
_LIST = lazy_re(rf"[1-7](?:-[1-7])?(?:(?:, ?| | (?:{_AND}|&|\+) | ?& ?| ?\+ ?)[1-7](?:-[1-7])?)*")


def weekdays(text: str) -> frozenset[int] | Problem:
    """Monday 1 to Sunday 7."""
    line = folded(text[:SHORT_INPUT]).strip(" .!")
    days = _days(line)
    return days or Problem("weekdays", said=short(line), example=EXAMPLE)


def _days(line: str) -> frozenset[int]:
    """Nothing for what is no weekdays."""
    if _EVERY.fullmatch(line):
        return EVERY_DAY
    if _WORKING.fullmatch(line):
        return EVERY_DAY - {6, 7}
    but = _BUT.fullmatch(line)
    less = _listed(but["days"]) if but else frozenset()
    return (_days(but["of"]) if but["of"] else EVERY_DAY) - less if but and less else _listed(line)


def _listed(line: str) -> frozenset[int]:
    if any(first > last for first, last in _TYPED.findall(line)):
        return frozenset()  # `7-1` in digits is a slip, `нд-пн` is meant
    digits = _NAME.sub(lambda found: str(weekday_of(found[0].rstrip("."))), line)
    plain = _RANGE.sub(r"\1-\2", _ON.sub("", digits))
    if not _LIST.fullmatch(plain):
        return frozenset()
    return frozenset(day for one in re.findall(r"[1-7](?:-[1-7])?", plain) for day in _between(one))


def _between(one: str) -> list[int]:
    """`2-6`, and over the week's end `6-1`."""
    first, last = int(one[0]), int(one[-1])
    return [(first + day - 1) % 7 + 1 for day in range((last - first) % 7 + 1)]
