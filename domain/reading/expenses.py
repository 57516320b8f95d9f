"""What was paid, as typed: a sum, best first or last, with or without its currency, what it was for, and when."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from domain.lazy import lazy_re
from domain.money import Money, fits, rounded
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import visible
from domain.reading.expense_days import dated
from domain.reading.money import is_currency, money
from domain.reading.numbers import number
from domain.reading.words import folded, plain

LONGEST_WHAT = 100
MOST_PIECES = 5
MOST_MINOR = 10**11
_RECKONED = lazy_re(r"(?P<one>\d[\d.,' ]*?) ?(?P<sign>[/*×+]) ?(?P<other>\d[\d.,]*)(?!\S)")
_A_NUMBER = lazy_re(r"(?<!\S)\d[\d.,]*(?!\S)")


class Spent(Struct, frozen=True):
    """`instead`: the other honest reading of the sum, as in `1.234`; `day`: when it was paid, if that was said."""

    paid: Money
    what: str
    instead: Money | None = None
    day: date | None = None


def expense(text: str, currency: str, today: date) -> Spent | Problem:
    """`1200 flyers`, `вчора 85,50 EUR друк`, `flyers 1200 грн 12.12`: the longest sum, at an end if there is one."""
    example = f"1200 {currency} flyers"
    words = visible(text[:400]).split(" ")
    if words == [""]:
        return Problem("empty", example=example)
    found = dated(words, today, currency)
    if isinstance(found.day, Problem):
        return Problem(found.day.reason, said=found.day.said, example=f"{today:%d.%m.%Y} {example}")
    return _reckoned(found.words, currency, found.day, example) or _spent(found.words, currency, found.day, example)


def _reckoned(words: list[str], currency: str, day: date | None, example: str) -> Spent | Problem | None:
    """`500 / 2 flyers`: what comes out, or the first number; nothing where other numbers stand beside it."""
    line = " ".join(words)
    found = _RECKONED.search(line)
    if not found or _A_NUMBER.search(line[: found.start()]) or _A_NUMBER.search(line[found.end() :]):
        return None
    unit = next((word for word in line[found.end() :].split()[:1] if is_currency(folded(word))), "")
    first = money(f"{found['one']} {unit}".strip(), currency)
    result = _result(number(found["one"]), found["sign"], number(found["other"]))
    if result is None or not isinstance(first, Money) or not fits(result, first.currency):
        return Problem("two_numbers", said=short(line), example=example)
    what = f"{line[: found.start()]} {line[found.end() :].strip().removeprefix(unit)}"
    return _named(rounded(result, first.currency), what, first, day, example)


def _result(one: object, sign: str, other: object) -> Decimal | None:
    if not isinstance(one, Decimal) or not isinstance(other, Decimal) or not other:
        return None
    return {"/": one / other, "+": one + other}.get(sign, one * other)


def _spent(words: list[str], currency: str, day: date | None, example: str) -> Spent | Problem:
    for amount, what in _cuts(words):
        read = money(amount, currency) if _may_be_sum(amount) else None
        if read is None or isinstance(read, Problem):
            continue
        if re.match(r"[/*×+] ?\d", what):
            return Problem("two_numbers", said=short(" ".join(words)), example=example)
        options = read.options if isinstance(read, Ambiguous) else (read,)
        return _named(options[0], what, next(iter(options[1:]), None), day, example)
    return Problem("no_sum", said=short(" ".join(words)), example=example)


def _may_be_sum(amount: str) -> bool:
    """A number in words is one with its currency: `two banners` are not 2."""
    return bool(re.search(r"\d", amount)) or any(is_currency(folded(word)) for word in amount.split())


def _cuts(words: list[str]) -> list[tuple[str, str]]:
    sizes = range(min(MOST_PIECES, len(words)), 0, -1)
    front = [(" ".join(words[:n]), " ".join(words[n:])) for n in sizes]
    back = [(" ".join(words[-n:]), " ".join(words[:-n])) for n in sizes]
    return [*front, *back, *_inside(words)]


def _inside(words: list[str]) -> list[tuple[str, str]]:
    """`flyers 850 грн for the window`."""
    sizes = range(min(MOST_PIECES, len(words) - 2), 0, -1)
    starts = [(n, at) for n in sizes for at in range(1, len(words) - n)]
    return [(" ".join(words[at : at + n]), " ".join(words[:at] + words[at + n :])) for n, at in starts]


def _named(paid: Money, what: str, instead: Money | None, day: date | None, example: str) -> Spent | Problem:
    if not 0 < paid.minor <= MOST_MINOR:
        return Problem("too_big" if paid.minor else "no_sum", said=short(str(paid.amount)), example=example)
    named = plain(what.strip(" ,;:–—-"), longest=LONGEST_WHAT)
    if isinstance(named, Problem):
        reason = "no_what" if named.reason == "empty" else named.reason
        return Problem(reason, limit=named.limit, example=example)
    return Spent(paid, named, instead, day)
