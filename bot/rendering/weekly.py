"""The weekly report's picture: a PNG of 1080 × 1080 pixels.

All words come translated and formatted, with no-break spaces where a line must not end ("+21 %"). What is not
known is not drawn: no goal, no goal bar; no last week, no dots; a part that is left out or None leaves its
room to the bars. A sum over days or businesses of which one did not report ends in "+".
"""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

from bot.rendering.typesetting import typeset

Day = int | Literal["closed", "out"] | None
"""Customers of one business on one day. None: no report (never zero); "out": a day outside the promo."""


class WeeklyBusiness(TypedDict):
    name: str
    days: list[Day]  # seven, Monday first
    total: NotRequired[str | None]  # as the legend shows it; without it, the sum of the known days


class GoalBar(TypedDict):
    label: str  # "Goal: 84 of 200 (42 %)"
    done: int | float
    target: int | float
    time_gone: NotRequired[float | None]  # 0…1, where the tick stands
    time_label: NotRequired[str | None]  # under the tick
    pace: NotRequired[str | None]  # "At this pace 168"


class WeeklyChart(TypedDict):
    title: str
    subtitle: NotRequired[str | None]
    headline: NotRequired[str | None]  # "46"
    headline_note: NotRequired[str | None]  # up to two lines beside it
    days: list[str]  # seven short names, Monday first: "Mon 7"
    businesses: list[WeeklyBusiness]  # two to five; colours by their order, so keep it from week to week
    missing_label: str  # key of the hatched block
    closed_label: str  # key of the cross
    last_week: NotRequired[list[int | None] | None]  # seven totals
    last_week_label: NotRequired[str | None]
    goal: NotRequired[GoalBar | None]
    footer: NotRequired[str | None]


def weekly_chart(data: Mapping[str, Any]) -> bytes:
    """Draw a `WeeklyChart`."""
    return typeset("weekly", data, "png")
