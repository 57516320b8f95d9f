"""The agreement as a document: A4 pages that a business can print, sign by and show a lawyer.

The same data gives the same bytes. The fingerprint stands unbroken in the text and in the keywords, so a
forwarded file can be recognised.
"""

from bot.rendering.typesetting import typeset
from templates.drawn.documents import Agreement


def agreement_pdf(data: Agreement) -> bytes:
    """Draw an `Agreement`."""
    return typeset("agreement", data, "pdf", drawn_at=int(data["created_at"]))
