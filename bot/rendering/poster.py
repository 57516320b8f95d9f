"""What hangs and lies about for customers: a poster as A4 and A5 with a card for the shelf, and a picture for a story.

Every size is one drawing. What people typed is set smaller rather than cut. The same data gives the same bytes.
"""

import base64
from typing import Any

import segno

from bot.rendering.typesetting import typeset
from templates.drawn.documents import Poster


def poster_pdf(data: Poster) -> bytes:
    """Draw a `Poster`; its code survives 25 % of damage (level Q), as it hangs in the sun and the rain."""
    return typeset("poster", with_code(data), "pdf", drawn_at=int(data["created_at"]))


def story_png(data: Poster) -> bytes:
    """The same `Poster`, 1080 × 1920 pixels."""
    return typeset("story", with_code(data), "png")


def with_code(data: Poster) -> dict[str, Any]:
    logos = [list(base64.b64decode(logo)) for logo in data.get("logos", ())]
    return {**data, **code_in_modules(data["link"]), "logos": logos}


def code_in_modules(link: str) -> dict[str, Any]:
    code = segno.make(link, error="q", micro=False)
    svg = code.svg_inline(border=0, dark="#14213d", light="#ffffff")
    return {"svg": svg, "modules": code.symbol_size(border=0)[0]}
