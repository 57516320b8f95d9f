"""A form that was left half-way is remembered once, a day later."""

from __future__ import annotations

from datetime import timedelta

from domain.plan import Due
from handlers.context import Context, Work
from handlers.form_view import resume_button
from storage import due, forms
from storage.forms import Form

NUDGE_AFTER = timedelta(hours=24)


async def plan(context: Context, form: Form) -> None:
    at = context.now + NUDGE_AFTER
    await due.plan(context.tx, (Due("form_nudge", str(form.id), "1", at, context.now + 3 * NUDGE_AFTER),))


async def nudge(work: Work, subject: str, period: str) -> None:
    """A day later, once: the form still waits."""
    row = await forms.owner_of(work.tx, int(subject))
    if row is None:
        return
    form = await forms.find(work.tx, int(subject), row["person_id"])
    if form:
        reader = work.reader(row)
        work.tell(reader, "forms.nudge", title=form.answers.get("title") or form.answers.get("name"),
                  buttons=[[resume_button(form)]], key=f"form_nudge:{subject}", again=False)  # fmt: skip
