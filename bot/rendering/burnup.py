"""The way to the goal: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from bot.rendering.typesetting import typeset
from templates.drawn.pictures import BurnUpChart


def burnup_chart(data: BurnUpChart) -> bytes:
    """Draw a `BurnUp`."""
    return typeset("burnup", data, "png")
