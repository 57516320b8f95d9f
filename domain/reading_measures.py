"""One message with the numbers of several weeks, the first week first.

`12 400 13 100` is two numbers or four: every reading is looked for, and those with as many numbers as there are weeks
go first. A reading is taken without a question when it is the only one, or when its numbers are of one size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from domain import reading
from domain.choices import Measure
from domain.measures import UNITS, Unit, decimals
from domain.money import Money
from domain.reading import Ambiguous, Problem
from domain.reading.characters import one_line, straight
from domain.reading.numbers import within

Values = tuple[int, ...]
Read = Values | Ambiguous[Values] | Problem
MOST_COUNTED = 10_000_000
LOWEST, HIGHEST = Decimal(1), Decimal(5)
MOST_TOKENS = 40
MOST_READINGS = 500
MOST_ASKED = 3
ONE_SIZE = 20
"""Weeks of one business rarely differ more than so many times; groups of digits read wrongly do."""

NO_DATA = re.compile(r"[-?.]|н/д|n/?a|none|нет(?: данных)?|нема(?: даних)?|немає(?: даних)?|(?:no|without) data")
_START = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_TAIL = re.compile(r"(?:[^\W\d_]+|[₴€₽₸£$₾₺¥₪%])\.?")


def weekly(text: str, measure: Measure, currency: str, weeks: int) -> Read:
    """One to `weeks` values as they are stored, or why not, or which?"""
    if re.search(r"[;\n\t]", text.strip()):
        return _listed(re.split(r"[;\n\t]", text.strip(" ;\n\t")), measure, currency, weeks)
    line = one_line(text)
    if not line:
        return Problem("empty", example="120 135 128 140")
    if ", " in line:
        return _listed(re.split(r",\s+", line.strip(", ")), measure, currency, weeks)
    if " " not in line and _is_list(line, measure):
        return _listed(line.strip(",").split(","), measure, currency, weeks)
    return _spaced(line, measure, currency, weeks)


def _is_list(line: str, measure: Measure) -> bool:
    """Commas without spaces: of counts a list; of what has decimals only from the second comma on."""
    return line.count(",") > (0 if UNITS[measure] is Unit.COUNT else 1)


def _listed(pieces: list[str], measure: Measure, currency: str, weeks: int) -> Read:
    """Numbers whose ends are known."""
    if len(pieces) > weeks:
        return Problem("too_many_weeks", said=str(len(pieces)), limit=weeks)
    read = _together(pieces, measure, currency)
    if isinstance(read, Problem):
        return read
    return read[0] if len(read) == 1 else Ambiguous(read)


def _together(pieces: list[str], measure: Measure, currency: str) -> tuple[Values, ...] | Problem:
    """All pieces; where some have two readings, all of them are read the same way."""
    cells = [cell(piece, measure, currency) for piece in pieces]
    for one in cells:
        if isinstance(one, Problem):
            return one
    options = [one.options if isinstance(one, Ambiguous) else (one,) for one in cells if not isinstance(one, Problem)]
    ways = max(len(option) for option in options)
    return tuple(dict.fromkeys(tuple(option[min(n, len(option) - 1)] for option in options) for n in range(ways)))


def cell(text: str, measure: Measure, currency: str) -> int | Ambiguous[int] | Problem:
    """One week's number, as it is stored."""
    line = one_line(text)
    if NO_DATA.fullmatch(straight(line.lower())):
        return Problem("no_data", said=line)
    below = measure is Measure.PROFIT and line.startswith("-")
    value = _in_unit(line[1:].lstrip() if below else line, measure, currency)
    if isinstance(value, Ambiguous):
        return Ambiguous(tuple(-one if below else one for one in value.options))
    return value if isinstance(value, Problem) or not below else -value


