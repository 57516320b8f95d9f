"""A cashier's message about a day: `[day] count [sum [currency]] [new N] [# note]`. One number is the count.

Or one of the few other things that a person at a counter types instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.check_digit import LENGTH
from domain.money import Money, exponent
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import SHORT_INPUT
from domain.reading.codes import Code, Typo, checked, codes_in
from domain.reading.numbers import PEOPLE
from domain.reading.report_pieces import BIG, count_and_sum, dated, new_customers, noted
from domain.reading.words import folded


@dataclass(frozen=True, slots=True)
class Report:
    """A location's numbers. `day` None is the one the conversation is about; None elsewhere is "not said"."""

    day: date | None
    customers: int
    sales: Money | None = None
    new: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Adjust:
    """`+1` or `-1` on what was reported; that it never falls below 0 is decided with the report."""

    by: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CountOrMoney:
    """A lone big number: ask. `as_count` is the report if it was customers; if money, no count is known."""

    as_count: Report
    money: Money


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last own entry."""


@dataclass(frozen=True, slots=True)
class ClosedToday:
    """The location was closed on the day (None: the one the conversation is about), which is not a zero."""

    day: date | None = None
    note: str | None = None


CodeSeen = Code
Message = Report | Adjust | CountOrMoney | Code | Typo | Undo | ClosedToday | Ambiguous[Report] | Problem

MOST_ADJUSTED = 1000
_UNDO = re.compile(r"/?(?:undo|отмена|отменить|скасувати|скасуй|відміна|відмінити)[.! ]*")
_CLOSED = re.compile(
    r"(?:ми |мы |we |we are |we were |were )?"
    r"(?:закрыто|закрыты|зачинено|зачинені|закрито|closed|выходной|вихідний|day off"
    r"|не работали|не працювали)[.! ]*"
)
_ZERO = re.compile(
    r"(?:ничего|нічого|нема|немає|нету|none|nothing|zero|нуль|ноль|нікого|никого|nobody|no one"
    r"|(?:no|ні|нет|жодного|жодних|ни одного|ни одной)(?= \w))(?: " + PEOPLE.pattern + r")?[.! ]*"
)
_ADJUST = re.compile(r"([+-]) ?(\d{1,6})")


def report(text: str, *, today: date, currency: str) -> Message:
    """What the message says. `today` is the business's local day, `currency` is meant where none is typed."""
    head, note = noted(text)
    line = _smooth(folded(head))
    if len(line) > SHORT_INPUT:
        return Problem("too_big" if re.fullmatch(r"\d+", line) else "not_understood", short(line), example="7 3400")
    if _UNDO.fullmatch(line):
        return Undo()
    seen = _coupon(line)
    if seen:
        return seen
    day, rest = dated(line, today)
    if isinstance(day, Problem):
        return day
    return _other(rest, day, note) or _report(rest, day, note, currency)


def coupon(text: str) -> Code | Typo | Problem | None:
    """The coupon number that a message is about, if it has no other digits; two are a problem."""
    line = _smooth(folded(text))
    return _coupon(line) if len(line) <= SHORT_INPUT else None


def _smooth(line: str) -> str:
    """Commas and colons between words are only pauses."""
    return " ".join(re.sub(r"[;:]|,(?!\d)|(?<!\d),", " ", line).split())


def _coupon(line: str) -> Code | Typo | Problem | None:
    """One coupon number with nothing else in digits; two are refused, because one would be lost."""
    found = codes_in(line)
    if not found or len(re.sub(r"\D", "", line)) != LENGTH * len(found):
        return None
    return checked(found[0]) if len(set(found)) == 1 else Problem("two_codes", example="4821 7308")


def _other(line: str, day: date | None, note: str | None) -> Report | Adjust | ClosedToday | Problem | None:
    """Zero in words, closed, an adjustment."""
    if _CLOSED.fullmatch(line):
        return ClosedToday(day, note)
    if _ZERO.fullmatch(line):
        return Report(day, 0, note=note)
    found = _ADJUST.fullmatch(PEOPLE.sub("", line).strip())
    return _adjust(int(found[1] + found[2]), day) if found else None


def _adjust(by: int, day: date | None) -> Adjust | Problem:
    if abs(by) > MOST_ADJUSTED:
        return Problem("too_big", said=str(by), limit=MOST_ADJUSTED)
    return Adjust(by, day) if by else Problem("nothing_to_adjust", example="+1")


def _report(line: str, day: date | None, note: str | None, currency: str) -> Message:
    new, rest = new_customers(line)
    if isinstance(new, Problem):
        return new
    read = count_and_sum(rest, currency)
    if isinstance(read, Problem):
        return Problem("no_count", short(line), example="7") if new is not None and not rest.strip() else read
    options = read.options if isinstance(read, Ambiguous) else (read,)
    reports = tuple(Report(day, customers, sales, new, note) for customers, sales in options)
    if any(option.sales and option.sales.currency != currency for option in reports):
        return Problem("other_currency", said=short(line), example=f"7 3400 {currency}")
    if any(new is not None and new > option.customers for option in reports):
        return Problem("new_more_than_count", said=str(new), limit=reports[0].customers)
    return _asked(reports, currency)


def _asked(reports: tuple[Report, ...], currency: str) -> Report | CountOrMoney | Ambiguous[Report] | Problem:
    """A lone big number and two readings of a sum are asked."""
    only = reports[0]
    if len(reports) > 1:
        return Ambiguous(reports)
    if only.sales is None and only.customers >= BIG:
        return CountOrMoney(only, Money(only.customers * 10 ** exponent(currency), currency))
    return only
