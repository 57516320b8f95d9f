"""Spreadsheets that people send: bytes → cells. Bounded in size, so that a small file cannot fill the memory.

Source for the limits of a zip's own word on its size: `zipfile` never gives more bytes of a part than it declares.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from decimal import Decimal
from itertools import islice, zip_longest
from typing import Any

from bot.doors.files.unreadable import Unreadable
from domain.reading.weekly_numbers.measure_sheet import Cell, Sheet, letters

LARGEST = 1024 * 1024
LARGEST_UNPACKED = 8 * 1024 * 1024
MOST_PARTS = 100
MOST_ROWS = MOST_COLUMNS = 60
LONGEST_CELL = 200
PRECISE = ".15g"  # the digits that Excel keeps
MARKS = (";", "\t", ",", "|")
_DECLARED = re.compile(r"\"?sep=(?P<mark>[;,|\t])\"?\r?\n", re.IGNORECASE)


def read(content: bytes) -> Sheet:
    """The first sheet. Raises Unreadable: too_large, too_many_cells, old_excel, damaged."""
    if len(content) > LARGEST:
        raise Unreadable("too_large")
    if content.startswith(b"PK\x03\x04"):
        sheet = _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old_excel")
    else:
        sheet = Sheet(tuple(_text(content)))
    if len(sheet.rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in sheet.rows):
        raise Unreadable("too_many_cells")
    return sheet


def _workbook(content: bytes) -> Sheet:
    """A formula counts as the result that the program stored for it; without one it stays a formula."""
    try:
        _check_parts(content)
        rows, results = _cells(content, data_only=False), _cells(content, data_only=True)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file breaks the reader in any way it likes
        raise Unreadable("damaged") from error
    merged = [
        [_result(one, stored) for one, stored in zip_longest(row, kept, fillvalue="")]
        for row, kept in zip(rows, results, strict=False)
    ]
    computed = {
        f"{letters(column)}{number}"
        for number, (row, kept) in enumerate(zip(rows, merged, strict=False), 1)
        for column, (one, other) in enumerate(zip(row, kept, strict=False))
        if _is_formula(one) and other != one
    }
    return Sheet(tuple(_without_end([_trimmed(row) for row in merged])), frozenset(computed))


def _cells(content: bytes, *, data_only: bool) -> list[list[Cell]]:
    import openpyxl  # noqa: PLC0415 - with numpy half a second and 40 MiB, and few people send a workbook

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    return [[_cell(one) for one in row] for row in islice(found, MOST_ROWS + 1)]


def _result(one: Cell, stored: Cell) -> Cell:
    return stored if _is_formula(one) and stored != "" else one


def _is_formula(one: Cell) -> bool:
    return isinstance(one, str) and one.startswith("=")


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
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    try:
        mark = declared["mark"] if declared else _delimiter(text)
        rows = [_trimmed(list(row)) for row in _lines(text, mark)]
    except (csv.Error, ValueError) as error:
        raise Unreadable("damaged") from error
    return _without_end(rows)


def _lines(text: str, mark: str) -> list[list[str]]:
    """Quotes are obeyed. A table drawn with bars has one at both ends of a line."""
    rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), MOST_ROWS + 1))
    drawn = mark == "|" and all(not row or (len(row) > 1 and not row[0].strip()) for row in rows)
    return [row[1:] for row in rows] if drawn else rows


def _delimiter(text: str) -> str:
    """What parts most lines alike into most cells; of two that do, Excel's semicolon before a tab and a comma."""
    return max(MARKS, key=lambda mark: _alike(_lines(text, mark)))


def _alike(rows: list[list[str]]) -> tuple[int, int]:
    """How many lines have the most usual number of cells, and that number; nothing for lines of one cell."""
    lengths = Counter(len(row) for row in rows)
    parted = [(lines, cells) for cells, lines in lengths.items() if cells > 1]
    return max(parted, default=(0, 0))


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with or without it, or what Excel in Kyiv writes otherwise."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else (*_wide(content), "utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("damaged")


def _wide(content: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark: the digits and separators of a table have an empty byte, always on the same side."""
    sides = (content[1::2].count(0), content[0::2].count(0))
    if len(content) % 2 or min(sides) or max(sides) * 8 < len(content):
        return ()
    encoding = "utf-16-le" if sides[0] else "utf-16-be"
    plain = re.fullmatch(r"[\s\x20-\u052f\u2000-\u20cf]+", content.decode(encoding, "replace"))
    return (encoding,) if plain else ()


def _trimmed(row: list[Cell]) -> tuple[Cell, ...]:
    while row and not str(row[-1]).strip():
        row.pop()
    return tuple(one[:LONGEST_CELL] if isinstance(one, str) else one for one in row)


def _without_end(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows
