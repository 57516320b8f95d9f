"""What a button or command names, as far as it is the asker's; anything else is answered "not yours"."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from domain.calendar import local_day
from domain.schedule.plan import Place
from domain.states import State
from handlers.context import Context
from storage.agreement import promos
from storage.agreement.promos import Promo


async def own_promo(context: Context, promo_id: str, states: Container[State] = frozenset(State)) -> Promo | None:
    """The asker's own promo in one of these states; anything else is refused, in whatever way they asked."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is not None and promo.state in states:
        return promo
    not_yours(context)
    return None


def not_yours(context: Context) -> None:
    """The one answer to what is somebody else's, unknown, or not there at this stage."""
    if context.incoming.is_press:
        context.toast("menu/start.not_yours", alert=True)
    else:
        context.say("menu/start.not_yours")


def today_of(context: Context, promo: Promo, places: tuple[Place, ...]) -> date:
    """The day where the asker's business is."""
    zone = next((p.zone for p in places if p.business_id == promo.business_id), context.app.default_zone)
    return local_day(context.now, zone)
