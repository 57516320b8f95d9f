"""Before, during and after: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from bot.rendering.typesetting import typeset
from templates.drawn.pictures import ComparisonPicture


def comparison_chart(data: ComparisonPicture) -> bytes:
    """Draw a `ComparisonPicture`."""
    return typeset("comparison", data, "png")
