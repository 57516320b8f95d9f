"""After a pause: what fell into it and is still needed is asked or said once, and nothing of it that is not."""

from __future__ import annotations

from datetime import timedelta

from domain import plan
from domain.calendar import quiet, to_utc
from domain.plan import MORNING, Due
from domain.reporting_days import Pause
from domain.terms import Terms
from handlers import catching_up, closing, duty_reminders
from handlers.context import Work
from storage import businesses, daily_reports, due, history
from storage.promos import Promo

NEXT_DAY = timedelta(days=1)


async def resumed(work: Work, promo: Promo) -> None:
    """Weeks that were to be posted, days before the pause that nobody was reminded of, duties."""
    pauses = await history.pauses(work.tx, promo.id)
    if promo.terms and pauses:
        await _weeks(work, promo, promo.terms, pauses[-1])
        await _days(work, promo, promo.terms, pauses[-1])
        await duty_reminders.after_pause(work, promo.id, pauses[-1])


async def _weeks(work: Work, promo: Promo, terms: Terms, pause: Pause) -> None:
    business = await businesses.find(work.tx, promo.business_id)
    zone = business["zone"] if business else work.app.default_zone
    at = quiet(work.now, zone)
    missed = [one for one in plan.weeks(terms, zone) if one.at in pause]
    await due.plan(work.tx, [Due("week", promo.id, f"{one.period}@{at.date()}", at) for one in missed])


async def _days(work: Work, promo: Promo, terms: Terms, pause: Pause) -> None:
    """One word to each who would have been reminded, about all that is missing."""
    for place in plan.at_work(plan.counting(terms, await businesses.places(work.tx, promo.id))):
        post = await daily_reports.post(work.tx, promo.id, place.location_id)
        days = await catching_up.missing_days(work, post) if post else ()
        if post and any(to_utc(day + NEXT_DAY, MORNING, place.zone) in pause for day in days):
            those = await closing.to_ask(work, post)
            await due.plan(work.tx, [closing.catch_up(work, one, closing.by_hours(work, one, post)) for one in those])
