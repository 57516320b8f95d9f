"""Taking a report back: what stands then, and until when its author may."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from domain.calendar import promo_weeks, to_utc
from domain.daily.facts import ReportEntry, ReportingPlace


def undo(current: ReportEntry, before: ReportEntry | None, person_id: int) -> ReportEntry:
    """The revision that puts a day back to what stood before; with nothing before, the day is unreported again."""
    if before is None:
        return replace(current, revision=current.revision + 1, state="withdrawn", restores=None, person_id=person_id)
    return replace(before, revision=current.revision + 1, restores=before.origin, person_id=person_id)


def week_closes(post: ReportingPlace, day: date) -> datetime:
    """When the week of that day is reported to the group: from then on only an owner takes entries back."""
    week = next((week for week in promo_weeks(post.starts, post.ends) if day in week), None)
    last = week.last if week else day
    return to_utc(last + timedelta(days=8 - last.isoweekday()), time(9), post.zone)
