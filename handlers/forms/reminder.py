"""A form that was left half-way is remembered once, a day later."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.calendar import quiet
from domain.schedule.plan import Due
from handlers.context import Context, Work
from handlers.forms.view import resume_button
from handlers.recipients import remind
from storage import forms
from storage.forms import Form
from storage.queues import schedule

NUDGE_AFTER = timedelta(hours=24)


async def plan(context: Context, form: Form) -> None:
    await _plan(context.work, form.id, "1", context.now)


async def _plan(work: Work, form_id: int, period: str, left: datetime) -> None:
    """A day after it was left, by day."""
    at = quiet(left + NUDGE_AFTER, work.app.default_zone)
    await schedule.plan(work.tx, (Due("form_nudge", str(form_id), period, at, at + 2 * NUDGE_AFTER),))


async def nudge(work: Work, subject: str, period: str) -> None:
    """Once: the form still waits, and nobody has touched it for a day; otherwise a day after they did."""
    row = await forms.owner_of(work.tx, int(subject))
    if row is None:
        return
    form, left = await forms.find(work.tx, int(subject), row.person_id), row.changed_at
    if form and left + NUDGE_AFTER > work.now:
        await _plan(work, form.id, left.isoformat(), left)
    elif form:
        remind(
            work,
            row,
            work.app.default_zone,
            "forms/forms.nudge",
            buttons=[[resume_button(form)]],
            title=form.answers.get("title") or form.answers.get("name"),
            key=f"form_nudge:{subject}",
        )


async def sent(context: Context, form: Form) -> None:
    """What waits for others now is not half-way, although it may still be changed."""
    await schedule.cancel(context.tx, "form_nudge", str(form.id))
