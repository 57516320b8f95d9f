"""Weekly numbers as typed in one message, the oldest week first: `120 135 128 140`, `12 400; 13 100`."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from domain.lazy import lazy_re
from domain.measures.measure import UNITS, Unit
from domain.money import Money
from domain.options import Measure
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import one_line
from domain.reading.money import money
from domain.reading.numbers import PEOPLE, PERCENT, number, within

MOST_COUNT = Decimal(10) ** 9
MOST_MINOR = 10**14
EXAMPLES = {
    Unit.COUNT: "120 135 128 140",
    Unit.MONEY: "12 400; 13 100; 12 900; 14 200",
    Unit.PERCENT: "38 40.5 41 42",
    Unit.SCORE: "4.2 4.5 4.4 4.6",
}
LIMITS = {
    Unit.COUNT: (Decimal(0), MOST_COUNT, 0),
    Unit.PERCENT: (Decimal(0), Decimal(100), 2),
    Unit.SCORE: (Decimal(1), Decimal(5), 2),
}
_HARD = lazy_re(r"[;\n]")
_HARD_IN_MONEY = lazy_re(r"[;\n]|,(?= )")
_HEAD, _THREE = lazy_re(r"-?\d{1,3}"), lazy_re(r"\d{3}(?!\d)")
_EITHER = lazy_re(r"\D*[1-9]\d{0,2}[.,]\d{3}\D*")
_TWO_WAYS = lazy_re(r"\d[.,]\d{3}(?!\d)")


class WrongValue(Struct, frozen=True):
    """What cannot be read; `week` is the place of the value from 1, or 0 for the message as a whole."""

    week: int
    problem: Problem


def weeks_example(measure: Measure, most: int) -> str:
    """An answer that would be read, with no more weeks than there may be."""
    unit = UNITS[measure]
    between = "; " if unit is Unit.MONEY else " "
    return between.join(EXAMPLES[unit].split(between)[:most])


def weekly(text: str, measure: Measure, currency: str, most: int) -> tuple[int, ...] | WrongValue:
    """One to `most` values as `Series` keeps them, or the first that is wrong.

    Between `;` and new lines, and between commas with a space in money, a value may hold spaces; without them each word
    is a value.
    """
    hard = _HARD_IN_MONEY if UNITS[measure] is Unit.MONEY else _HARD
    pieces = _pieces(text, most, hard)
    if UNITS[measure] is Unit.MONEY and len(pieces) > 1 and not hard.search(text.strip()) and _grouped(pieces):
        return WrongValue(0, Problem("spaces_twice", example=weeks_example(measure, most)))
    if not pieces:
        return WrongValue(0, Problem("empty", example=weeks_example(measure, most)))
    if len(pieces) > most:
        return WrongValue(0, Problem("too_many_weeks", limit=most, example=weeks_example(measure, most)))
    values = []
    for week, piece in enumerate(pieces, 1):
        value = _signed(piece, measure, currency, _one_of_several)
        if isinstance(value, Problem):
            return WrongValue(week, Problem(value.reason, short(piece), value.limit, weeks_example(measure, most)))
        values.append(value)
    return tuple(values)


def in_cell(text: str, measure: Measure, currency: str) -> int | Problem:
    """A cell of a table holds one number, so `1,000.50` has one reading there; `1,150` has two all the same."""
    if _HARD.search(text.strip()):
        return Problem("too_many_weeks", limit=1)
    piece = one_line(text).strip(" ,")
    return _signed(piece, measure, currency, _alone) if piece else Problem("empty")


def _pieces(text: str, most: int, hard: re.Pattern[str]) -> list[str]:
    """Where only one week can be meant, spaces part nothing."""
    parts = [one_line(part).strip(" ,") for part in hard.split(text)]
    pieces = [part for part in parts if part]
    if most == 1 or hard.search(text.strip()):
        return pieces
    tied = re.sub(r" (?=%)", "", " ".join(pieces))
    return [word for word in re.split(r",? ", tied) if word]


def _grouped(pieces: list[str]) -> bool:
    """`12 400`: one number or two?"""
    return any(_HEAD.fullmatch(one) and _THREE.match(two) for one, two in pairwise(pieces))


def _signed(piece: str, measure: Measure, currency: str, value: Callable[..., int | Problem]) -> int | Problem:
    """Only a profit may be a loss."""
    if measure is not Measure.PROFIT or not piece.startswith("-"):
        return value(piece, UNITS[measure], currency)
    loss = value(piece[1:].strip(), Unit.MONEY, currency)
    return loss if isinstance(loss, Problem) else -loss


def _one_of_several(piece: str, unit: Unit, currency: str) -> int | Problem:
    """`12,400` may be a number or two of them: never guessed."""
    return Problem("sum_twice") if _TWO_WAYS.search(piece) else _value(piece, unit, currency)


def _alone(piece: str, unit: Unit, currency: str) -> int | Problem:
    return Problem("sum_twice") if _EITHER.fullmatch(piece) else _value(piece, unit, currency)


def _value(piece: str, unit: Unit, currency: str) -> int | Problem:
    if unit is Unit.MONEY:
        return _minor(money(piece, currency), currency)
    word = PERCENT if unit is Unit.PERCENT else PEOPLE
    least, greatest, places = LIMITS[unit]
    read = within(number(word.sub(" ", piece)), least, greatest, places=places)
    if isinstance(read, Problem):
        return Problem("decimals", limit=places) if read.reason == "too_precise" else read
    return Problem("sum_twice") if isinstance(read, Ambiguous) else int(read * 10**places)


def _minor(read: Money | Ambiguous[Money] | Problem, currency: str) -> int | Problem:
    if isinstance(read, Problem):
        return read
    if isinstance(read, Ambiguous):
        return Problem("sum_twice")
    if read.currency != currency:
        return Problem("other_currency")
    return read.minor if read.minor <= MOST_MINOR else Problem("too_big")
