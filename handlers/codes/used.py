"""Word of used codes, for whoever handed them out: wanted by few, so off until asked for, and one message a day."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec.structs import replace

from domain.calendar import to_utc
from domain.schedule.plan import Due
from handlers.buttons import Button
from handlers.context import Context, Reader, Work
from storage import people
from storage.codes import used
from storage.queues import schedule

MORNING = time(9)


def opening(on: bool) -> list[list[Button]]:
    """The button in the settings."""
    if on:
        return [[Button("Word of used codes: on", "uses", ("off",))]]
    return [[Button("Word of used codes: off", "uses", ("on",))]]


async def on_wish(context: Context) -> None:
    wish = context.pressed[0] == "on"
    await people.hear_uses(context.tx, context.person.id, wish)
    context.person = replace(context.person, hears_uses=wish)
    context.toast()
    context.edit("codes/used.from_now_on", on=wish)


async def note(work: Work, digits: str, day: date, zone: str) -> None:
    """A code was used: the morning after, its giver may hear of the day."""
    person_id = await used.listener(work.tx, digits)
    if person_id:
        at = to_utc(day + timedelta(days=1), MORNING, zone)
        await schedule.plan(work.tx, (Due("used", f"{person_id}@{zone}", day.isoformat(), at),))


async def tell(work: Work, subject: str, period: str) -> None:
    """As it stands then: uses that were given back meanwhile are not told."""
    number, _, zone = subject.partition("@")
    person = await people.by_id(work.tx, int(number))
    day = date.fromisoformat(period)
    codes = await used.on_day(work.tx, person, day) if person and person.hears_uses else []
    if person and codes:
        reader = Reader(person.telegram_id, person.language, person_id=person.id)
        at = person.hours.next(work.now, zone)
        key = f"used:{person.id}:{day}"
        work.tell(reader, "codes/used.of_day", key=key, not_before=at, again=False, joins=True, day=day, codes=codes)
