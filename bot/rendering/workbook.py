"""A workbook of several sheets as XLSX. Only what is marked as a formula is one; a person's words never are."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from templates.workbook.shapes import Workbook

LOOKS = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#f1f4f8"},
    "title": {"bold": True, "font_size": 14},
    "number": {"num_format": "#,##0.##"},
    "exact": {"num_format": "0.######"},
    "money": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.0"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def workbook_xlsx(data: Workbook) -> bytes:
    """Draw a `Workbook`; formulas carry the value that they have, and are computed anew where it is opened."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromtimestamp(data["created_at"], UTC).replace(tzinfo=None)})
    book.set_calc_mode("auto")
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    for sheet in data["sheets"]:
        page = book.add_worksheet(sheet["name"])
        for column, width in enumerate(sheet["widths"]):
            page.set_column(column, column, width)
        for row, cells in enumerate(sheet["rows"]):
            for column, cell in enumerate(cells):
                _write(page, row, column, cell, looks)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    book.close()
    return made.getvalue()


def _write(page: Any, row: int, column: int, cell: Any, looks: Mapping[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif "t" in cell:
        page.write_string(row, column, cell["t"], looks[cell["as"]])
    elif "d" in cell:
        page.write_datetime(
            row, column, datetime.combine(date.fromisoformat(cell["d"]), datetime.min.time()), looks["day"]
        )
    elif "f" in cell:
        page.write_formula(row, column, cell["f"], looks[cell["as"]], float(Decimal(cell["n"])))
    else:
        page.write_number(row, column, float(Decimal(cell["n"])), looks[cell["as"]])
