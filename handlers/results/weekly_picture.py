"""The data of the weekly picture: bars by day, or by week in a long promo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.results import weekly
from domain.results.weekly import WeeklyReport
from templates.drawn.pictures import Day, WeeklyBusiness, WeeklyChart
from templates.format import values
from templates.render import plain


def picture(language: str, words: Mapping[str, Any], report: WeeklyReport) -> WeeklyChart:
    """The same as the caption says, for the drawing: words ready, numbers as numbers."""

    def say(block: str) -> str:
        return plain(f"results/weekly.{block}", language, **words)

    pace = words["pace"]
    days, businesses, last_week = (_by_day if words["by_day"] else _by_week)(report, language)
    return {
        "title": words["title"],
        "subtitle": say("subtitle"),
        "headline": _figure(report.used, language),
        "headline_note": say("headline_note"),
        "days": days,
        "businesses": businesses,
        "last_week": last_week,
        "last_week_label": say("last_week"),
        "missing_label": say("no_report"),
        "closed_label": say("closed"),
        "goal": {
            "label": say("goal_label"),
            "done": pace.done,
            "target": pace.target,
            "time_gone": float(pace.gone),
            "time_label": say("time_label"),
            "pace": say("pace_label"),
        }
        if pace
        else None,
        "footer": say("coverage"),
    }


def _figure(count: int | None, language: str) -> str:
    return "–" if count is None else values.number(count, language)


Bars = tuple[list[str], list[WeeklyBusiness], list[int | None] | None]
"""What stands under the bars, the bars themselves, and the dots of last week."""


def _by_day(report: WeeklyReport, language: str) -> Bars:
    names = [_day_name(mark.day, language) for mark in report.sides[0].days]
    sides: list[WeeklyBusiness] = [
        {"name": side.name, "days": [_mark(mark) for mark in side.days]} for side in report.sides
    ]
    return names, sides, list(report.before_by_weekday) if report.before_by_weekday else None


BARS = 7


def _by_week(report: WeeklyReport, language: str) -> Bars:
    """Where partners see totals only: a bar for each of the last weeks, the rest of the room empty."""
    first = max(report.week.number - BARS, 0) + 1
    numbers = range(first, first + BARS)
    names = [plain("results/weekly.week_short", language, n=n) if n <= report.weeks else "" for n in numbers]
    out: list[Day] = ["out"]
    sides: list[WeeklyBusiness] = [
        {
            "name": side.name,
            "days": [*side.weeks[-BARS:], *out * (BARS - len(side.weeks))],
            "total": _figure(side.used, language),
        }
        for side in report.sides
    ]
    return names, sides, None


def _day_name(day: date, language: str) -> str:
    return f"{values.weekday_short(day, language)} {day.day}"


def _mark(mark: weekly.DayMark) -> Day:
    """What the picture draws for a day: a number, nothing reported, a day off."""
    if mark.kind is weekly.DayKind.REPORTED:
        return mark.customers
    if mark.kind is weekly.DayKind.MISSING:
        return None
    return "out" if mark.kind in (weekly.DayKind.OUT, weekly.DayKind.PAUSED) else "closed"
