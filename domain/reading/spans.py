"""From which day to which: `1–28.12`, `с 1 по 28 декабря`, `30.11 4 тижні`, `до кінця місяця`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from domain.lazy import lazy_re
from domain.reading.answers import Ambiguous, Confirm, Problem, short
from domain.reading.calendar_words import FEW, NEAR, UNIT, few, last_of, later, month_of, unit_of
from domain.reading.dates import NEW_YEAR, day, has_year, phrase, prepared
from domain.reading.lexicon import ALL, one_of

EXAMPLE = "1–28.12"
LONGEST_GUESS = timedelta(days=183)
"""A span whose years nobody typed is shorter; a longer one means that its ends are in the wrong order."""

_WORDS = ALL.calendar
_FROM = one_of((*_WORDS.since, *_WORDS.starting))
_OPENING = lazy_re(rf"^(?:{_FROM}) ", re.IGNORECASE)
_UNTIL = lazy_re(rf"{one_of(_WORDS.until)} (.+)", re.IGNORECASE)
_INCLUDED = lazy_re(rf" {one_of(_WORDS.included)}(?=$| )", re.IGNORECASE)
_WHOLE = one_of(_WORDS.whole)
_LASTING = one_of(_WORDS.lasting)
_MONTH = lazy_re(rf"(?:(?:{_WHOLE}) )?(?P<m>[^\W\d_]{{3,}})(?: (?P<y>\d{{4}}))?", re.IGNORECASE)
_LENGTH = rf"(?<![^\W_])(?:(?P<n>\d{{1,3}} ?|(?:{FEW}) ))?(?P<unit>{UNIT})"
_LENGTH_FROM = lazy_re(rf"(?:{_LASTING} )?{_LENGTH} (?:{_FROM}) (?P<start>.+)", re.IGNORECASE)
_START_LENGTH = lazy_re(rf"(?P<start>.+?) ?(?:\+ ?|{_LASTING} )?{_LENGTH}", re.IGNORECASE)
_MIDDLE = lazy_re(rf" - | {one_of((*_WORDS.until, *_WORDS.through, *_WORDS.both))} |-", re.IGNORECASE)


class Span(Struct, frozen=True):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


Unasked = Span | Confirm[Span] | Problem
Reading = Unasked | Ambiguous[Span]


def days(text: str, today: date, *, past: bool = False) -> Reading:
    """The days meant; without a year the next such ones, with `past` the last. In this order always."""
    line = prepared(text)
    if not line:
        return Problem("empty", example=EXAMPLE)
    return phrase_of_days(line, today, past=past) or _what_is_missing(line, today, past)


def phrase_of_days(line: str, today: date, *, past: bool) -> Reading | None:
    """What a prepared line says by the rules below; None if none of them knows it."""
    line = _INCLUDED.sub("", line)
    read = _span(line, today, past)
    return _running(line, read, today) if isinstance(read, Span) and not past else read


def _span(line: str, today: date, past: bool) -> Unasked | None:
    read = _lasting(line, today) or _two_ends(line, today, past) or _open(line, today, past)
    return read or _month(line, today, past)


def _running(line: str, read: Span, today: date) -> Span | Ambiguous[Span] | Confirm[Span]:
    """Days without a year that have begun and are not over: what is left of them from tomorrow on, or the next ones."""
    begun, coming = read, _span(line, read.last + timedelta(days=1), past=False)
    if not read.first < today <= read.last:
        before = _span(line, later(today, -1, "year") or today, past=False)
        begun, coming = before if isinstance(before, Span) else read, read
    within = begun.first < today <= begun.last and begun.last - begun.first <= LONGEST_GUESS
    if not within or not isinstance(coming, Span) or begun == coming:
        return read
    if begun.last == today:
        return Confirm(coming)
    return Ambiguous((Span(today + timedelta(days=1), begun.last), coming))


def _lasting(line: str, today: date) -> Unasked | None:
    """A first day and a length: 4 weeks from a Monday end on a Sunday."""
    found = _LENGTH_FROM.fullmatch(line) or _START_LENGTH.fullmatch(line)
    if found is None or re.fullmatch(_LENGTH, line, re.IGNORECASE):
        return None
    start = _OPENING.sub("", found["start"])
    first = phrase(start, today, past=False)
    if isinstance(first, Problem):
        return first
    if first is None:  # our own echo: "Mon 30 Nov – Sun 27 Dec, 28 days"
        return _two_ends(start, today, past=False)
    return _joined(
        first, _last_day(_value(first), few((found["n"] or "").strip()), unit_of(found["unit"])), False, line
    )


def _last_day(first: date, amount: int, unit: str) -> date | None:
    end = later(first, amount, unit)
    shortened = end and unit in {"month", "year"} and end.day < first.day
    return end if not end or shortened else end - timedelta(days=1)


def _two_ends(line: str, today: date, past: bool) -> Unasked | None:
    for left, right in _halves(_OPENING.sub("", line)):
        read = _ends(left, right, today, past)
        if read is not None:
            return read
    return None


def _halves(line: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a line in two, at a bare dash last. A lone day number gets the other one's month."""
    for cut in sorted(_MIDDLE.finditer(line), key=lambda cut: cut[0] == "-"):
        left, right = line[: cut.start()].strip(), line[cut.end() :].strip()
        if re.fullmatch(r"\d{1,2}", left) and re.match(r"\d{1,2}\D", right):
            left += re.sub(r"^\d{1,2}", "", right)
        elif re.fullmatch(r"\d{1,2}", right) and re.match(r"\d{1,2}\D", left):
            right += re.sub(r"^\d{1,2}", "", left)
        elif re.fullmatch(r"\d{1,2}(?: \d{4})?", right) and re.fullmatch(r"[^\W\d_]+ \d{1,2}", left):
            right = f"{left.split()[0]} {right}"
        yield left, right


