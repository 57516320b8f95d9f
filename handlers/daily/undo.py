"""Taking a report back."""

from __future__ import annotations

from datetime import date

from domain.daily import taking_back
from domain.daily.facts import ReportEntry, ReportingPlace
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.daily import old_days
from handlers.daily.places import own_day, own_post_of
from handlers.results import corrections
from storage.daily import daily_reports


async def undo(context: Context) -> None:
    """/undo: the person's last entry."""
    row = await daily_reports.last_own(context.tx, context.person.id)
    post = await own_post_of(context, row) if row else None
    if row is None or post is None:
        context.say("daily/report.nothing_to_undo")
        return
    await _undo(context, post, row.day, row.revision)


async def on_undo(context: Context) -> None:
    found = await own_day(context)
    if found:
        context.toast()
        await _undo(context, *found, number_of(context.pressed[3]))


async def _undo(context: Context, post: ReportingPlace, day: date, revision: int) -> None:
    """Put the day back to what stood before those numbers, while the week is open."""
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, day, day)
    current = next((entry for entry in entries if entry.day == day), None)
    if current is None or current.revision != revision or current.state == "withdrawn":
        context.say("daily/report.nothing_to_undo")
        return
    said = await daily_reports.revision(context.tx, post.promo_id, post.location_id, day, current.origin)
    refusal = _refusal(context, post, day, said)
    if refusal:
        context.say(refusal)
        return
    before = await daily_reports.revision(context.tx, post.promo_id, post.location_id, day, current.origin - 1)
    entry = taking_back.undo(current, before, context.person.id)
    if await old_days.waits(context, post, current, entry):
        return
    await daily_reports.save(context.tx, post, entry, context.now)
    await corrections.noticed(context.work, post, entry.day, context.person.id)
    context.say("daily/report.undone", entry=entry, place=post.place)


def _refusal(context: Context, post: ReportingPlace, day: date, said: ReportEntry | None) -> str | None:
    """Owners may; others only what they said themselves, and not after the week was reported."""
    if context.person.is_owner(post.business_id):
        return None
    if said is None or said.person_id != context.person.id:
        return "daily/report.not_your_entry"
    return "daily/report.week_is_closed" if context.now >= taking_back.week_closes(post, day) else None
