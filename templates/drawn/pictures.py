"""What each picture takes: all words translated, all figures formatted."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

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


class WeekMark(TypedDict):
    at: int  # days from the start
    label: str  # "7 Dec"


class ScaleMark(TypedDict):
    value: int
    label: str


class Course(TypedDict):
    """What `burn-up` of parts/burnup.typ draws, at any width; values are pieces or minor units."""

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


class ComparisonRow(TypedDict):
    name: str
    values: list[float | None]  # before, during, after; None: not known, hatched
    labels: list[str]  # the same as people read them
    change: str | None  # "+50 %"
    met: bool | None


class Comparison(TypedDict):
    """What `comparison` of parts/comparison.typ draws, at any width; `comparison-height` says how high."""

    phases: list[str]  # three
    rows: list[ComparisonRow]  # one to eleven
    more: str | None  # "+1 more in Results"


class ComparisonPicture(Comparison):
    title: str
    subtitle: NotRequired[str | None]
    footer: NotRequired[str | None]


class ReferralArrow(TypedDict):
    sender: int | None  # a place in `businesses`; None where nothing tells
    receiver: int
    count: int | None  # None: no report, hatched
    label: str  # "19 of 30", "no data"
    short: str  # the same in a table: "19+"
    more: bool  # reports are missing
    met: bool | None  # the agreed minimum


class Exchange(TypedDict):
    """What `exchange` of parts/exchange.typ draws, at any width; `exchange-height` says how high."""

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


class QrCard(TypedDict):
    link: str
    title: str
    lines: list[str]  # up to four are drawn