def _ends(left: str, right: str, today: date, past: bool) -> Unasked | None:
    """Both ends; the one whose year is known decides the year of the other."""
    right = f"until {right}" if NEW_YEAR.fullmatch(right) else right
    last_leads = past or (has_year(right) and not has_year(left))
    lead = phrase(right if last_leads else left, today, past=past)
    if not isinstance(lead, date | Confirm):
        return lead if phrase(left if last_leads else right, today, past=past) else None
    if last_leads:
        follow = phrase(left, today if _is_near(left) else _value(lead), past=True)
        return _joined(follow, lead, not has_year(left), f"{left} - {right}")
    follow = phrase(right, today, past=past)
    if isinstance(follow, date) and follow < _value(lead) and not has_year(right) and not _is_near(right):
        follow = phrase(right, _value(lead), past=False)
    return _joined(lead, follow, not has_year(right), f"{left} - {right}")


def _is_near(line: str) -> bool:
    return re.fullmatch(NEAR, line, re.IGNORECASE) is not None


def _joined(
    first: date | Confirm[date] | Problem | None,
    last: date | Confirm[date] | Problem | None,
    year_guessed: bool,
    said: str,
) -> Unasked | None:
    if not isinstance(first, date | Confirm) or not isinstance(last, date | Confirm):
        return first if isinstance(first, Problem) else last if isinstance(last, Problem) else None
    span = Span(_value(first), _value(last))
    if span.first > span.last or (year_guessed and span.last - span.first > LONGEST_GUESS):
        return Problem("start_after_end", said=short(said), example=EXAMPLE)
    return Confirm(span) if isinstance(first, Confirm) or isinstance(last, Confirm) else span


def _value(read: date | Confirm[date]) -> date:
    return read.value if isinstance(read, Confirm) else read


def _open(line: str, today: date, past: bool) -> Unasked | None:
    """`до 28.12`: from today on."""
    found = _UNTIL.fullmatch(line)
    last = phrase(line if found and NEW_YEAR.fullmatch(found[1]) else found[1], today, past=False) if found else None
    return _joined(today, last, False, line) if found and not past else None


def _month(line: str, today: date, past: bool) -> Unasked | None:
    """A month's name alone is the whole month: the one that has not ended, in the past that has begun."""
    found = _MONTH.fullmatch(line)
    month = month_of(found["m"]) if found else None
    if not found or not month:
        return None
    gone, ahead = month < today.month, month > today.month
    year = int(found["y"] or today.year + (-1 if past and ahead else 1 if gone and not past else 0))
    first = date(year, month, 1) if 2000 <= year <= 2100 else None
    return Span(first, last_of(first, "month")) if first else None


def _what_is_missing(line: str, today: date, past: bool) -> Reading:
    """A guess to confirm where both halves can be guessed; otherwise what is still needed."""
    for left, right in _halves(_OPENING.sub("", line)):
        first, last = day(left, today, past=past), day(right, today, past=past)
        if not isinstance(first, Problem) and not isinstance(last, Problem):
            return Confirm(Span(min(_value(first), _value(last)), max(_value(first), _value(last))))
    if re.fullmatch(_LENGTH, line, re.IGNORECASE):
        return Problem("no_first_day", said=short(line), example=EXAMPLE)
    alone = phrase(line, today, past=past)
    if isinstance(alone, Problem):
        return alone
    return Problem("no_last_day" if alone else "not_a_date", said=short(line), example=EXAMPLE)
