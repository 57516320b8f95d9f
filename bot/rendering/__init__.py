"""Everything drawn: data in, bytes out. Synchronous, safe in worker threads; knows no language, no rules."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rendering.agreement import agreement_pdf
from bot.rendering.burnup import burnup_chart
from bot.rendering.calendar_file import calendar_ics
from bot.rendering.comparison import comparison_chart
from bot.rendering.drawing import Drawing
from bot.rendering.exchange import exchange_chart
from bot.rendering.exported import book_csv, book_json
from bot.rendering.measures import measures_csv, measures_xlsx
from bot.rendering.pitch import pitch_pdf
from bot.rendering.qr import qr_png
from bot.rendering.report import report_pdf
from bot.rendering.sheet import sheet_pdf
from bot.rendering.weekly import weekly_chart
from bot.rendering.workbook import workbook_xlsx

Draw = Callable[[Mapping[str, Any]], Drawing]

DRAWINGS: dict[str, Draw] = {
    "weekly": lambda data: Drawing(weekly_chart(data), _name(data, "week.png"), "photo"),
    "burnup": lambda data: Drawing(burnup_chart(data), _name(data, "goal.png"), "photo"),
    "comparison": lambda data: Drawing(comparison_chart(data), _name(data, "before-after.png"), "photo"),
    "exchange": lambda data: Drawing(exchange_chart(data), _name(data, "who-sent-whom.png"), "photo"),
    "agreement": lambda data: Drawing(agreement_pdf(data), _name(data, "agreement.pdf"), "document"),
    "pitch": lambda data: Drawing(pitch_pdf(data), _name(data, "pitch.pdf"), "document"),
    "calendar": lambda data: Drawing(calendar_ics(data), _name(data, "dates.ics"), "document"),
    "sheet": lambda data: Drawing(sheet_pdf(data), _name(data, "cards.pdf"), "document"),
    "measures_xlsx": lambda data: Drawing(measures_xlsx(data), _name(data, "numbers.xlsx"), "document"),
    "measures_csv": lambda data: Drawing(measures_csv(data), _name(data, "numbers.csv"), "document"),
    "book_xlsx": lambda data: Drawing(workbook_xlsx(data), _name(data, "promo.xlsx"), "document"),
    "book_csv": lambda data: Drawing(book_csv(data), _name(data, "promo.csv"), "document"),
    "book_json": lambda data: Drawing(book_json(data), _name(data, "promo.json"), "document"),
    "book_pdf": lambda data: Drawing(report_pdf(data), _name(data, "report.pdf"), "document"),
    "qr": lambda data: Drawing(qr_png(data), _name(data, "qr.png"), "photo"),
}


def draw(name: str, data: Mapping[str, Any]) -> Drawing:
    """Draw by name. `data["file_name"]`, if there, names the file; the rest is that drawing's TypedDict."""
    return DRAWINGS[name](data)


def _name(data: Mapping[str, Any], otherwise: str) -> str:
    return str(data.get("file_name") or otherwise)


__all__ = ["DRAWINGS", "Draw", "Drawing", "draw"]
