"""Putting a promo's dates into the schedule, and moving them when a shop's hours change."""

from __future__ import annotations

from domain.lifecycle import readiness, resume
from domain.measures import weeks
from domain.schedule import plan
from domain.states import State
from handlers.context import Work
from handlers.duties import reminders
from handlers.ending import zone_of
from handlers.staff import training
from storage.agreement import history, promos, transitions
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.queues import schedule

AHEAD = (State.SIGNED, State.RUNNING, State.PAUSED)


async def plan_ahead(work: Work, promo: Promo) -> None:
    """All that the promo has ahead, and what its people do and learn; what has happened stays as it was."""
    initiator = await promos.by_clock(work.tx, promo.id)
    business = await businesses.find(work.tx, initiator.business_id) if initiator else None
    if initiator and business:
        places = await businesses.places(work.tx, promo.id)
        taking_part = plan.taking_part(promo.terms, places)
        await transitions.leave_out(work.tx, promo.id, [p.location_id for p in places if p not in taking_part])
        await schedule.plan(work.tx, plan.promo(promo.terms, places, business.zone))
        zones = await reminders.zones_of(work, promo.id)
        await schedule.plan(work.tx, [one for one in readiness.reminders(promo.terms, zones) if one.at > work.now])
        await schedule.plan(work.tx, weeks.reminders(promo.terms, zones))
        await reminders.follow(work, promo)
        await training.teach(work, initiator)
        await plan_pause_end(work, promo.id)


async def plan_pause_end(work: Work, promo_id: str) -> None:
    """Of the pause that it is in, if the terms in force end it before the promo's last day."""
    promo = await promos.by_clock(work.tx, promo_id)
    pauses = await history.pauses(work.tx, promo_id)
    if promo is None or promo.state is not State.PAUSED:
        return
    zone = await zone_of(work, promo_id)
    day = resume.pause_ends(promo.terms, pauses[-1].since, zone)
    if day and day <= promo.terms.ends:
        await schedule.plan(work.tx, resume.after_pause(promo_id, len(pauses), day, zone))


async def hours_changed(work: Work, business_id: int) -> None:
    """A shop was added or keeps other hours: its promos ask at the new times."""
    for promo in await promos.mine(work.tx, frozenset({business_id})):
        if promo.state in AHEAD:
            await plan_ahead(work, promo)
