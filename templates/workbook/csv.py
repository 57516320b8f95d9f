"""A book's days as a plain table: the decimal mark of the language, days as 2026-12-15."""

from __future__ import annotations

from typing import Any

from templates.format import values
from templates.workbook.sheets import days

BETWEEN = {"uk": ";", "ru": ";", "en": ","}
"""What the Excel of a language puts between cells."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a text."""


def table(book: Any, language: str) -> list[list[str]]:
    sheet = days(book, language)
    width = len(sheet["rows"][0])
    return [[_text(cell, language) for cell in [*row, *[None] * width][:width]] for row in sheet["rows"]]


def _text(cell: Any, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RISKY) else cell
    if "n" in cell:
        return str(cell["n"]).replace(".", values.point(language))
    return str(cell.get("d") or cell.get("t"))
