"""The idea of a promo on one A4 page, told to the partner: what it gains comes first, what is asked of it last.

A long pitch is set smaller, and only what does not fit then either runs over to a second page. What is left out
or None takes no room. The same data gives the same bytes.
"""

import segno

from bot.rendering.qr import QUIET_ZONE
from bot.rendering.typesetting import typeset
from templates.drawn.documents import Pitch


def pitch_pdf(data: Pitch) -> bytes:
    """Draw a `Pitch`; its QR code survives 15 % of damage (level M)."""
    code = segno.make(data["next"]["link"], error="m", micro=False)
    svg = code.svg_inline(border=QUIET_ZONE, dark="#14213d", light="#ffffff")
    return typeset("pitch", {**data, "svg": svg}, "pdf", drawn_at=int(data["created_at"]))
