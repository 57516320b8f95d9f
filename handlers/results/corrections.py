"""A day of a week that was reported already has changed: the post is edited, with one line that says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from domain.calendar import promo_weeks, week_of
from domain.daily.facts import ReportingPlace
from domain.results.weekly import Missing, WeeklyReport
from domain.schedule.due_names import WeekPost
from domain.schedule.plan import Due
from domain.states import COUNTING
from handlers.buttons import keyboard
from handlers.context import Reader, Work
from handlers.recipients import readers
from handlers.results import weekly
from handlers.settlement import settlement
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.queues import outbox, schedule
from storage.queues.outbox import Keyed
from templates.render import render

TOGETHER = timedelta(minutes=10)
"""Several corrections within this time make one edit."""


async def noticed(work: Work, post: ReportingPlace, day: date, person_id: int) -> None:
    """After a day was saved: the settlement follows, and an edit is planned if the day's week was posted."""
    await settlement.report_changed(work, post, person_id)
    if day >= week_of(post.today(work.now)).first:
        return
    for week in promo_weeks(post.starts, post.ends):
        if day in week and await outbox.keyed(work.tx, f"week:{post.promo_id}:{week.number}:"):
            await _plan(work, post.promo_id, week.number)


async def _plan(work: Work, promo_id: str, number: int) -> None:
    at = _next(work.now)
    await schedule.plan(work.tx, [Due("week_again", promo_id, str(WeekPost(number, f"{at:%Y-%m-%dT%H:%M}")), at)])


def _next(now: datetime) -> datetime:
    """The end of the ten minutes that `now` is in."""
    return now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0) + TOGETHER


async def post_again(work: Work, subject: str, period: str) -> None:
    """Every post of that week, as it would be written now; one that has not left yet is corrected once it has."""
    promo, number = await promos.by_clock(work.tx, subject), WeekPost.read(period).number
    if promo is None or promo.state not in COUNTING:
        return
    report, facts = await weekly.figures(work, promo, promo.terms, number)
    said = weekly.words(promo, report, facts)
    posts = {row.chat_id: row for row in await outbox.keyed(work.tx, f"week:{promo.id}:{number}:")}
    if any(row.state in outbox.OPEN for row in posts.values()):
        await _plan(work, promo.id, number)
    for reader in await readers(work, promo):
        row = posts.get(reader.chat_id)
        if row and row.sent_at:
            corrected = await _changed(work, promo, report, row.sent_at)
            _edit(work, reader, promo, report=report, row=row, said=said | {"corrected": corrected})


async def _changed(work: Work, promo: Promo, report: WeeklyReport, since: datetime) -> list[Missing]:
    """Days that were said anew after the post had left."""
    days = await daily_reports.changed(work.tx, promo.id, report.week.first, report.week.last, since)
    names = {place.location_id: place.name for place in await businesses.places(work.tx, promo.id)}
    return [Missing(names[location], day) for location, day in days if location in names]


def _edit(work: Work, reader: Reader, promo: Promo, report: WeeklyReport, row: Keyed, said: dict[str, Any]) -> None:
    buttons = weekly.buttons_of(work, promo, report)
    picture = weekly.picture_of(reader, report, said)
    if picture is None:
        work.fold(reader, row.id, "results/weekly.caption", buttons=buttons, **said)
        return
    body = {
        "chat_id": reader.chat_id,
        "caption": render("results/weekly.caption", reader.language, **said),
        "parse_mode": "HTML",
        "reply_markup": keyboard(buttons, reader.language),
    }
    work.edit(reader.chat_id, "redraw", body, row.id, drawing=picture, urgency=outbox.BULK)
