"""What the clock asks of a location: the question at closing, a nudge in the morning, then the owner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from domain.calendar import closing_at, local_day, quiet, to_utc
from domain.daily.facts import ReportingPlace, closing_question
from domain.prompt import Prompt
from domain.schedule.due_names import Nth, PlaceSubject
from domain.schedule.plan import MORNING, Due
from domain.schedule.reporting_days import owes
from domain.states import COUNTING
from handlers.buttons import Button
from handlers.context import Context, Work
from handlers.daily import open_parts
from handlers.daily.buttons import numbers
from handlers.daily.places import own_day
from handlers.recipients import catch_up, remind
from storage import people
from storage.agreement import history, promos
from storage.codes import use_counts
from storage.daily import daily_reports, reporting_places
from storage.people import Recipient
from storage.queues import schedule

SNOOZE = timedelta(hours=1)
SNOOZED_LIVES = timedelta(hours=9)
EVENING = timedelta(hours=2)
"""So long after closing the evening's words still come, however dark it is."""


async def still_open(work: Work, subject: str, period: str) -> tuple[ReportingPlace, date] | None:
    """The place and day, if the promo still counts, the shop is not closed for good and owes that day's report."""
    place, day = PlaceSubject.read(subject), Nth.read(period).day
    post = await reporting_places.post(work.tx, place.promo_id, place.location_id)
    if post is None or post.shut or post.state not in COUNTING or not post.starts <= day <= post.ends:
        return None
    if not owes(await within(work, post), day, await history.pauses(work.tx, post.promo_id)):
        return None
    entries = await daily_reports.recent(work.tx, post.promo_id, post.location_id, day, day)
    done = any(entry.day == day and entry.state != "withdrawn" for entry in entries)
    return None if done else (post, day)


async def within(work: Work, post: ReportingPlace) -> ReportingPlace:
    """The place with the days that the terms give it."""
    promo = await promos.by_clock(work.tx, post.promo_id)
    days = promo.terms.days_at(post.business_id, post.location_id) if promo else None
    return replace(post, days=days)


async def to_ask(work: Work, post: ReportingPlace) -> Sequence[Recipient]:
    """The staff of the location, or its owners while it has none."""
    return await people.staff(work.tx, post.location_id) or await people.owners(work.tx, post.business_id)


async def _now(work: Work, those: Sequence[Recipient]) -> list[Recipient]:
    """Without those who get a word about several days at once, after the bot was down."""
    waiting = [one for one in those if await schedule.waits(work.tx, "catch_up", str(one.person_id))]
    return [one for one in those if one not in waiting]


def by_hours(work: Work, person: Recipient, post: ReportingPlace) -> datetime:
    """Now, or when the person may be reminded next."""
    return person.hours.next(work.now, post.zone)


async def ask(work: Work, subject: str, period: str) -> None:
    """At closing, everybody at the location; the first answer counts for all. Who has days to catch up with hears of
    this one among them. Late and at night nobody is asked: the reminder comes in the morning."""
    found = await still_open(work, subject, period)
    if found is None:
        return
    post, day = found
    late = work.now - closing_at(day, post.closes, post.zone) > EVENING
    if late and quiet(work.now, post.zone) != work.now:
        return
    those = await to_ask(work, post)
    now = await _now(work, those)
    if not late:
        await schedule.plan(work.tx, [catch_up(work, one.person_id, work.now) for one in those if one not in now])
    for person in now:
        await _question(
            work, post, day, person, f"{closing_question(post.promo_id, post.location_id, day)}{person.language}:"
        )


async def ask_again(work: Work, subject: str, period: str) -> None:
    """An hour after "In 1 h", only the person who pressed it."""
    found = await still_open(work, subject, period)
    person_id = PlaceSubject.read(subject).person_id
    if found:
        post, day = found
        for person in await to_ask(work, post):
            if person.person_id == person_id:
                await _question(work, post, day, person, f"again:{post.promo_id}:{post.location_id}:{period}:")


