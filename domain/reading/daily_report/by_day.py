"""Several days in one message: `вчора 7, сьогодні 5`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from domain.lazy import lazy_re
from domain.reading.answers import Ambiguous
from domain.reading.calendar_words import MONTH, NEAR, WEEKDAY
from domain.reading.characters import SHORT_INPUT
from domain.reading.daily_report.days import OLD, dated
from domain.reading.daily_report.kinds import OneDay
from domain.reading.daily_report.pieces import is_zero
from domain.reading.daily_report.report import is_closed, smooth
from domain.reading.lexicon import ALL, one_of
from domain.reading.number_words import in_digits
from domain.reading.words import folded

MOST_DAYS = 7
WEEK = timedelta(days=7)
_BEFORE = f"(?:{one_of((*ALL.calendar.on, *ALL.calendar.about))} )?"
_NUMERIC = r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
_DAY = lazy_re(
    rf"(?<![\w.]){_BEFORE}(?:{NEAR}|(?:{WEEKDAY})\b|{_NUMERIC}|\d{{1,2}} (?:{MONTH})\w*\.?(?: \d{{4}})?)(?![\w.]\w)"
)
_WEEKDAY = lazy_re(rf"{_BEFORE}(?:{WEEKDAY})\.?")
_PAUSE = lazy_re(r";|,(?!\d)|(?<!\d),")


class _Piece(Struct, frozen=True):
    day: date
    rest: str
    note: str
    weekday: bool  # named by its name alone

    @property
    def message(self) -> OneDay:
        return OneDay(f"{self.day:%d.%m.%Y} {self.rest}" + (f" #{self.note}" if self.note else ""), self.day)


def by_day(text: str, today: date) -> tuple[OneDay, ...] | Ambiguous[tuple[OneDay, ...]]:
    """A message for each day that it reports, with the day as a date; the message itself if that is one day at most.

    Weekdays against the order of the week have two readings: `вт 7 ср 5` on a Tuesday, last week's days first.
    """
    if len(text) > SHORT_INPUT or len(_DAY.findall(folded(text))) < 2:
        return (OneDay(text),)
    pieces = _pieces(text, today)
    days = [piece.day for piece in pieces]
    if not 2 <= len(set(days)) == len(days) <= MOST_DAYS:
        return (OneDay(text),)
    said = tuple(piece.message for piece in pieces)
    in_order = tuple(piece.message for piece in _in_order(pieces))
    return said if in_order == said else Ambiguous((in_order, said))


def _pieces(text: str, today: date) -> list[_Piece]:
    """Nothing unless all of the message belongs to days."""
    pieces = [_piece(part, note, today) for part, note in _parts(text)]
    whole = [piece for piece in pieces if piece]
    return whole if len(whole) == len(pieces) else []


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What is said of each day, and the note behind it: after a pause or without one."""
    for line in filter(str.strip, text.replace("＃", "#").splitlines()):
        head, _, note = line.partition("#")
        said: list[str] = []
        for part in _PAUSE.split(in_digits(folded(head))):
            named = _DAY.search(part)
            said = [*said, part] if named or not said else [*said[:-1], f"{said[-1]}, {part}"]
        days = [day for part in said for day in _each_day(smooth(part))]
        yield from ((day, note.strip() if place == len(days) else "") for place, day in enumerate(days, 1))


def _each_day(part: str) -> list[str]:
    """`вт 7 ср 5` cut before its days, `7 вчора 5 сьогодні` behind them."""
    found = list(_DAY.finditer(part))
    if len(found) < 2:
        return [part]
    if found[0].start() == 0:
        cuts = [one.start() for one in found]
    elif found[-1].end() == len(part):
        cuts = [0, *(one.end() for one in found[:-1])]
    else:
        return [part]
    return [part[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(part)], strict=True)]


def _piece(part: str, note: str, today: date) -> _Piece | None:
    found = dated(part, today)
    counted = re.search(r"\d", found.rest) or is_zero(found.rest) or is_closed(found.rest)
    if found.unsure or not counted or not isinstance(found.day, date) or today - found.day > OLD:
        return None
    named = part.replace(found.rest, "", 1).strip()
    return _Piece(found.day, found.rest, note, bool(_WEEKDAY.fullmatch(named)))


def _in_order(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Days are told from the first to the last: a weekday before an earlier day is the one of the week before."""
    ordered = [pieces[-1]]
    for piece in reversed(pieces[:-1]):
        late = piece.weekday and piece.day > ordered[0].day
        ordered.insert(0, replace(piece, day=piece.day - WEEK) if late else piece)
    return ordered
