"""A table that came back as a file: a row for each measure, a column for each week. All of it is good, or none is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from domain import reading
from domain.lazy import lazy_re
from domain.measures.measure import Phase, decimals
from domain.options import Measure
from domain.reading import Ambiguous, Problem
from domain.reading.answers import short
from domain.reading.lexicon import ALL, one_of
from domain.reading.weekly_numbers.sheet_shape import HEADING_ROWS, Cell, Line, Sheet, letters, shape
from domain.reading.words import folded

__all__ = ["Cell", "Filled", "Sheet", "WrongCell", "letters", "meant", "read"]

MARK = lazy_re(r"([0-9a-f]{10})-(before|during|after)")
WEEK = lazy_re(f"{one_of(ALL.tables.week)}|№|")
"""What stands before the names of weeks, which may be numbers."""
THOUSAND = 3  # so many digits after a point could be read as a thousand
NOISE = Decimal("0.000001")
"""`100.0000000001` is what a spreadsheet makes of 100."""
_LONG = lazy_re(r"\d+[.,]\d{7,}")


class WrongCell(Struct, frozen=True):
    """A cell that stops everything: its name in the sheet, what stands there, and why."""

    place: str
    said: str
    reason: str
    limit: int | Decimal | None = None


class Filled(Struct, frozen=True):
    """Good rows; `wrong` cells, if any, and then nothing counts. `left_out`: totals, by their name in the file;
    `computed`: the cells that were read and hold the result of a formula; `digits`: there was something to read."""

    numbers: dict[Measure, tuple[int, ...]]
    wrong: tuple[WrongCell, ...]
    left_out: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    digits: bool = False


def meant(sheet: Sheet) -> tuple[str, Phase] | None:
    """The promo and the phase that the template was made for, by the mark in it."""
    texts = (one for row in reversed(sheet.rows) for one in row if isinstance(one, str))
    found = next(filter(None, map(MARK.search, texts)), None)
    return (found[1], Phase(found[2])) if found else None


def read(sheet: Sheet, labels: Mapping[str, Measure], currency: str, weeks: int) -> Filled:
    """`labels` are the names of the measures that were agreed, in every language; an empty row is left as it was."""
    numbers: dict[Measure, tuple[int, ...]] = {}
    wrong: list[WrongCell] = []
    seen = shape(sheet, lambda text: _measure(text, labels) is not None)
    left_out, read_cells = list(seen.left_out), []
    for nth, line in enumerate(seen.lines, 1):
        cells = _filled(line[1:])
        measure = _measure(line[0].text, labels) if line else None
        if measure is None:
            wrong += _unknown(line, cells, seen=bool(numbers or wrong), heading=nth <= HEADING_ROWS)
        elif measure in numbers:
            wrong.append(WrongCell(line[0].place, short(line[0].text), "twice"))
        elif cells:
            weekly = _without_total(cells, measure, currency, weeks)
            left_out += [one.place for one in cells[len(weekly) :]]
            numbers[measure], bad = _row(weekly, measure, currency, weeks)
            wrong += bad
            read_cells += [one.place for one in weekly]
    computed = tuple(place for place in read_cells if place in sheet.computed)
    return Filled(numbers, tuple(wrong), tuple(left_out), computed, _has_digits(sheet))


def _measure(text: str, labels: Mapping[str, Measure]) -> Measure | None:
    """By its name, without a unit after a comma."""
    name = text.partition(",")[0]
    return next((one for label, one in labels.items() if reading.same_word(name, label)), None)


def _has_digits(sheet: Sheet) -> bool:
    cells = [str(one) for row in sheet.rows for one in row]
    return any(re.search(r"\d", one) for one in cells if not MARK.search(one))


def _filled(cells: Line) -> Line:
    """Up to the last one that is."""
    last = max((place for place, one in enumerate(cells, 1) if one.text), default=0)
    return cells[:last]


def _unknown(line: Line, cells: Line, *, seen: bool, heading: bool) -> list[WrongCell]:
    """A row without numbers may be a heading; one with numbers has to be known."""
    if not cells or any(MARK.search(one.text) for one in line):
        return []
    names_weeks = WEEK.fullmatch(folded(line[0].text).strip(" .")) and len(cells) > 1
    names = names_weeks or not any(_looks_like_number(one.cell) for one in cells)
    is_heading = heading and not seen and names
    return [] if is_heading else [WrongCell(line[0].place, short(line[0].text.partition(",")[0]), "unknown")]


def _looks_like_number(one: Cell) -> bool:
    return isinstance(one, Decimal) or isinstance(reading.number(one), Decimal | Ambiguous)


def _without_total(cells: Line, measure: Measure, currency: str, weeks: int) -> Line:
    """One more cell than there are weeks that is their sum, or their mean."""
    values = [_value(one.cell, measure, currency) for one in cells]
    known = [value for value in values if isinstance(value, int)]
    if len(cells) != weeks + 1 or len(known) != len(cells):
        return cells
    *weekly, last = known
    return cells[:weeks] if last == sum(weekly) or abs(last * weeks - sum(weekly)) < weeks else cells


def _row(cells: Line, measure: Measure, currency: str, weeks: int) -> tuple[tuple[int, ...], list[WrongCell]]:
    values: list[int] = []
    wrong: list[WrongCell] = []
    for column, one in enumerate(cells, 1):
        value = Problem("no_such_week", limit=weeks) if column > weeks else _value(one.cell, measure, currency)
        if isinstance(value, int):
            values.append(value)
        else:
            wrong.append(WrongCell(one.place, short(str(one.cell)), value.reason, value.limit))
    return tuple(values), wrong


def _value(one: Cell, measure: Measure, currency: str) -> int | Problem:
    """A number of the file is exact: `1.234` of a spreadsheet has a point, not a thousand."""
    if isinstance(one, Decimal):
        text = f"{_without_noise(one, measure, currency).normalize():f}"
        text += "0" if len(text.partition(".")[2]) == THOUSAND else ""
        return reading.in_cell(text, measure, currency)
    if not one.strip():
        return Problem("gap")
    if one.lstrip().startswith("="):
        return Problem("formula")
    exact = Decimal(one.strip().replace(",", ".")) if _LONG.fullmatch(one.strip()) else None
    return reading.in_cell(one, measure, currency) if exact is None else _value(exact, measure, currency)


def _without_noise(value: Decimal, measure: Measure, currency: str) -> Decimal:
    near = round(value, decimals(measure, currency))
    return near if abs(value - near) < NOISE else value
