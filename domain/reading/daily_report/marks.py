"""The words beside the numbers of a daily report, which say what they are: customers, a sum, a part of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from domain.lazy import lazy_re
from domain.reading.lexicon import ALL, one_of
from domain.reading.money import is_currency
from domain.reading.numbers import PEOPLE


class Mark(StrEnum):
    """A word that says what a number beside it is. No cleaned text has these characters."""

    PEOPLE = "\x01"
    SUM = "\x02"  # of the number after it, rather than the one before
    JOINT = "\x03"  # `3400 за 7`: one for the other
    DASH = "\x04"
    PART = "\x05"  # in cash, by card


MARKS = frozenset(Mark)
_WORDS = ALL.report
_MEANT = ((_WORDS.sum, Mark.SUM), (_WORDS.joint, Mark.JOINT), (_WORDS.part, Mark.PART), (_WORDS.fillers, ""))
_MARKED = tuple((lazy_re(rf"(?<![^\W_]){one_of(words)}(?![^\W_])"), f" {mark} ") for words, mark in _MEANT)
_LONE_DASH = lazy_re(r"(?<!\S)[-/](?!\S)")


def marked(line: str) -> list[str]:
    """The words of a folded line, marks for those that say what a number is, none of those that say nothing."""
    line = PEOPLE.sub(f" {Mark.PEOPLE} ", line)
    for pattern, mark in _MARKED:
        line = pattern.sub(mark, line)
    return _LONE_DASH.sub(Mark.DASH, " ".join(line.split())).split(" ")


def plain(words: list[str]) -> list[str]:
    """Without the marks."""
    return [word for word in words if word not in MARKS]


class Run(Struct, frozen=True):
    """Words without a mark between them, from one place in the line to another."""

    start: int
    end: int
    text: str

    def cuts(self) -> list[tuple[Run, Run]]:
        """Every way to make two of it."""
        words = self.text.split(" ")
        places = range(1, len(words))
        return [
            (
                Run(self.start, self.start + place, " ".join(words[:place])),
                Run(self.start + place, self.end, " ".join(words[place:])),
            )
            for place in places
        ]


def runs(words: list[str]) -> list[Run]:
    """The numbers that marks and currencies part."""
    found: list[Run] = []
    for place, word in enumerate(words):
        if word in MARKS or is_currency(word):
            continue
        if found and found[-1].end == place:
            found[-1] = Run(found[-1].start, place + 1, f"{found[-1].text} {word}")
        else:
            found.append(Run(place, place + 1, word))
    return found


def score(words: list[str], customers: Run, sales: Run) -> int:
    """How well the marks speak for these roles: twice as much of the side where they are wont to stand."""
    return sum(speaks(word, place, words, customers, sales) for place, word in enumerate(words))


def speaks(word: str, place: int, words: list[str], customers: Run, sales: Run) -> int:
    """What one mark says for these roles: people stand behind their number, the name of a sum before it."""
    before = [run for run in (customers, sales) if run.end <= place]
    after = [run for run in (customers, sales) if run.start > place]
    if word == Mark.PEOPLE:
        return _nearest(customers, max(before, key=_start, default=None), min(after, key=_start, default=None))
    if word == Mark.SUM:
        return _nearest(sales, min(after, key=_start, default=None), max(before, key=_start, default=None))
    if is_currency(word) and not _stands_between(place, words):
        beside = next((run for run in (*before, *after) if place in (run.end, run.start - 1)), None)
        return 4 if beside == sales else 0
    return 0


def is_said(words: list[str], customers: Run, sales: Run) -> bool:
    """Whether both numbers have a word of their own that says what they are."""
    said = [word for place, word in enumerate(words) if speaks(word, place, words, customers, sales)]
    return Mark.PEOPLE in said and any(word == Mark.SUM or is_currency(word) for word in said)


def _start(run: Run) -> int:
    return run.start


def _nearest(meant: Run, first: Run | None, second: Run | None) -> int:
    return 2 if meant == first else 1 if meant == second else 0


def _stands_between(place: int, words: list[str]) -> bool:
    """A currency with a number on both sides: it belongs to the bigger one."""
    beside = (words[place - 1 : place], words[place + 1 : place + 2])
    return all(word and word[0] not in MARKS for word in beside)
