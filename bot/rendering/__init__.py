"""Everything drawn: data in, bytes out. Synchronous, safe in worker threads; knows no language, no rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal

from bot.rendering.drawing import Drawing

Draw = Callable[[Any], bytes]

DRAWINGS: Mapping[str, tuple[str, str, Literal["photo", "document"]]] = {
    "weekly": ("weekly.weekly_chart", "week.png", "photo"),
    "burnup": ("burnup.burnup_chart", "goal.png", "photo"),
    "comparison": ("comparison.comparison_chart", "before-after.png", "photo"),
    "exchange": ("exchange.exchange_chart", "who-sent-whom.png", "photo"),
    "agreement": ("agreement.agreement_pdf", "agreement.pdf", "document"),
    "pitch": ("pitch.pitch_pdf", "pitch.pdf", "document"),
    "calendar": ("calendar_file.calendar_ics", "dates.ics", "document"),
    "sheet": ("sheet.sheet_pdf", "cards.pdf", "document"),
    "poster": ("poster.poster_pdf", "poster.pdf", "document"),
    "story": ("poster.story_png", "story.png", "document"),
    "till": ("till.till_pdf", "till.pdf", "document"),
    "measures_xlsx": ("measures.measures_xlsx", "numbers.xlsx", "document"),
    "measures_csv": ("measures.measures_csv", "numbers.csv", "document"),
    "book_xlsx": ("workbook.workbook_xlsx", "promo.xlsx", "document"),
    "book_csv": ("exported.book_csv", "promo.csv", "document"),
    "book_json": ("exported.book_json", "promo.json", "document"),
    "book_pdf": ("report.report_pdf", "report.pdf", "document"),
    "qr": ("qr.qr_png", "qr.png", "photo"),
}
"""Name → the function that draws it (in its module of this package), what the file is called, how it is carried."""


def draw(name: str, data: Mapping[str, object]) -> Drawing:
    """Draw by name. `data["file_name"]`, if there, names the file; the rest is its shape in `templates/`.

    A module, and the libraries that it draws with, is loaded when it draws for the first time: most starts need none.
    """
    place, file_name, kind = DRAWINGS[name]
    module, function = place.split(".")
    drawn: Draw = getattr(import_module(f"bot.rendering.{module}"), function)
    return Drawing(drawn(data), str(data.get("file_name") or file_name), kind)


__all__ = ["DRAWINGS", "Draw", "Drawing", "draw"]
