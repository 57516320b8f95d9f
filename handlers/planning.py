"""Putting a promo's dates into the schedule, and moving them when a shop's hours change."""

from __future__ import annotations

from domain import measuring, plan, readiness
from domain.lifecycle import State
from handlers import duty_reminders, training
from handlers.context import Work
from storage import businesses, due, promo_moves, promos
from storage.promos import Promo

AHEAD = (State.SIGNED, State.RUNNING, State.PAUSED)


async def plan_ahead(work: Work, promo: Promo) -> None:
    """All that the promo has ahead, and what its people do and learn; what has happened stays as it was."""
    initiator = await promos.by_clock(work.tx, promo.id)
    business = await businesses.find(work.tx, initiator.business_id) if initiator else None
    if promo.terms and initiator and business:
        places = await businesses.places(work.tx, promo.id)
        taking_part = plan.taking_part(promo.terms, places)
        await promo_moves.leave_out(work.tx, promo.id, [p.location_id for p in places if p not in taking_part])
        await due.plan(work.tx, plan.promo(promo.terms, places, business["zone"]))
        zones = await duty_reminders.zones_of(work, promo.id)
        await due.plan(work.tx, [one for one in readiness.reminders(promo.terms, zones) if one.at > work.now])
        await due.plan(work.tx, measuring.reminders(promo.terms, zones))
        await duty_reminders.follow(work, promo)
        await training.teach(work, initiator)


async def hours_changed(work: Work, business_id: int) -> None:
    """A shop was added or keeps other hours: its promos ask at the new times."""
    for promo in await promos.mine(work.tx, frozenset({business_id})):
        if promo.state in AHEAD:
            await plan_ahead(work, promo)
