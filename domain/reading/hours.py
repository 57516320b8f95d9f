"""A part of the day as typed: `10-19`, `10:00–19:30`, `з 10 до 19`, `from 10 to 7 pm`."""

from __future__ import annotations

from domain.calendar import Hours
from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.clock import clock_time
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

EXAMPLE = "10:00–19:00"
_BETWEEN = lazy_re(rf"\s*[-–—]\s*|\s+{one_of((*ALL.calendar.until, *ALL.calendar.through))}\s+")
_FROM = lazy_re(rf"^{one_of((*ALL.calendar.since, *ALL.clock.between))}\s+")


def hours(text: str) -> Hours | Problem:
    """Two times; the same twice is always."""
    said = folded(text)
    ends = [clock_time(end) for end in _BETWEEN.split(_FROM.sub("", said))]
    if len(ends) != 2 or isinstance(ends[0], Problem) or isinstance(ends[1], Problem):
        return Problem("not_a_time", said=short(said), example=EXAMPLE)
    return Hours(ends[0], ends[1])