async def _question(work: Work, post: ReportingPlace, day: date, person: Recipient, key: str) -> None:
    await people.listen_if_free(work.tx, person.person_id, Prompt.of("day", post.promo_id, post.location_id, day))
    redeemed = await use_counts.by_codes(work.tx, post, day)
    work.tell(
        work.reader(person),
        "daily/report.question",
        place=post.place,
        title=post.title,
        day=day,
        redeemed=redeemed,
        buttons=numbers(post, day, redeemed, work.now),
        key=f"{key}{person.person_id}",
        again=False,
    )


async def nudge(work: Work, subject: str, period: str) -> None:
    """Next morning, once."""
    found = await still_open(work, subject, period)
    if found is None:
        await _ask_for_parts(work, subject, period)
        return
    post, day = found
    for person in await _now(work, await to_ask(work, post)):
        at = by_hours(work, person, post)
        if at > work.now:
            whom = str(PlaceSubject(post.promo_id, post.location_id, person.person_id))
            later = Due("ask_again", whom, str(Nth(str(day))), at, at + SNOOZED_LIVES)
            await schedule.plan(work.tx, [later])
        else:
            await _nudge(work, post, day, person)


async def _ask_for_parts(work: Work, subject: str, period: str) -> None:
    """Of a day that was reported: what the terms report too and nobody has said yet."""
    place = PlaceSubject.read(subject)
    post = await reporting_places.post(work.tx, place.promo_id, place.location_id)
    if post and post.state in COUNTING and not post.shut:
        those = [one for one in await to_ask(work, post) if by_hours(work, one, post) <= work.now]
        await open_parts.remind(work, post, Nth.read(period).day, those)


async def _nudge(work: Work, post: ReportingPlace, day: date, person: Recipient) -> None:
    await people.listen_if_free(work.tx, person.person_id, Prompt.of("day", post.promo_id, post.location_id, day))
    redeemed = await use_counts.by_codes(work.tx, post, day)
    tomorrow = Button("Tomorrow", "morrow", (post.promo_id, post.location_id, day))
    work.tell(
        work.reader(person),
        "daily/report.nudge",
        place=post.place,
        title=post.title,
        day=day,
        redeemed=redeemed,
        again=False,
        buttons=[*numbers(post, day, redeemed, work.now), [tomorrow]],
        key=f"nudge:{post.promo_id}:{post.location_id}:{day}:{person.person_id}",
    )


async def escalate(work: Work, subject: str, period: str) -> None:
    """Two hours later the owner, in private; with an answer they can give themselves."""
    found = await still_open(work, subject, period)
    if found is None or not await people.staff(work.tx, found[0].location_id):
        return
    post, day = found
    for owner in await _now(work, await people.owners(work.tx, post.business_id)):
        remind(
            work,
            owner,
            post.zone,
            "daily/report.escalation",
            place=post.place,
            title=post.title,
            day=day,
            lives=SNOOZED_LIVES,
            buttons=[[Button("Enter it", "fix", (post.promo_id, post.location_id, day))]],
            key=f"escalate:{post.promo_id}:{post.location_id}:{day}:{owner.person_id}",
        )


async def on_in_an_hour(context: Context) -> None:
    """In 1 h: ask this person again, twice at most."""
    found = await own_day(context)
    if found:
        await _snooze(context, *found, context.now + SNOOZE, "daily/report.snoozed")


async def on_tomorrow(context: Context) -> None:
    """Tomorrow morning; it counts as one of the two times."""
    found = await own_day(context)
    if found:
        tomorrow = local_day(context.now, found[0].zone) + timedelta(days=1)
        await _snooze(context, *found, to_utc(tomorrow, MORNING, found[0].zone), "daily/report.snoozed_tomorrow")


async def _snooze(context: Context, post: ReportingPlace, day: date, at: datetime, said: str) -> None:
    subject = str(PlaceSubject(post.promo_id, post.location_id, context.person.id))
    if post.shut:
        context.toast("menu/start.old_button")
        return
    if await schedule.waits(context.tx, "ask_again", subject):
        context.toast("daily/report.snoozed_already")
        return
    again = [Due("ask_again", subject, str(Nth(str(day), n)), at, at + SNOOZED_LIVES) for n in (1, 2)]
    planned = await schedule.known(context.tx, "ask_again", subject, [one.period for one in again])
    fresh = [one for one in again if one.period not in planned][:1]
    await schedule.plan(context.tx, fresh)
    context.toast(said if fresh else "daily/report.no_more_snooze")
