"""The day on which an expense was paid: at its beginning, at its end, or `yesterday` anywhere."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from domain.lazy import lazy_re
from domain.money import Money
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.calendar_words import NEAR
from domain.reading.daily_report.days import settled
from domain.reading.dates import has_year, phrase, prepared
from domain.reading.lexicon import ALL, one_of
from domain.reading.money import money
from domain.reading.words import folded

MOST_WORDS = 5
_NUMERIC = lazy_re(r"\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d\d))?\.?|\d{4}-\d\d-\d\d")
_LIKE_A_DAY = lazy_re(r"\d{1,2}[./](?:0[1-9]|1[0-2])\.?")
_FOR = lazy_re(rf"^{one_of(ALL.calendar.about)} ", re.IGNORECASE)
_MEANT_FOR = lazy_re(one_of(ALL.terms.meant_for), re.IGNORECASE)
"""`500 flyers for Friday`: the day belongs to what was bought."""


class DatedWords(Struct, frozen=True):
    """The day that was said, if one was, and the words without it."""

    day: date | Problem | None
    words: list[str]


def dated(words: list[str], today: date, currency: str) -> DatedWords:
    """A day that has come. One that starts the line has to be sure: `12.12 2 banners` may be a sum."""
    return _first(words, today, currency) or _last(words, today) or _near(words, today) or DatedWords(None, words)


def _first(words: list[str], today: date, currency: str) -> DatedWords | None:
    for size in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        said, rest = _FOR.sub("", " ".join(words[:size])), words[size:]
        if not any(re.search(r"\d", word) for word in rest) or re.search(r"[^\W\d_]\.? \d\d$", said):
            continue
        read = phrase(prepared(said), today, past=True)
        if _NUMERIC.fullmatch(said) and not has_year(said):
            return _sum_or_day(said, read, rest, today, currency)
        if isinstance(read, date):
            return DatedWords(settled(said, read, today), rest)
    return None


def _sum_or_day(said: str, read: object, rest: list[str], today: date, currency: str) -> DatedWords | None:
    """`12.12 500 flyers`: a day of late if what follows is more than it would be as a sum; else only a doubt."""
    day = settled(said, read, today) if isinstance(read, date) else read
    least, follows = _amount([said], currency), _following(rest, currency)
    if not follows or not (isinstance(day, date) or (isinstance(day, Problem) and _LIKE_A_DAY.fullmatch(said))):
        return None
    if isinstance(day, date) and least and follows < least.minor:
        return DatedWords(Problem("day_or_sum", said=short(said)), rest)
    return DatedWords(day, rest)


def _following(words: list[str], currency: str) -> int:
    """The sum that the words begin with, in minor units."""
    return max((one.minor for size in range(1, 4) if (one := _amount(words[:size], currency))), default=0)


def _amount(words: list[str], currency: str) -> Money | None:
    read = money(" ".join(words), currency)
    first = read.options[0] if isinstance(read, Ambiguous) else read
    return first if isinstance(first, Money) and re.search(r"\d", words[0]) else None


def _last(words: list[str], today: date) -> DatedWords | None:
    for size in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        said, rest = words[-size:], words[:-size]
        if _MEANT_FOR.fullmatch(said[0]) or _MEANT_FOR.fullmatch(rest[-1]):
            continue
        if size == 1 and not (_NUMERIC.fullmatch(said[0]) or re.search(r"[^\W\d_]{2}", said[0])):
            continue
        line = _FOR.sub("", " ".join(said))
        read = phrase(prepared(line), today, past=True)
        if isinstance(read, date) and isinstance(settled(line, read, today), date):
            return DatedWords(read, rest)
    return None


def _near(words: list[str], today: date) -> DatedWords | None:
    for place, word in enumerate(words):
        if re.fullmatch(NEAR, folded(word)) and not (place and _MEANT_FOR.fullmatch(words[place - 1])):
            read = phrase(prepared(word), today, past=True)
            if isinstance(read, date) and read <= today:
                return DatedWords(read, [*words[:place], *words[place + 1 :]])
    return None
