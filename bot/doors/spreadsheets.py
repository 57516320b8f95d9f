"""Spreadsheets that people send: bytes → cells. Bounded in size, so that a small file cannot fill the memory.

Source for the limits of a zip's own word on its size: `zipfile` never gives more bytes of a part than it declares.
"""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from itertools import islice
from typing import Any

from domain.reading.measure_sheet import Cell, Sheet

LARGEST = 1024 * 1024
LARGEST_UNPACKED = 8 * 1024 * 1024
MOST_PARTS = 100
MOST_ROWS = MOST_COLUMNS = 60
LONGEST_CELL = 200
PRECISE = ".15g"  # the digits that Excel keeps


class Unreadable(Exception):
    """Not a table that can be read; the text is a reason key."""


def read(content: bytes) -> Sheet:
    """The first sheet. Raises Unreadable: too_large, too_many_cells, old_excel, damaged."""
    if len(content) > LARGEST:
        raise Unreadable("too_large")
    if content.startswith(b"PK\x03\x04"):
        rows = _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old_excel")
    else:
        rows = _text(content)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise Unreadable("too_many_cells")
    return Sheet(tuple(rows))


def _workbook(content: bytes) -> list[tuple[Cell, ...]]:
    import openpyxl  # noqa: PLC0415 - with numpy half a second and 40 MiB, and few people send a workbook

    try:
        _check_parts(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
        rows = [_trimmed([_cell(one) for one in row]) for row in islice(found, MOST_ROWS + 1)]
    except Unreadable:
        raise
    except Exception as error:  # a damaged file breaks the reader in any way it likes
        raise Unreadable("damaged") from error
    return _without_end(rows)


def _check_parts(content: bytes) -> None:
    """Not a bomb, not encrypted, and no part brings entities of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable("too_large")
        for part in parts:
            text = packed.read(part)
            if part.filename.endswith((".xml", ".rels")) and (
                b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff")
            ):
                raise Unreadable("damaged")


def _cell(one: Any) -> Cell:
    """A number as exactly as the program shows it; 15 % is stored as 0.15."""
    value = one.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)[:LONGEST_CELL]
    number = Decimal(format(value, PRECISE)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    return number * 100 if "%" in (one.number_format or "") else number


def _text(content: bytes) -> list[tuple[Cell, ...]]:
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable("damaged")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [_trimmed(list(row)) for row in islice(lines, MOST_ROWS + 1)]
    except (csv.Error, ValueError) as error:
        raise Unreadable("damaged") from error
    return _without_end(rows)


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, or what Excel in Kyiv writes otherwise."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("damaged")


def _delimiter(text: str) -> str:
    """Excel's semicolon, a tab, or the comma."""
    return next((mark for mark in (";", "\t") if mark in text), ",")


def _trimmed(row: list[Cell]) -> tuple[Cell, ...]:
    while row and not str(row[-1]).strip():
        row.pop()
    return tuple(one[:LONGEST_CELL] if isinstance(one, str) else one for one in row)


def _without_end(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows
