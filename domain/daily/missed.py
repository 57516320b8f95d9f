"""Days of a place that should have a report by now and have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.calendar import closing_at
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.daily.report import LATE_DAYS
from domain.schedule.reporting_days import Pause, owed


def missing(
    post: ReportingPlace, entries: Sequence[ReportEntry], now: datetime, pauses: Sequence[Pause] = ()
) -> tuple[date, ...]:
    """Of the days of the last week that have closed; `entries`: the newest revision of each recent day."""
    today = post.today(now)
    first, last = max(post.starts, today - timedelta(days=LATE_DAYS)), min(post.ends, today)
    done = {entry.day for entry in entries if entry.state != "withdrawn"}
    days = owed(post, first, last, pauses)
    return tuple(day for day in days if day not in done and closing_at(day, post.closes, post.zone) <= now)
