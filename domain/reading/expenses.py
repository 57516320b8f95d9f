"""What was paid, as typed: a sum, best first or last, with or without its currency, and what it was for."""

from __future__ import annotations

from dataclasses import dataclass

from domain.money import Money
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import visible
from domain.reading.money import money
from domain.reading.words import plain

LONGEST_WHAT = 100
MOST_PIECES = 5
MOST_MINOR = 10**11


@dataclass(frozen=True, slots=True)
class Spent:
    """`instead`: the other honest reading of the sum, as in `1.234`."""

    paid: Money
    what: str
    instead: Money | None = None


def expense(text: str, currency: str) -> Spent | Problem:
    """`1200 flyers`, `85,50 EUR листівки`, `flyers 1200 грн`: the longest sum, at an end if there is one."""
    example = f"1200 {currency} flyers"
    words = visible(text[:400]).split(" ")
    if words == [""]:
        return Problem("empty", example=example)
    for amount, what in _cuts(words):
        read = money(amount, currency)
        if isinstance(read, Problem):
            continue
        return _spent(read, what, example)
    return Problem("no_sum", said=short(" ".join(words)), example=example)


def _cuts(words: list[str]) -> list[tuple[str, str]]:
    sizes = range(min(MOST_PIECES, len(words)), 0, -1)
    front = [(" ".join(words[:n]), " ".join(words[n:])) for n in sizes]
    back = [(" ".join(words[-n:]), " ".join(words[:-n])) for n in sizes]
    return [*front, *back, *_inside(words)]


def _inside(words: list[str]) -> list[tuple[str, str]]:
    """`flyers 850 грн yesterday`."""
    sizes = range(min(MOST_PIECES, len(words) - 2), 0, -1)
    starts = [(n, at) for n in sizes for at in range(1, len(words) - n)]
    return [(" ".join(words[at : at + n]), " ".join(words[:at] + words[at + n :])) for n, at in starts]


def _spent(read: Money | Ambiguous[Money], what: str, example: str) -> Spent | Problem:
    options = read.options if isinstance(read, Ambiguous) else (read,)
    paid, instead = options[0], next(iter(options[1:]), None)
    if not 0 < paid.minor <= MOST_MINOR:
        return Problem("too_big" if paid.minor else "no_sum", said=short(str(paid.amount)), example=example)
    named = plain(what.strip(" ,;:–—-"), longest=LONGEST_WHAT)
    if isinstance(named, Problem):
        reason = "no_what" if named.reason == "empty" else named.reason
        return Problem(reason, limit=named.limit, example=example)
    return Spent(paid, named, instead)
