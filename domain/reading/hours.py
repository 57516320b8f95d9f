"""A part of the day as typed: `10-19`, `з 10 до 19`, `from nine to eight`; and when a shop closes, where days may
differ: `20:00, сб 18:00, нд 16:00`, `пн-пт 21, сб-нд 19`, `з 9 до 20`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from domain.calendar import Closing, Hours
from domain.lazy import lazy_re
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import SHORT_INPUT
from domain.reading.clock import spoken, told
from domain.reading.lexicon import ALL, one_of
from domain.reading.weekdays import weekdays
from domain.reading.words import folded

EXAMPLE = "10:00–19:00"
_SINCE, _UNTIL = one_of((*ALL.calendar.since, *ALL.clock.between)), one_of((*ALL.calendar.until, *ALL.clock.at))
_BETWEEN = lazy_re(rf"\s*[-–—]\s*|\s+{one_of((*ALL.calendar.until, *ALL.calendar.through))}\s+")
_FROM = lazy_re(rf"^{_SINCE}\s+")
_OF_DAYS = lazy_re(rf"(?P<days>.*?[^\W\d_]\.?)[ :]+(?P<time>(?:(?:{_SINCE}|{_UNTIL}) )?\d.*)")
_BEHIND = lazy_re(rf"(?P<time>(?:{_UNTIL} )?\d.*?) (?P<days>(?:{one_of(ALL.calendar.on)} )?[^\W\d_].*)")
_PAUSE = lazy_re(rf"; *|, *(?=[^\W\d_])|(?<=[^\W\d_]) {one_of(ALL.clock.also)} (?=(?:{_UNTIL} )?\d)")
_SHUT = lazy_re(rf"(?<!\w){one_of((*ALL.report.closed, *ALL.week.but))}(?!\w)")
_ALSO = lazy_re(rf"^{one_of(ALL.clock.also)} ")
_OPEN = lazy_re(r"(\d|1[0-2])-(\d{1,2})")

Part = tuple[frozenset[int], time, bool]
"""The days, none for the usual ones; when it closes; whether twelve hours later may be meant."""


def hours(text: str) -> Hours | Problem:
    """Two times; the same twice is always. An end that would be before its start is in the evening."""
    said = spoken(text)
    ends = [told(end) for end in _BETWEEN.split(_FROM.sub("", said))]
    times = [end for end in ends if not isinstance(end, Problem)]
    if len(times) != 2 or len(ends) != 2:
        return Problem("not_a_time", said=short(folded(text)), example=EXAMPLE)
    (start, _), (end, may_be_late) = times
    return Hours(start, evening(end) if may_be_late and end < start <= time(12) else end)


def evening(at: time) -> time:
    """The same time in the other half of the day."""
    return at.replace(hour=at.hour + 12)


def closing(text: str) -> Closing | Ambiguous[Closing] | Problem:
    """A time alone is the usual one; where each part names its days, that of the first part is. Of `8` both readings,
    the evening first."""
    parts: list[Part] = []
    for said in _parts(spoken(folded(text[:SHORT_INPUT].replace("\n", ";")))):
        found = _part(said)
        if isinstance(found, Problem):
            return found
        parts.append(found)
    as_said = _closing([(days, at) for days, at, _ in parts])
    late = _closing([(days, evening(at) if may_be_late else at) for days, at, may_be_late in parts])
    return as_said if as_said == late else Ambiguous((late, as_said))


def _parts(line: str) -> list[str]:
    """Each with a number in it: `пт, сб 2:00` is one. A day off has no time."""
    parts = [""]
    for piece in filter(None, map(str.strip, _PAUSE.split(line))):
        if _SHUT.search(piece) and not re.search(r"\d", piece):
            continue
        if re.search(r"\d", parts[-1]):
            parts.append(piece)
        else:
            parts[-1] = ", ".join(filter(None, (parts[-1], piece)))
    return [_ALSO.sub("", part) for part in parts]


def _closing(parts: Sequence[tuple[frozenset[int], time]]) -> Closing:
    usual = next((at for days, at in reversed(parts) if not days), parts[0][1])
    others = {day: at for days, at in parts for day in days if at != usual}
    return Closing(usual, tuple(sorted(others.items())))


def _part(part: str) -> Part | Problem:
    for found in filter(None, (_OF_DAYS.fullmatch(part), _BEHIND.fullmatch(part))):
        days = weekdays(found["days"])
        if not isinstance(days, Problem):
            return _at(found["time"], days)
    return _at(part, frozenset())


def _at(said: str, days: frozenset[int]) -> Part | Problem:
    """A time, or the end of the hours that a shop is open: `9-20` are hours, `20-30` is a time."""
    dashed = _OPEN.fullmatch(said)
    at = None if dashed and int(dashed[1]) < int(dashed[2]) <= 24 else told(said)
    if isinstance(at, tuple):
        return days, *at
    opened = hours(said)
    return (at or opened) if isinstance(opened, Problem) else (days, opened.until, False)
