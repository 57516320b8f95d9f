"""An exchange rate as typed: a positive number with at most eight decimals."""

from __future__ import annotations

from decimal import Decimal

from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.numbers import number

MOST = Decimal(1_000_000)
DECIMALS = 8


def rate(text: str) -> Decimal | Problem:
    value = number(text)
    if isinstance(value, Ambiguous):
        return Problem("sum_twice")
    if isinstance(value, Problem):
        return value
    if not 0 < value <= MOST:
        return Problem("too_big", said=short(str(value)), limit=MOST) if value else Problem("not_a_number", said="0")
    exponent = value.normalize().as_tuple().exponent
    return value if isinstance(exponent, int) and -exponent <= DECIMALS else Problem("too_precise")
