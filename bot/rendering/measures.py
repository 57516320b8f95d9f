"""The template for weekly numbers: a row for each measure, a column for each week, as XLSX or CSV."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import xlsxwriter

from templates.workbook.shapes import MeasureTable

WIDE, NARROW = 36, 15


def measures_xlsx(data: MeasureTable) -> bytes:
    """Numbers are numbers; nothing in it is a formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromtimestamp(data["created_at"], UTC).replace(tzinfo=None)})
    bold, note, head = (
        book.add_format(look)
        for look in ({"bold": True}, {"font_color": "#666666"}, {"bold": True, "bottom": 1, "align": "right"})
    )
    sheet = book.add_worksheet()
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, max(len(data["head"]) - 1, 1), NARROW)
    sheet.write_string(0, 0, data["title"], bold)
    for column, text in enumerate(data["head"]):
        sheet.write_string(1, column, text, head if column else bold)
    for place, (name, *cells) in enumerate(data["rows"], 2):
        sheet.write_string(place, 0, name)
        for column, text in enumerate(cells, 1):
            if text:
                sheet.write_number(place, column, float(Decimal(text)))
    end = len(data["rows"]) + 3
    sheet.write_string(end, 0, data["hint"], note)
    sheet.write_string(end + 1, 0, data["mark"], note)
    sheet.freeze_panes(2, 1)
    book.close()
    return made.getvalue()


def measures_csv(data: MeasureTable) -> bytes:
    """As Excel opens it: UTF-8 with its mark, CRLF; where the decimal mark is a comma, semicolons between cells."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if data["point"] == "," else ",", lineterminator="\r\n")
    writer.writerow([data["title"]])
    writer.writerow(data["head"])
    writer.writerows([name, *(one.replace(".", data["point"]) for one in cells)] for name, *cells in data["rows"])
    writer.writerows([[], [data["hint"]], [data["mark"]]])
    return text.getvalue().encode("utf-8-sig")
