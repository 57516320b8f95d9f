"""When reminders may come to a person: 09:00–20:00 by their shop's clock, unless they chose otherwise."""

from __future__ import annotations

from datetime import time

from domain import reading
from domain.calendar import Hours
from domain.reading import Problem
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from storage import people
from templates import formats

USUAL = (Hours(time(8), time(18)), Hours(), Hours(time(10), time(22)), Hours(time(0), time(0)))


def opening(hours: Hours) -> list[list[Button]]:
    """The button in the settings."""
    if hours.always:
        return [[Button("Reminders: at any hour", "hours")]]
    return [[Button("Reminders: %(hours)s", "hours", words={"hours": formats.hours(hours)})]]


async def press(context: Context) -> None:
    """Which hours; a pressed pair of full hours is the answer."""
    context.toast()
    first, until = context.pressed[:2]
    if not first:
        await people.listen(context.tx, context.person.id, "hours")
        context.edit("settings.hours", hours=context.person.hours, buttons=_choices())
    elif first.isdigit() and until.isdigit() and int(first) < 24 and int(until) < 24:
        hours = Hours(time(number_of(first)), time(number_of(until)))
        await _keep(context, hours)
        context.edit("settings.hours_kept", hours=hours)


def _choices() -> Rows:
    spans = [one for one in USUAL if not one.always]
    return [
        [Button(formats.hours(one), "hours", (one.first.hour, one.until.hour), own=True) for one in spans],
        [Button("At any hour", "hours", (0, 0))],
    ]


async def answer(context: Context) -> None:
    """Two times, typed."""
    hours = reading.hours(context.text)
    if isinstance(hours, Problem):
        context.say(
            ("problems.problem", "settings.hours"), problem=hours, hours=context.person.hours, buttons=_choices()
        )
        return
    await _keep(context, hours)
    context.say("settings.hours_kept", hours=hours)


async def _keep(context: Context, hours: Hours) -> None:
    await people.listen(context.tx, context.person.id, "")
    await people.remind_within(context.tx, context.person.id, hours)
