"""The way to the goal: a PNG of 1080 × 1080 pixels. All words come translated, all figures formatted."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from bot.rendering.typesetting import typeset


class WeekMark(TypedDict):
    at: int  # days from the start
    label: str  # "7 Dec"


class ScaleMark(TypedDict):
    value: int
    label: str


class Course(TypedDict):
    """What `burn-up` of templates/burnup_parts.typ draws, at any width; values are pieces or minor units."""

    days: int  # of the promo
    gone: int  # days that are over
    done: int
    target: int
    expected: int | None  # at the end, at this pace; None when it is over
    top: int  # the highest value that is shown whole
    pieces: list[list[list[int]]]  # lines through [days gone, total], broken where nothing is known
    missing: list[int]  # days from 0 without a report
    weeks: list[WeekMark]
    scale: list[ScaleMark]
    done_label: str
    target_label: str  # "Goal: 200"
    expected_label: str | None
    until_label: str
    line_label: str  # keys of the lines
    plan_label: str
    pace_label: str
    missing_label: str


class BurnUpChart(Course):
    title: str
    subtitle: NotRequired[str | None]
    headline: NotRequired[str | None]  # "84 of 200"
    headline_note: NotRequired[str | None]
    footer: NotRequired[str | None]


def burnup_chart(data: Mapping[str, Any]) -> bytes:
    """Draw a `BurnUp`."""
    return typeset("burnup", data, "png")
