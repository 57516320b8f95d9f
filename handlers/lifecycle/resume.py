"""After a pause, which somebody or the clock ends: what fell into it and is still needed is asked or said once, and
nothing of it that is not."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.agreement.terms import Terms
from domain.calendar import quiet, to_utc
from domain.lifecycle.resume import may_resume, pause_ends
from domain.schedule import plan
from domain.schedule.due_names import Nth, WeekPost
from domain.schedule.plan import MIDNIGHT, MORNING, Due
from domain.schedule.reporting_days import Pause
from domain.states import Refusal, State
from handlers import recipients
from handlers.asked import own_promo
from handlers.context import Context, Work
from handlers.daily import catch_up
from handlers.daily import reminders as daily_reminders
from handlers.duties import reminders as duties_reminders
from handlers.ending import zone_of
from handlers.lifecycle.announcements import name_of, tell_all
from storage.agreement import history, promos, transitions
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import reporting_places
from storage.queues import schedule

NEXT_DAY = timedelta(days=1)


async def on_resume(context: Context) -> None:
    """Whoever paused knows when it can go on; the terms may let the others say it too."""
    promo = await own_promo(context, context.pressed[0])
    if promo is None:
        return
    refusal = await refused(context.work, promo)
    if refusal:
        context.toast(f"lifecycle/pause_and_cancel.{refusal.reason}", alert=True)
        return
    context.toast()
    await _go_on(context.work, promo, context.now, person_id=context.person.id, business_id=promo.business_id)
    await tell_all(
        context.work,
        promo,
        "lifecycle/pause_and_cancel.resumed",
        context.person.id,
        who=name_of(promo, promo.business_id),
    )
    context.say("lifecycle/pause_and_cancel.you_resumed", title=promo.title)


async def refused(work: Work, promo: Promo) -> Refusal | None:
    """Why that side may not end the pause."""
    by = await transitions.paused_by(work.tx, promo.id)
    return may_resume(promo.state, promo.business_id, by, promo.terms.resumed_by)


async def _go_on(
    work: Work, promo: Promo, at: datetime, *, person_id: int | None = None, business_id: int | None = None
) -> None:
    await transitions.move(work.tx, promo, State.RUNNING, at, person_id=person_id, business_id=business_id)
    await _caught_up(work, promo)


async def eve(work: Work, subject: str, period: str) -> None:
    """Everybody hears it the day before."""
    promo = await _paused(work, subject, period)
    if promo:
        await tell_all(work, promo, "lifecycle/pause_and_cancel.goes_on_tomorrow", None, day=Nth.read(period).day)


async def by_itself(work: Work, subject: str, period: str) -> None:
    promo = await _paused(work, subject, period)
    if promo:
        await _go_on(work, promo, to_utc(Nth.read(period).day, MIDNIGHT, await zone_of(work, subject)))
        await tell_all(work, promo, "lifecycle/pause_and_cancel.went_on", None, days=promo.terms.pause_days)


async def _paused(work: Work, promo_id: str, period: str) -> Promo | None:
    """The promo, while it is in that pause and the terms in force still end it on that day."""
    promo, planned = await promos.by_clock(work.tx, promo_id), Nth.read(period)
    if promo is None or promo.state is not State.PAUSED:
        return None
    pauses = await history.pauses(work.tx, promo_id)
    over = pause_ends(promo.terms, pauses[-1].since, await zone_of(work, promo_id))
    return promo if (planned.number, planned.day) == (len(pauses), over) else None


async def _caught_up(work: Work, promo: Promo) -> None:
    """Weeks that were to be posted, days before the pause that nobody was reminded of, duties."""
    pauses = await history.pauses(work.tx, promo.id)
    if pauses:
        await _weeks(work, promo, promo.terms, pauses[-1])
        await _days(work, promo, promo.terms, pauses[-1])
        await duties_reminders.after_pause(work, promo.id, pauses[-1])


async def _weeks(work: Work, promo: Promo, terms: Terms, pause: Pause) -> None:
    business = await businesses.find(work.tx, promo.business_id)
    zone = business.zone if business else work.app.default_zone
    at = quiet(work.now, zone)
    missed = [one for one in plan.weeks(terms, zone) if one.at in pause]
    await schedule.plan(
        work.tx, [Due("week", promo.id, str(WeekPost(int(one.period), str(at.date()))), at) for one in missed]
    )


async def _days(work: Work, promo: Promo, terms: Terms, pause: Pause) -> None:
    """One word to each who would have been reminded, about all that is missing."""
    for place in plan.at_work(plan.counting(terms, await businesses.places(work.tx, promo.id))):
        post = await reporting_places.post(work.tx, promo.id, place.location_id)
        days = await catch_up.missing_days(work, post) if post else ()
        if post and any(to_utc(day + NEXT_DAY, MORNING, place.zone) in pause for day in days):
            those = await daily_reminders.to_ask(work, post)
            await schedule.plan(
                work.tx,
                [recipients.catch_up(work, one.person_id, daily_reminders.by_hours(work, one, post)) for one in those],
            )
