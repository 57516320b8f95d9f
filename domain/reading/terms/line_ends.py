"""What stands at the end of a promise's line: the day until which, and that a photo proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from domain.lazy import lazy_re
from domain.reading.answers import Problem
from domain.reading.dates import phrase, prepared, unmistakable
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

MOST_WORDS = 8
"""No date and no request for a photo has more."""

_EDGES = " ,.:;()[]–—-"
_PAUSE = (",", ".", ":", "(", "[", ")", "]", "–", "—", "-")
_WORDS, _DAYS = ALL.terms, ALL.calendar
_FROM = one_of((*_DAYS.since, *_WORDS.after, "c"))  # a Latin one, too
_FROM_WORD = lazy_re(rf"(?:{_FROM}) ", re.IGNORECASE)
_LEAD = lazy_re(
    rf"(?:{one_of(_WORDS.no_later)}:? )?(?:(?P<word>{one_of(_WORDS.due)}) )?(?:{one_of(_DAYS.articles)} )?",
    re.IGNORECASE,
)
_INCLUDED = lazy_re(rf" {one_of(_DAYS.included)}$", re.IGNORECASE)
_MORE = one_of((*_DAYS.both, *_WORDS.either, *_WORDS.every, "i"))
_GOES_ON = lazy_re(rf"(?:^|[ (])(?:{_MORE}|&|\+|/|{_FROM})$")
_TYPED_DAY = lazy_re(r".*[^\W\d_]{3}.*|\d{4}\D.*|[0-3]?\d ?[./-] ?(?:0?[1-9]|1[0-2])(?!\d).*")
_PHOTO_WORD = f"(?:{one_of(_WORDS.photo)}|📷|📸)"
_PHOTO = lazy_re(_PHOTO_WORD)
_WITH_PHOTO = lazy_re(rf"(?:(?:{one_of(_WORDS.with_)}|c) |\+ ?){_PHOTO_WORD}")


def without_photo(line: str, *, alone: bool = False) -> str | None:
    """The line before a closing `with a photo` or, after a pause (`alone`: after anything), a closing `photo`."""
    for before, tail in _tails(line, 4):
        said = folded(tail.strip(_EDGES))
        apart = alone or before.endswith(_PAUSE) or tail.startswith(("(", "["))
        if before and (_WITH_PHOTO.fullmatch(said) or (apart and _PHOTO.fullmatch(said))):
            return before
    return None


def due_day(line: str, today: date) -> tuple[str, date] | Problem | None:
    """The line before a closing day, and that day; a Problem for one that cannot be, None for no such day.

    Only what `phrase` is sure of counts; a lone number never does, nor the last of several days or of a span.
    """
    for before, tail in _tails(line, MOST_WORDS):
        apart = before.endswith(_PAUSE) or tail.startswith(("(", "["))
        read = _day(prepared(tail.strip(_EDGES)), today, apart=apart)
        if read is None or not re.match(r"\W*\w", tail.split(" ")[0]):
            continue
        named = None if re.search(r"\d", tail) else due_day(before.rstrip(_EDGES), today)
        if isinstance(named, tuple) and re.search(r"\d", before[len(named[0]) :]):  # "28.11 (Saturday)"
            return named
        if _is_part_of_more(before, tail, today):
            return None
        return read if isinstance(read, Problem) else (before, read)
    return None


def _tails(line: str, most: int) -> Iterator[tuple[str, str]]:
    """A line cut in two before each of its last words, the longest end first."""
    words = line.split(" ")
    for size in range(min(most, len(words)), 0, -1):
        yield " ".join(words[:-size]), " ".join(words[-size:])


def _day(line: str, today: date, *, apart: bool) -> date | Problem | None:
    """A deadline; without a word or a pause before it, only what cannot be anything else."""
    line = _INCLUDED.sub("", line)
    lead = _LEAD.match(line)
    bare = line[lead.end() :] if lead else line
    if _FROM_WORD.match(bare):
        return None
    read = phrase(bare, today, past=False)
    if isinstance(read, Problem) and not _TYPED_DAY.fullmatch(bare):
        return None
    sure = bare != line or apart or unmistakable(bare)
    return read if sure and isinstance(read, date | Problem) else None


def _is_part_of_more(before: str, tail: str, today: date) -> bool:
    """Whether the day only closes a list (`1 and 15.12`), a span (`from 1 to 28.12`) or a habit (`every Friday`)."""
    bare = before.rstrip(" ,:–—-")
    if _GOES_ON.search(folded(bare[-60:])):
        return True
    lead = _LEAD.match(prepared(tail.strip(_EDGES)))
    word = (lead["word"] or "").casefold() if lead else ""
    joined = word in _WORDS.reaching or (not word and bare != before.rstrip())
    return any(_is_day(prepared(end.strip(_EDGES)), today, joined=joined) for _, end in _tails(bare, 4))


def _is_day(line: str, today: date, *, joined: bool) -> bool:
    """Whether a line is a first day: any if joined with what follows or after `from`, else one that is sure."""
    opening = _FROM_WORD.match(line)
    read = phrase(line[opening.end() :] if opening else line, today, past=False)
    return read is not None if joined or opening else isinstance(read, date) and line[-1:].isdigit()
