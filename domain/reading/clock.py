"""A time of day as typed or said: `20:00`, `20.00`, `20`, `8pm`, `о 20`, `8 вечора`, `half past seven`."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import ONE_MESSAGE
from domain.reading.lexicon import ALL, one_of
from domain.reading.number_words import in_digits
from domain.reading.numbers import APPROXIMATE
from domain.reading.words import folded

EXAMPLE = "20:00"
NOON, DAY = 12 * 60, 24 * 60
_WORDS = ALL.clock
_AFTERNOON, _MORNING, _HOUR = one_of(_WORDS.afternoon), one_of(_WORDS.morning), one_of(_WORDS.hour)
_TIME = lazy_re(
    rf"(?:{one_of(_WORDS.at)} )?(?P<hour>\d{{1,2}})(?: ?{_HOUR}\.?)?"
    rf"(?:(?P<pause>[:.\- ]?)(?P<minute>\d\d)(?: ?{one_of(_WORDS.minute)})?)?(?: ?{_HOUR}\.?)?"
    rf"(?: ?(?:(?P<pm>{_AFTERNOON})|(?P<am>{_MORNING})))?\.?"
)
_NAMED = {hour: lazy_re(one_of(words)) for hour, words in _WORDS.hours.items()}
_PARTS = {minutes: lazy_re(one_of(words)) for minutes, words in _WORDS.parts.items()}
_ANY_NAME = one_of(word for words in _WORDS.hours.values() for word in words)
_TWENTY = one_of(("20", *_WORDS.hours[20]))
_ANY_PART = one_of(word for words in _WORDS.parts.values() for word in words)
_SAID = lazy_re(
    rf"(?<!\w)(?:(?P<part>{_ANY_PART})[ -]?)?(?:(?P<tens>{_TWENTY})[ -](?={_ANY_NAME}))?"
    rf"(?:(?P<name>{_ANY_NAME})|(?P<digits>\d{{1,2}}))(?!\w)"
)
_BEFORE = lazy_re(rf"^(?:{one_of(_WORDS.opened)} )+")


def clock_time(text: str) -> time | Problem:
    """Hours 0 to 23; `24:00` and `13 pm` are refused by name. What may be morning or evening is the morning."""
    read = told(text)
    return read if isinstance(read, Problem) else read[0]


def told(text: str) -> tuple[time, bool] | Problem:
    """The time, and whether the other half of the day may be meant: `8`, `о восьмій`."""
    line = spoken(text)
    if not line:
        return Problem("empty", example=EXAMPLE)
    found = _TIME.fullmatch(line)
    if not found:
        return Problem("not_a_time", said=short(folded(text)), example=EXAMPLE)
    hour, minute = _hour(found), int(found["minute"] or 0)
    if hour is None or hour > 23 or minute > 59:
        return Problem("impossible_time", said=short(folded(text)), example=EXAMPLE)
    exact = found["pm"] or found["am"] or len(found["hour"]) > 1 or (found["minute"] and found["pause"] != " ")
    return time(hour, minute), not exact and 1 <= hour < 12


def _hour(found: re.Match[str]) -> int | None:
    """0 to 23 from a twelve-hour clock, or as it was typed."""
    hour = int(found["hour"])
    if not found["pm"] and not found["am"]:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if found["pm"] else 0)


@lru_cache(ONE_MESSAGE)
def spoken(text: str) -> str:
    """A folded line with the times in it in digits: `до пів на девяту` is `до 8 30`."""
    line = " ".join(APPROXIMATE.sub(" ", in_digits(folded(text))).split())
    return _SAID.sub(_in_digits, _BEFORE.sub("", re.sub(r"(?<=\d )0 0\b", "00", line)))


def _in_digits(found: re.Match[str]) -> str:
    if not found["part"] and not found["name"]:
        return found[0]
    named = _which(_NAMED, found["name"]) if found["name"] else int(found["digits"])
    hour = (20 if found["tens"] else 0) + named
    if not found["part"]:
        return str(hour)
    minutes = hour * 60 + _which(_PARTS, found["part"])
    return "{} {:02}".format(*divmod(minutes if minutes >= 60 else minutes + NOON, 60))


def _which(table: dict[int, re.Pattern[str]], word: str) -> int:
    return next(value for value, words in table.items() if words.fullmatch(word))
