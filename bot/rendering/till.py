"""A sheet to hang beside the till: one A4 page for cashiers. The same data gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from bot.rendering.poster import with_code
from bot.rendering.typesetting import typeset


class TillOffer(TypedDict):
    what: str
    note: str  # the condition, and where it is used if not here


class TillPart(TypedDict):
    head: str
    offers: list[TillOffer]
    steps: list[str]


class TillSheet(TypedDict):
    lang: str
    created_at: int  # UNIX seconds: the date of the document
    title: str
    names: list[str]  # of the businesses
    dates: str
    parts: list[TillPart]
    slip: str  # what to do after a mistake
    scan: str  # what the QR code is for
    link: str


def till_pdf(data: Mapping[str, Any]) -> bytes:
    """Draw a `TillSheet`."""
    return typeset("till", with_code(data), "pdf", drawn_at=int(data["created_at"]))