def _in_unit(line: str, measure: Measure, currency: str) -> int | Ambiguous[int] | Problem:
    unit = UNITS[measure]
    if unit is Unit.COUNT:
        return reading.count(line, maximum=MOST_COUNTED)
    if unit is Unit.MONEY:
        return _minor(reading.money(line, currency), currency)
    read = reading.percent(line) if unit is Unit.PERCENT else within(reading.number(line), LOWEST, HIGHEST, places=2)
    if isinstance(read, Problem):
        return read
    scale = 10 ** decimals(measure, currency)
    return Ambiguous(tuple(int(one * scale) for one in read.options)) if isinstance(read, Ambiguous) else int(
        read * scale)  # fmt: skip


def _minor(read: Money | Ambiguous[Money] | Problem, currency: str) -> int | Ambiguous[int] | Problem:
    if isinstance(read, Problem):
        return read
    typed = read.options[0] if isinstance(read, Ambiguous) else read
    if typed.currency != currency:
        return Problem("other_currency", said=typed.currency, example=f"12400 {currency}")
    return Ambiguous(tuple(one.minor for one in read.options)) if isinstance(read, Ambiguous) else typed.minor


def _spaced(line: str, measure: Measure, currency: str, weeks: int) -> Read:
    """Spaces between numbers, and perhaps between thousands."""
    whole = cell(line, measure, currency)
    if isinstance(whole, Problem) and whole.reason == "no_data":
        return whole
    tokens = _tokens(line)
    if len(tokens) > MOST_TOKENS:
        return Problem("too_many_weeks", said=str(len(tokens)), limit=weeks)
    found: list[Values] = []
    first: Problem | None = None
    for pieces in islice(_readings(tokens, weeks), MOST_READINGS):
        read = _together(pieces, measure, currency)
        if isinstance(read, Problem):
            first = first or read
        else:
            found += read
    if found:
        return _likeliest(list(dict.fromkeys(found)), weeks)
    return first or Problem("too_many_weeks", said=str(len(tokens)), limit=weeks)


def _tokens(line: str) -> list[str]:
    """Pieces between spaces; a currency or a word of size goes with its number."""
    found: list[str] = []
    for piece in line.split(" "):
        if found and _TAIL.fullmatch(piece):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found


def _readings(tokens: list[str], most: int) -> Iterator[list[str]]:
    """Every way to join groups of digits so that at most so many numbers come out, single pieces first."""
    if not tokens:
        yield []
    if not tokens or not most:
        return
    for length in range(1, len(tokens) + 1):
        if length > 1 and not _goes_on(tokens, length):
            return
        for rest in _readings(tokens[length:], most - 1):
            yield [" ".join(tokens[:length]), *rest]


def _goes_on(tokens: list[str], length: int) -> bool:
    """Whether the piece at the end of so many is three more digits of the number before it."""
    head, last = tokens[length - 2].removeprefix("-") if length == 2 else tokens[length - 2], tokens[length - 1]
    starts = _START.fullmatch(head) if length == 2 else re.fullmatch(r"\d{3}", head)
    return bool(starts and _GROUP.fullmatch(last.partition(" ")[0]))


def _likeliest(found: list[Values], weeks: int) -> Read:
    """The only reading, the one of one size, or a question."""
    exact = [one for one in found if len(one) == weeks]
    longest = max(len(one) for one in found)
    best = exact or [one for one in found if len(one) == longest]
    if len(found) == 1 or (len(best) == 1 and _one_size(best[0])):
        return best[0]
    alike = [one for one in found if _one_size(one)]
    closest = [one for one in exact if one in alike] or alike
    if len(closest) == 1 and closest[0] in exact:
        return closest[0]
    options = tuple(dict.fromkeys([*closest, *best]))
    if len(options) == 1:
        return options[0]
    return Ambiguous(options) if len(options) <= MOST_ASKED else Problem("too_many_readings")


def _one_size(values: Values) -> bool:
    sizes = [abs(value) for value in values if value]
    return not sizes or max(sizes) <= ONE_SIZE * min(sizes)
