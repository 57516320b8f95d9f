"""The pieces of a daily report's line: `[day] count [sum [currency]] [new N] [# note]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.money import Money
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.dates import has_year, phrase, prepared
from domain.reading.money import money
from domain.reading.numbers import PEOPLE, count
from domain.reading.words import cut

NOTE_LENGTH = 200
BIG = 1000
"""A lone number from here on is asked: customers or money?"""
OLD = timedelta(days=31)
"""A day without a year further back is one that is still to come, if that is nearer."""
FAR = timedelta(days=92)
"""`12.5 3400` in December is no report for 12 May."""

_NEW = r"нов(?:их|ых|і|ые|ий|ый)?|new"
_NEW_FIRST = re.compile(rf"(?<![^\W_])(?:{_NEW})\.? *=? *(\d+)(?![\d.,])")
_NEW_LAST = re.compile(rf"(?<![\d.,])(\d+) *(?:{_NEW})(?![^\W_])\.?")
_FILLERS = re.compile(
    r"(?<![^\W_])(?:на|сум+[аиуы]|sum|total|for|вируч\w+|выруч\w+|продаж\w*|sales|всього|усього|всего|бул[оиа]|был[оиа]"
    r"|прийшл[оиа]|пришл[оиа]|came|and|та|і|й|и|є|есть|with)(?![^\W_])"
)
_EITHER = re.compile(r"\d.*(?<![^\W_])(?:or|або|чи|или|либо)(?![^\W_]).*\d")

Sale = tuple[int, Money | None]


def noted(text: str) -> tuple[str, str | None]:
    """What stands before the first `#`, and the note after it."""
    head, _, note = text.replace("＃", "#").partition("#")
    return head, cut(note, NOTE_LENGTH) or None


def dated(line: str, today: date) -> tuple[date | Problem | None, str]:
    """The day at the beginning (or, in words, at the end), else None; and the rest of the line."""
    for words, rest in _edges(line.split()):
        read = phrase(prepared(words), today, past=True)
        if isinstance(read, date):
            return _settled(words, read, today), rest
        if isinstance(read, Problem) and re.search(r"[^\W\d_]|[./](?:0?[1-9]|1[0-2])(?!\d)", words):
            return read, rest
    return None, line


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


def _settled(words: str, read: date, today: date) -> date | Problem:
    """A day up to today; which year was meant is no question here."""
    coming = phrase(prepared(words), today, past=False)
    unsaid = not has_year(prepared(words)) and today - read > OLD
    if read > today or (unsaid and isinstance(coming, date) and coming - today < today - read):
        return Problem("future_day", said=short(words))
    return Problem("far_day", said=short(words)) if unsaid and today - read > FAR else read


def new_customers(line: str) -> tuple[int | Problem | None, str]:
    """`new 2` or `2 new`, and the line without it."""
    found = _NEW_FIRST.search(line) or _NEW_LAST.search(line)
    if not found:
        return None, line
    read = count(found[1])
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return read if isinstance(read, int | Problem) else None, rest


def count_and_sum(line: str, currency: str) -> Sale | Ambiguous[Sale] | Problem:
    """How many customers, and for how much if that follows: `7 3 400,50` is 7 and 3 400.50."""
    words = _FILLERS.sub(" ", PEOPLE.sub(" ", line)).split()
    if not re.search(r"\d", line):
        return Problem("no_number", said=short(line), example="7")
    if len(words) > 12:
        return Problem("not_understood", said=short(line), example="7 3400")
    if _EITHER.search(line):
        return Problem("two_numbers", said=short(line), example="12")
    sales = tuple(_readings(words, currency))
    likely = tuple(sale for sale in sales if sale[0] < BIG) or sales
    if not likely:
        return _why_not(words, currency)
    return likely[0] if len(likely) == 1 else Ambiguous(likely)


def _readings(words: list[str], currency: str) -> Iterator[Sale]:
    """Every way to cut the words into a count and a sum."""
    for size in range(1, len(words) + 1):
        customers = count(" ".join(words[:size]))
        sales = money(" ".join(words[size:]), currency) if words[size:] else None
        if isinstance(customers, int) and not isinstance(sales, Problem):
            sums = sales.options if isinstance(sales, Ambiguous) else (sales,)
            yield from ((customers, one) for one in sums if not _turned_round(words[size:], customers, one))


def _turned_round(said: list[str], customers: int, sales: Money | None) -> bool:
    """`3400 грн 7`: a currency between two numbers belongs to the bigger one, so the count is not the first."""
    return sales is not None and not re.search(r"\d", said[0]) and customers > sales.amount


def _why_not(words: list[str], currency: str) -> Problem:
    line = " ".join(words)
    alone = count(line)
    if len(words) == 1 and isinstance(alone, Problem) and alone.reason != "not_a_number":
        return alone
    if isinstance(money(line, currency), Money):
        return Problem("no_count", said=short(line), example="7 3400")
    first, rest = count(words[0]), money(" ".join(words[1:]), currency)
    if isinstance(first, Problem):
        return first if re.search(r"\d", words[0]) else Problem("not_understood", short(words[0]), example="7 3400")
    if not isinstance(rest, Problem):
        return Problem("not_understood", said=short(line), example="7 3400")
    renamed = {"two_numbers": "too_many_numbers", "not_a_number": "not_understood", "empty": "no_count"}
    return Problem(renamed.get(rest.reason, rest.reason), rest.said, rest.limit, "7 3400")
