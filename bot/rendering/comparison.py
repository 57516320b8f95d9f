"""Before, during and after: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from bot.rendering.typesetting import typeset


class ComparisonRow(TypedDict):
    name: str
    values: list[float | None]  # before, during, after; None: not known, hatched
    labels: list[str]  # the same as people read them
    change: str | None  # "+50 %"
    met: bool | None


class Comparison(TypedDict):
    """What `comparison` of templates/comparison_parts.typ draws, at any width; `comparison-height` says how high."""

    phases: list[str]  # three
    rows: list[ComparisonRow]  # one to eleven
    more: str | None  # "+1 more in Results"


class ComparisonPicture(Comparison):
    title: str
    subtitle: NotRequired[str | None]
    footer: NotRequired[str | None]


def comparison_chart(data: Mapping[str, Any]) -> bytes:
    """Draw a `ComparisonPicture`."""
    return typeset("comparison", data, "png")
