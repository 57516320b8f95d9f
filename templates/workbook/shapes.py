"""What a workbook takes: sheets of cells, and the table of weekly numbers."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class WorksheetData(TypedDict):
    name: str  # at most 31 characters
    widths: list[int]  # of the columns, in characters
    rows: list[list[Any]]  # of `Cell` in templates/workbook/cells.py


class Workbook(TypedDict):
    created_at: int  # UNIX seconds
    sheets: list[WorksheetData]
    file_name: NotRequired[str]


class MeasureTable(TypedDict):
    file_name: NotRequired[str]
    created_at: int  # UNIX seconds
    title: str
    head: list[str]  # the name of the first column, then the weeks
    rows: list[list[str]]  # a name, then numbers with a decimal point; "" for an empty cell
    hint: str
    mark: str  # by which the file is known when it comes back
    point: str  # the decimal mark of the CSV
