"""After a pause: what fell into it and is still needed is asked or said once, and nothing of it that is not."""

from __future__ import annotations

from datetime import timedelta

from domain.agreement.terms import Terms
from domain.calendar import quiet, to_utc
from domain.schedule import plan
from domain.schedule.due_names import WeekPost
from domain.schedule.plan import MORNING, Due
from domain.schedule.reporting_days import Pause
from handlers.context import Work
from handlers.daily import catch_up
from handlers.daily import reminders as daily_reminders
from handlers.duties import reminders as duties_reminders
from storage.agreement import history
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import reporting_places
from storage.queues import schedule

NEXT_DAY = timedelta(days=1)


async def resumed(work: Work, promo: Promo) -> None:
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
                [daily_reminders.catch_up(work, one, daily_reminders.by_hours(work, one, post)) for one in those],
            )
