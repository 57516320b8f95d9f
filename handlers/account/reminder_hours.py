"""When reminders may come to a person: 09:00–20:00 by their shop's clock, unless they chose otherwise."""

from __future__ import annotations

from datetime import time

from domain import reading
from domain.calendar import Hours
from domain.reading import Problem
from handlers.buttons import Button, Rows
from handlers.context import Context
from storage import people
from templates.format import values

ASK = "when"
USUAL = {
    "8-18": Hours(time(8), time(18)),
    "9-20": Hours(),
    "10-22": Hours(time(10), time(22)),
    "all": Hours(time(0), time(0)),
}


def opening(hours: Hours) -> list[list[Button]]:
    """The button in the settings."""
    if hours.always:
        return [[Button("Reminders: at any hour", "hours", (ASK,))]]
    return [[Button("Reminders: %(hours)s", "hours", (ASK,), words={"hours": values.hours(hours)})]]


async def on_hours(context: Context) -> None:
    """Which hours, then the answer."""
    chosen = USUAL.get(context.pressed[0])
    if chosen:
        context.toast()
        await _keep(context, chosen)
        context.edit("account/settings.hours_kept", hours=chosen)
    elif context.pressed[0] == ASK:
        context.toast()
        await context.expect_reply("hours")
        context.edit("account/settings.hours", hours=context.person.hours, buttons=_choices())
    else:
        context.toast("menu/start.old_button")


def _choices() -> Rows:
    *spans, always = USUAL
    return [
        [Button(values.hours(USUAL[name]), "hours", (name,), own=True) for name in spans],
        [Button("At any hour", "hours", (always,))],
    ]


async def answer(context: Context) -> None:
    """Two times, typed."""
    hours = reading.hours(context.text)
    if isinstance(hours, Problem):
        context.say(
            ("forms/problems.problem", "account/settings.hours"),
            problem=hours,
            hours=context.person.hours,
            buttons=_choices(),
        )
        return
    await _keep(context, hours)
    context.say("account/settings.hours_kept", hours=hours)


async def _keep(context: Context, hours: Hours) -> None:
    await context.expect_nothing()
    await people.remind_within(context.tx, context.person.id, hours)
