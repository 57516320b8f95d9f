"""The day in a daily report's line: at its beginning, in words at any place, or as a date at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.calendar_words import NEAR, WEEKDAY
from domain.reading.dates import has_year, phrase, prepared
from domain.reading.lexicon import ALL, one_of

OLD = timedelta(days=31)
"""A day without a year further back is one that is still to come, if that is nearer."""
FAR = timedelta(days=92)
"""`12.5 3400` in December is no report for 12 May."""

_PAUSE = lazy_re(r"^- (?=\d)")
_ABOUT = one_of(ALL.calendar.about)
_BEFORE = f"(?:{one_of((*ALL.calendar.on, *ALL.calendar.about))} )?"
_FOR = lazy_re(rf"^{_ABOUT} (?!\d{{1,3}}$)")
_NAMED = lazy_re(rf"(?<![^\W\d_]){_BEFORE}(?:{NEAR}|{WEEKDAY})\.?(?![^\W_])")
_LAST_NUMERIC = lazy_re(
    rf"(?P<rest>.*\d.*) (?P<for>{_ABOUT} )?(?P<day>\d{{1,2}}[./]\d{{1,2}}(?:[./](?:\d{{4}}|\d\d))?)\.?"
)


class DatedLine(Struct, frozen=True):
    """The day that a line names, None if it names none; and the line without it. `unsure`: it may be a sum as well."""

    day: date | Problem | None
    rest: str
    unsure: bool = False


def dated(line: str, today: date) -> DatedLine:
    """The day at the beginning, or in words at the end; else in words between numbers, or a date that ends the line."""
    for words, rest in _edges(line.split()):
        said = _FOR.sub("", words)
        read = phrase(prepared(said), today, past=True)
        if isinstance(read, date):
            return DatedLine(settled(said, read, today), _PAUSE.sub("", rest))
        if isinstance(read, Problem) and re.search(r"[^\W\d_]|[./](?:0?[1-9]|1[0-2])(?!\d)", words):
            return DatedLine(read, rest)
    return _within(line, today) or _last(line, today) or DatedLine(None, line)


def _edges(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """What may be a day, longest first. `15 dec 26` leaves 26 for the count; at the end a day needs words."""
    for size in range(min(6, len(tokens) - 1), 0, -1):
        words = " ".join(tokens[:size])
        if not re.search(r"[^\W\d_]\.? \d\d$", words) or not has_year(prepared(words)):
            yield words, " ".join(tokens[size:])
    for size in range(min(5, len(tokens) - 1), 0, -1):
        words = " ".join(tokens[-size:])
        if re.search(r"[^\W\d_]{2}", words):
            yield words, " ".join(tokens[:-size])


def _within(line: str, today: date) -> DatedLine | None:
    """`7 вчора 3400`: a day in one word between numbers."""
    found = [one for one in _NAMED.finditer(line) if one.start() > 0 and one.end() < len(line)]
    if len(found) != 1:
        return None
    words = _FOR.sub("", found[0][0])
    read = phrase(prepared(words), today, past=True)
    rest = " ".join(f"{line[: found[0].start()]} {line[found[0].end() :]}".split())
    return DatedLine(settled(words, read, today), rest) if isinstance(read, date) else None


def _last(line: str, today: date) -> DatedLine | None:
    """`7 3400 14.12`, where a count and a sum are there; behind one number it may be a sum, unless it has a year."""
    found = _LAST_NUMERIC.fullmatch(line)
    read = phrase(prepared(found["day"]), today, past=True) if found else None
    if not found or not isinstance(read, date) or isinstance(settled(found["day"], read, today), Problem):
        return None
    alone = len(re.findall(r"\d[\d.,']*", found["rest"])) == 1
    return DatedLine(read, found["rest"], unsure=alone and not has_year(found["day"]))


def settled(words: str, read: date, today: date) -> date | Problem:
    """A day up to today; which year was meant is no question here."""
    coming = phrase(prepared(words), today, past=False)
    unsaid = not has_year(prepared(words)) and today - read > OLD
    if read > today or (unsaid and isinstance(coming, date) and coming - today < today - read):
        return Problem("future_day", said=short(words))
    return Problem("far_day", said=short(words)) if unsaid and today - read > FAR else read
