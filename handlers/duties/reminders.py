"""Duties and the clock: made from the terms, given to people, reminded of, late."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.calendar import local_day, quiet, to_utc
from domain.duties import duty as rules
from domain.duties.duty import MOST_SNOOZES, REMINDED, Changes, Doers, ReminderStep, TrackedDuty
from domain.schedule.due_names import DutySubject, Nth, StepOfDay
from domain.schedule.plan import MORNING, Due
from domain.schedule.reporting_days import Pause
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.duties.duty_list import facts, own, to_do
from handlers.recipients import reader_of
from handlers.recipients import remind as remind_person
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.duties import duties
from storage.groups import groups
from storage.people import Member, Recipient
from storage.queues import schedule

HOUR = timedelta(hours=1)


async def follow(work: Work, promo: Promo) -> None:
    """Bring the duties in step with the terms in force, and their reminders with their days."""
    zones = await zones_of(work, promo.id)
    today = local_day(work.now, next(iter(zones.values()), work.app.default_zone))
    kept = await duties.kept(work.tx, promo.id)
    await _change(work, promo.id, rules.follow(kept, rules.promised(promo.terms), today), zones)


async def cancelled(work: Work, promo_id: str) -> None:
    """Nothing is to be done any more but to take away what advertises it."""
    zones = await zones_of(work, promo_id)
    today = local_day(work.now, next(iter(zones.values()), work.app.default_zone))
    kept = await duties.kept(work.tx, promo_id)
    await _change(work, promo_id, rules.follow(kept, rules.after_cancelling(kept, today), today), zones)


async def zones_of(work: Work, promo_id: str) -> dict[int, str]:
    """The time zone of each side, the initiator's first."""
    parties = await promos.parties(work.tx, promo_id)
    shops = {shop.id: shop.zone for shop in await businesses.some(work.tx, [p.business_id for p in parties])}
    return {party.business_id: shops[party.business_id] for party in parties}


async def _change(work: Work, promo_id: str, changes: Changes, zones: dict[int, str]) -> None:
    for one in changes.add:
        number = await duties.add(work.tx, promo_id, one, await _key_person(work, one.business_id), work.now)
        await schedule.plan(work.tx, rules.reminders(number, one.due, zones[one.business_id]))
    for number, one in changes.move:
        await duties.move(work.tx, number, one, work.now)
        await schedule.plan(work.tx, rules.reminders(number, one.due, zones[one.business_id]))
    for number in changes.drop:
        await duties.drop(work.tx, number, work.now)


async def _key_person(work: Work, business_id: int) -> int | None:
    staff = await people.of_business(work.tx, business_id)
    return next((one.person_id for one in staff if one.role == "key"), None)


async def _open(work: Work, number: int) -> TrackedDuty | None:
    """The duty, while it is open and its promo speaks of it."""
    row = await duties.by_clock(work.tx, number)
    return row if row and row.open and row.promo_state in REMINDED else None


async def remind(work: Work, subject: str, period: str) -> None:
    """One step of a duty that is still open and still due on that day."""
    planned = StepOfDay.read(period)
    row, step = await _open(work, int(subject)), ReminderStep(planned.step)
    if row is None or row.due != planned.day:
        return
    if step is ReminderStep.GROUP:
        await _tell_group(work, row)
        return
    team = await _team(work, row)
    for person_id in rules.told(step, _doers(row, team), await duties.nudged(work.tx, row.id)):
        await _nudge(work, row, team[person_id], step, f"duty:{row.id}:{period}:{person_id}")


async def _team(work: Work, row: TrackedDuty) -> dict[int, Recipient]:
    """The staff of the business whom it reaches, then its owners."""
    staff = [one for one in await people.of_business(work.tx, row.business_id) if not one.blocked]
    owners = await people.owners(work.tx, row.business_id)
    return {one.person_id: one for one in [*staff, *owners]}


def _doers(row: TrackedDuty, team: dict[int, Recipient]) -> Doers:
    given = row.person_id if row.person_id in team else None
    staff = {number: one for number, one in team.items() if isinstance(one, Member)}
    keys = tuple(number for number, one in staff.items() if one.role == "key")
    return Doers(given, keys, tuple(number for number in team if number not in staff))


async def _nudge(work: Work, row: TrackedDuty, person: Recipient, step: str, key: str) -> None:
    """Counted with the person, as nobody is nudged more than twice."""
    await duties.note(work.tx, row.id, "reminded", work.now, person.person_id)
    remind_person(
        work,
        person,
        row.zone,
        f"duties/duties.remind_{step}",
        **facts(row),
        buttons=to_do(row),
        key=key,
        lives=rules.OF_A_DAY,
    )


