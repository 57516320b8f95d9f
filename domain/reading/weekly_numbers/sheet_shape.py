"""The shape in which a table comes back: weeks across or down, maybe with totals, which nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import zip_longest

from msgspec import Struct

from domain.lazy import lazy_re
from domain.reading.answers import short
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

Cell = str | Decimal
"""Text as it stands, or a number that the file itself calls a number. A formula without its result is text that begins
with `=`."""

HEADING_ROWS = 3
TOTAL = lazy_re(one_of(ALL.tables.total))


class Sheet(Struct, frozen=True):
    """The first sheet of a workbook, or a CSV file; rows as long as what is in them. `computed`: the names of the cells
    that hold the result of a formula."""

    rows: tuple[tuple[Cell, ...], ...]
    computed: frozenset[str] = frozenset()


class Placed(Struct, frozen=True):
    """A cell with its name in the sheet."""

    place: str
    cell: Cell

    @property
    def text(self) -> str:
        return str(self.cell).strip()


Line = Sequence[Placed]


class Shape(Struct, frozen=True):
    """A line for each measure, its name first; and what was left out, as it is called in the file."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...]


def shape(sheet: Sheet, is_known: Callable[[str], bool]) -> Shape:
    """`is_known`: whether a text names a measure."""
    rows: list[Line] = [
        [Placed(f"{letters(column)}{row}", cell) for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.rows, 1)
    ]
    rows, totals = _without_totals(rows)
    named = next((place for place, row in enumerate(rows) if row and is_known(row[0].text)), len(rows))
    down = next((place for place, row in enumerate(rows) if any(is_known(one.text) for one in row[1:])), None)
    if named == len(rows) and down is not None:
        rows, more = _without_totals(_turned(rows[down:]))
        return Shape(tuple(rows), _names([*totals, *more]))
    rows, columns = _without_total_columns(rows, rows[: min(named, HEADING_ROWS)])
    return Shape(tuple(rows), _names([*totals, *columns]))


def _names(cells: Sequence[Placed]) -> tuple[str, ...]:
    return tuple(short(one.text) for one in cells)


def _without_totals(rows: Sequence[Line]) -> tuple[list[Line], list[Placed]]:
    """Rows whose name says that they are a total."""
    totals = [row for row in rows if row and is_total(row[0].text)]
    return [row for row in rows if row not in totals], [row[0] for row in totals]


def _turned(rows: Sequence[Line]) -> list[Line]:
    """Weeks as rows made weeks as columns; the names of the weeks are not needed."""
    columns = zip_longest(*rows, fillvalue=Placed("", ""))
    return [column for column in list(columns)[1:] if _has_cells(column)]


def _has_cells(column: Line) -> bool:
    return any(one.text for one in column)


def _without_total_columns(rows: Sequence[Line], headings: Sequence[Line]) -> tuple[list[Line], list[Placed]]:
    """Columns whose heading says that they are a total."""
    found = {place: one for row in headings for place, one in enumerate(row) if place and is_total(one.text)}
    return [[one for place, one in enumerate(row) if place not in found] for row in rows], list(found.values())


def is_total(text: str) -> bool:
    return TOTAL.fullmatch(folded(text).strip(" :.")) is not None


def letters(column: int) -> str:
    """`B` for the first column after the names."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
