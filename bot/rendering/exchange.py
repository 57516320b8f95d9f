"""Who sent whom: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from bot.rendering.typesetting import typeset
from templates.drawn.pictures import ExchangePicture


def exchange_chart(data: ExchangePicture) -> bytes:
    """Draw an `ExchangePicture`."""
    return typeset("exchange", data, "png")
