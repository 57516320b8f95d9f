"""A time of day as typed: `20:00`, `20.00`, `20`, `8pm`, `о 20`, `8 вечора`; and when a shop closes, where days may
differ: `20:00, сб 18:00, нд 16:00`, `пн-пт 21, сб-нд 19`."""

from __future__ import annotations

import re
from datetime import time

from domain.calendar import Closing
from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import SHORT_INPUT
from domain.reading.lexicon import ALL, one_of
from domain.reading.weekdays import weekdays
from domain.reading.words import folded

EXAMPLE = "20:00"
_WORDS = ALL.clock
_AFTERNOON, _MORNING = one_of(_WORDS.afternoon), one_of(_WORDS.morning)
_TIME = lazy_re(
    rf"(?:{one_of(_WORDS.at)} )?(?P<hour>\d{{1,2}})(?:[:.\- ]?(?P<minute>\d\d))?"
    rf"(?: ?{one_of(_WORDS.hour)}\.?)?"
    rf"(?: ?(?:(?P<pm>{_AFTERNOON})|(?P<am>{_MORNING})))?\.?"
)
_UNTIL = one_of((*ALL.calendar.until, *ALL.clock.at))
_OF_DAYS = lazy_re(rf"(?P<days>.*?[^\W\d_]\.?)[ :]+(?:{_UNTIL} )?(?P<time>\d{{1,2}}(?:[:.]\d\d)?)")
_BETWEEN = lazy_re(r"(?<=\d)[,;]+ *(?=[^\W\d_])|;")


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


def closing(text: str) -> Closing | Problem:
    """A time alone is the usual one; where each part names its days, that of the first part is."""
    line = folded(text[:SHORT_INPUT].replace("\n", ";"))
    usual: list[time] = []
    others: dict[int, time] = {}
    for part in [one.strip() for one in _BETWEEN.split(line) if one.strip()] or [""]:
        found = _part(part)
        if isinstance(found, Problem):
            return found
        days, at = found
        others |= dict.fromkeys(days, at)
        usual.append(at)
        if not days:
            usual.insert(0, at)
    return Closing(usual[0], tuple(sorted((day, at) for day, at in others.items() if at != usual[0])))


def _part(part: str) -> tuple[frozenset[int], time] | Problem:
    found = _OF_DAYS.fullmatch(part)
    days = weekdays(found["days"]) if found else Problem("not_a_time")
    if found is None or isinstance(days, Problem):
        at = clock_time(part)
        return at if isinstance(at, Problem) else (frozenset(), at)
    at = clock_time(found["time"])
    return at if isinstance(at, Problem) else (days, at)
