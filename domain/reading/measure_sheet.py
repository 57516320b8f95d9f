"""A table that came back as a file: a row for each measure, a column for each week. All of it is good, or none is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain import reading
from domain.measures.measure import Phase
from domain.options import Measure
from domain.reading import Ambiguous, Problem
from domain.reading.answers import short

Cell = str | Decimal
"""Text as it stands, or a number that the file itself calls a number. A formula is text that begins with `=`."""

MARK = re.compile(r"([0-9a-f]{10})-(before|during|after)")
HEADING_ROWS = 3
THOUSAND = 3  # so many digits after a point could be read as a thousand


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a workbook, or a CSV file; rows as long as what is in them."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Wrong:
    """A cell that stops everything: its name in the sheet, what stands there, and why."""

    place: str
    said: str
    reason: str
    limit: int | Decimal | None = None


@dataclass(frozen=True)
class Filled:
    """Good rows; `wrong` cells, if any, and then nothing counts."""

    numbers: dict[Measure, tuple[int, ...]]
    wrong: tuple[Wrong, ...]


def meant(sheet: Sheet) -> tuple[str, Phase] | None:
    """The promo and the phase that the template was made for, by the mark in it."""
    texts = (one for row in reversed(sheet.rows) for one in row if isinstance(one, str))
    found = next(filter(None, map(MARK.search, texts)), None)
    return (found[1], Phase(found[2])) if found else None


def read(sheet: Sheet, labels: Mapping[str, Measure], currency: str, weeks: int) -> Filled:
    """`labels` are the names of the measures that were agreed, in every language; an empty row is left as it was."""
    numbers: dict[Measure, tuple[int, ...]] = {}
    wrong: list[Wrong] = []
    for place, row in enumerate(sheet.rows, 1):
        label, cells = _parted(row)
        measure = next((one for name, one in labels.items() if reading.same_word(label, name)), None)
        if measure is None:
            wrong += _unknown(label, cells, place, seen=bool(numbers or wrong))
        elif measure in numbers:
            wrong.append(Wrong(f"A{place}", short(label), "twice"))
        elif cells:
            read_, bad = _row(cells, place, measure, currency, weeks)
            numbers[measure] = read_
            wrong += bad
    return Filled(numbers, tuple(wrong))


def _parted(row: tuple[Cell, ...]) -> tuple[str, tuple[Cell, ...]]:
    """The name, without a unit after a comma, and the cells up to the last one that is filled."""
    cells = list(row[1:])
    while cells and not str(cells[-1]).strip():
        cells.pop()
    return (str(row[0]).partition(",")[0].strip() if row else ""), tuple(cells)


def _unknown(label: str, cells: tuple[Cell, ...], place: int, *, seen: bool) -> list[Wrong]:
    """A row without numbers may be a heading; one with numbers has to be known."""
    if not cells or MARK.search(label) or any(isinstance(one, str) and MARK.search(one) for one in cells):
        return []
    heading = not seen and place <= HEADING_ROWS and not any(_looks_like_number(one) for one in cells)
    return [] if heading else [Wrong(f"A{place}", short(label), "unknown")]


def _looks_like_number(one: Cell) -> bool:
    return isinstance(one, Decimal) or isinstance(reading.number(one), Decimal | Ambiguous)


def _row(
    cells: tuple[Cell, ...], place: int, measure: Measure, currency: str, weeks: int
) -> tuple[tuple[int, ...], list[Wrong]]:
    values: list[int] = []
    wrong: list[Wrong] = []
    for column, one in enumerate(cells, 1):
        value = Problem("no_such_week", limit=weeks) if column > weeks else _value(one, measure, currency)
        if isinstance(value, int):
            values.append(value)
        else:
            wrong.append(Wrong(f"{letters(column)}{place}", short(str(one)), value.reason, value.limit))
    return tuple(values), wrong


def _value(one: Cell, measure: Measure, currency: str) -> int | Problem:
    """A number of the file is exact: `1.234` of a spreadsheet has a point, not a thousand."""
    if isinstance(one, Decimal):
        text = f"{one.normalize():f}"
        return _read(text + "0" if len(text.partition(".")[2]) == THOUSAND else text, measure, currency)
    if not one.strip():
        return Problem("gap")
    return Problem("formula") if one.lstrip().startswith("=") else _read(one, measure, currency)


def _read(text: str, measure: Measure, currency: str) -> int | Problem:
    """As one week's number is read in a message."""
    value = reading.weekly(text, measure, currency, 1)
    return value.problem if isinstance(value, reading.Wrong) else value[0]


def letters(column: int) -> str:
    """`B` for the first column after the names."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
