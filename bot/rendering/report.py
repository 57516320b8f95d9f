"""The report of a promo as A4 pages that an owner can show to a bank: figures, tables, pictures, the agreement."""

from bot.rendering.typesetting import typeset
from templates.drawn.documents import PrintedReport


def report_pdf(data: PrintedReport) -> bytes:
    """Draw a `Report`."""
    return typeset("report", data, "pdf", drawn_at=int(data["created_at"]))