async def after_pause(work: Work, promo_id: str, pause: Pause) -> None:
    """An open duty of which a reminder fell into the pause: once, to whoever does it."""
    zones = await zones_of(work, promo_id)
    for one in await duties.kept(work.tx, promo_id):
        planned = rules.reminders(one.id, one.promised.due, zones.get(one.promised.business_id, work.app.default_zone))
        row = await _open(work, one.id) if any(step.at in pause for step in planned) else None
        if row:
            await _remind_after_pause(work, row, f"duty_resumed:{row.id}:{pause.until}")


async def _remind_after_pause(work: Work, row: TrackedDuty, key: str) -> None:
    team = await _team(work, row)
    for person_id in rules.told(ReminderStep.TODAY, _doers(row, team), await duties.nudged(work.tx, row.id)):
        await _nudge(work, row, team[person_id], "after_pause", f"{key}:{person_id}")


async def _tell_group(work: Work, row: TrackedDuty) -> None:
    """The business is named, never a person; only while the promo is under way."""
    group = await groups.of_promo(work.tx, row.promo_id)
    zone = next(iter((await zones_of(work, row.promo_id)).values()), work.app.default_zone)
    if group and not group.lost_at:
        at = quiet(work.now, zone)
        work.tell(
            reader_of(group),
            "duties/duties.late_in_group",
            **facts(row),
            key=f"duty:{row.id}:{row.due}:group",
            not_before=at,
            expires=at + rules.OF_A_DAY,
            again=False,
        )


async def on_later(context: Context) -> None:
    """In 1 h, or tomorrow at 09:00: only the person who pressed it, twice at most."""
    row = await own(context)
    if row is None:
        return
    subject = str(DutySubject(row.id, context.person.id))
    periods = [str(Nth(str(row.due), n)) for n in range(1, MOST_SNOOZES + 1)]
    known = await schedule.known(context.tx, "duty_again", subject, periods)
    free = [period for period in periods if period not in known]
    if not row.open:
        context.toast("duties/duties.done_already")
    elif not free or await schedule.waits(context.tx, "duty_again", subject):
        context.toast("duties/duties.no_more_snooze" if not free else "duties/duties.snoozed")
    else:
        at = _again_at(context, row)
        await schedule.plan(context.tx, [Due("duty_again", subject, free[0], at, at + rules.OF_A_DAY)])
        context.toast("duties/duties.snoozed")


def _again_at(context: Context, row: TrackedDuty) -> datetime:
    zone = row.zone
    if context.pressed[1] == "hour":
        return context.person.hours.next(context.now + HOUR, zone)
    return to_utc(local_day(context.now, zone) + timedelta(days=1), MORNING, zone)


async def remind_again(work: Work, subject: str, period: str) -> None:
    """After a snooze."""
    snoozed = DutySubject.read(subject)
    row = await _open(work, snoozed.duty_id)
    person = (await _team(work, row)).get(snoozed.person_id) if row else None
    if row and person and row.due == Nth.read(period).day:
        remind_person(
            work,
            person,
            row.zone,
            "duties/duties.remind_again",
            **facts(row),
            buttons=to_do(row),
            lives=rules.OF_A_DAY,
            key=f"duty_again:{subject}:{period}",
        )


async def on_give(context: Context) -> None:
    """An owner says who does it: somebody of the staff, or the owners."""
    row = await own(context)
    if row is None:
        return
    if not context.person.is_owner(row.business_id) or not row.open:
        not_yours(context)
        return
    context.toast()
    staff = await people.of_business(context.tx, row.business_id)
    chosen = context.pressed[1]
    person = next((one for one in staff if one.person_id == number_of(chosen)), None)
    if person or chosen == "0":
        await _give(context, row, person)
    else:
        names = [(one.name, one.person_id) for one in staff[:20]]
        rows = [[Button(name, "give", (row.id, number), own=True)] for name, number in names]
        rows.append([Button("The owners", "give", (row.id, 0))])
        context.say("duties/duties.who", **facts(row), buttons=rows)


async def _give(context: Context, row: TrackedDuty, person: Member | None) -> None:
    await duties.give(context.tx, row.id, person.person_id if person else None, context.person.id, context.now)
    context.edit("duties/duties.given", **facts(row), name=person.name if person else "")
    if person and person.person_id != context.person.id:
        context.work.tell(
            context.work.reader(person),
            "duties/duties.given_to_you",
            **facts(row),
            buttons=to_do(row),
            not_before=person.hours.next(context.now, row.zone),
        )
