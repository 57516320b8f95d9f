"""A link as a QR code with a title and a few lines: a PNG of 800 × 1000 pixels."""

import segno

from bot.rendering.typesetting import typeset
from templates.drawn.pictures import QrCard

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


def qr_png(data: QrCard) -> bytes:
    """Draw a `QrCard`; the code survives 15 % of damage (level M)."""
    code = segno.make(data["link"], error="m", micro=False)
    modules = code.symbol_size(border=QUIET_ZONE)[0]
    svg = code.svg_inline(border=QUIET_ZONE, dark="#14213d", light="#ffffff")
    return typeset("qr", {**data, "svg": svg, "modules": modules}, "png")
