"""What a piece of a location's line says: from which day to which, how many uses, or what the customer gets."""

from __future__ import annotations

import re
from datetime import date

from domain.lazy import lazy_re
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.calendar_words import later
from domain.reading.dates import phrase, prepared, unmistakable
from domain.reading.lexicon import ALL, one_of
from domain.reading.numbers import PEOPLE, count
from domain.reading.spans import Span, phrase_of_days
from domain.reading.words import folded

Ends = tuple[date | None, date | None]
"""The first and the last day; None: as everywhere."""

LIMIT_EXAMPLE = "50"
_WORDS = ALL.terms
_AT_MOST = rf"{one_of(_WORDS.at_most)}[.:]? ?"
_USES = rf" ?(?:{one_of(_WORDS.uses)}|{PEOPLE.pattern})\.?"
_NUMBER = rf"(?P<n>-? ?\d[\d.,' ]*(?: ?{one_of(ALL.numbers.scales[1000])}\.?)?)"
_LIMIT = lazy_re(rf"{_AT_MOST}{_NUMBER}(?:{_USES})?|{_NUMBER.replace('<n>', '<m>')}{_USES}")
_ONLY_DAY = lazy_re(rf"{one_of(_WORDS.up_to)} \d[\d.,' ]*")
_UNTIL = lazy_re(rf"{one_of((*ALL.calendar.until, *ALL.calendar.through))} (?P<day>.+)", re.IGNORECASE)
_FROM = lazy_re(rf"{one_of(ALL.calendar.since)} (?P<day>.+)", re.IGNORECASE)


def uses(piece: str) -> int | Problem | None:
    """How often the offer is used at most, from 1; None for a piece that does not say it."""
    line = folded(piece)
    found = None if _ONLY_DAY.fullmatch(line) else _LIMIT.fullmatch(line)
    if not found:
        return None
    read = count((found["n"] or found["m"]).replace("- ", "-"))
    if isinstance(read, Problem):
        return read
    if not isinstance(read, int):
        return Problem("not_a_number", said=short(piece), example=LIMIT_EXAMPLE)
    return read if read else Problem("too_small", said=short(piece), limit=1)


def ends(piece: str, today: date) -> Ends | Problem | None:
    """The days that a piece names; `until 15.12` leaves the first one open, `from 15.12` the last."""
    line = prepared(piece)
    until, since = _UNTIL.fullmatch(line), _FROM.fullmatch(line)
    if until and (last := _sure(phrase(until["day"], today, past=False), line)):
        return last if isinstance(last, Problem) else (None, last)
    if since and (first := _sure(phrase(since["day"], today, past=False), line)):
        return first if isinstance(first, Problem) else (first, None)
    read = phrase_of_days(line, today, past=False)
    if isinstance(read, Span):
        return read.first, read.last
    if isinstance(read, Ambiguous):  # a promo is agreed on for the days that are left of these
        begun, coming = read.options
        return later(coming.first, -1, "year"), begun.last
    wrong = isinstance(read, Problem) and _sure(read, line)
    return wrong if isinstance(wrong, Problem) else _one_day(line, today)


def _one_day(line: str, today: date) -> Ends | Problem | None:
    day = _sure(phrase(line, today, past=False), line) if unmistakable(line) else None
    return (day, day) if isinstance(day, date) else day


def _sure(read: object, line: str) -> date | Problem | None:
    """A day, or why it cannot be one; nothing for what may be a number (`2-1`, `99.10`) or has to be confirmed."""
    if isinstance(read, date):
        return read
    typed = re.search(r"[^\W\d_]{3}|\d ?[./] ?(?:0?[1-9]|1[0-2])(?!\d)", line)
    return read if isinstance(read, Problem) and typed else None
