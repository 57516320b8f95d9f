"""The weekly report's picture: a PNG of 1080 × 1080 pixels.

All words come translated and formatted, with no-break spaces where a line must not end ("+21 %"). What is not
known is not drawn: no goal, no goal bar; no last week, no dots; a part that is left out or None leaves its
room to the bars. A sum over days or businesses of which one did not report ends in "+".
"""

from bot.rendering.typesetting import typeset
from templates.drawn.pictures import WeeklyChart


def weekly_chart(data: WeeklyChart) -> bytes:
    """Draw a `WeeklyChart`."""
    return typeset("weekly", data, "png")
