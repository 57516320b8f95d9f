"""A sheet to hang beside the till: one A4 page for cashiers. The same data gives the same bytes."""

from __future__ import annotations

from bot.rendering.poster import code_in_modules
from bot.rendering.typesetting import typeset
from templates.drawn.documents import TillSheet


def till_pdf(data: TillSheet) -> bytes:
    """Draw a `TillSheet`."""
    return typeset("till", {**data, **code_in_modules(data["link"])}, "pdf", drawn_at=int(data["created_at"]))
