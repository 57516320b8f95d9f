"""A time of day as typed: `20:00`, `20.00`, `20`, `8pm`, `о 20`, `8 вечора`."""

from __future__ import annotations

import re
from datetime import time

from domain.reading.answers import Problem, short
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

EXAMPLE = "20:00"
_WORDS = ALL.clock
_AFTERNOON, _MORNING = one_of(_WORDS.afternoon), one_of(_WORDS.morning)
_TIME = re.compile(
    rf"(?:{one_of(_WORDS.at)} )?(?P<hour>\d{{1,2}})(?:[:.\- ]?(?P<minute>\d\d))?"
    rf"(?: ?{one_of(_WORDS.hour)}\.?)?"
    rf"(?: ?(?:(?P<pm>{_AFTERNOON})|(?P<am>{_MORNING})))?\.?"
)


def clock_time(text: str) -> time | Problem:
    """Hours 0 to 23; `24:00` and `13 pm` are refused by name."""
    line = folded(text)
    if not line:
        return Problem("empty", example=EXAMPLE)
    found = _TIME.fullmatch(line)
    if not found:
        return Problem("not_a_time", said=short(line), example=EXAMPLE)
    hour, minute = _hour(found), int(found["minute"] or 0)
    if hour is None or hour > 23 or minute > 59:
        return Problem("impossible_time", said=short(line), example=EXAMPLE)
    return time(hour, minute)


def _hour(found: re.Match[str]) -> int | None:
    """0 to 23 from a twelve-hour clock, or as it was typed."""
    hour = int(found["hour"])
    if not found["pm"] and not found["am"]:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if found["pm"] else 0)
