"""Who sent whom: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from bot.rendering.typesetting import typeset


class ReferralArrow(TypedDict):
    sender: int | None  # a place in `businesses`; None where nothing tells
    receiver: int
    count: int | None  # None: no report, hatched
    label: str  # "19 of 30", "no data"
    short: str  # the same in a table: "19+"
    more: bool  # reports are missing
    met: bool | None  # the agreed minimum


class Exchange(TypedDict):
    """What `exchange` of templates/exchange_parts.typ draws, at any width; `exchange-height` says how high."""

    businesses: list[str]  # two to five; colours and numbers by their order
    flows: list[ReferralArrow]  # by sender; up to nine are bars, more a table
    minimum: int | None
    minimum_label: str
    unknown_label: str  # instead of a sender
    missing_label: str
    axis_label: str  # "from ↓ to →"


class ExchangePicture(Exchange):
    title: str
    subtitle: NotRequired[str | None]
    footer: NotRequired[str | None]


def exchange_chart(data: Mapping[str, Any]) -> bytes:
    """Draw an `ExchangePicture`."""
    return typeset("exchange", data, "png")
