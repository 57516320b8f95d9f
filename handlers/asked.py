"""What a button or command names, as far as it is the asker's; anything else is answered "not yours"."""

from __future__ import annotations

from datetime import date

from domain.calendar import local_day
from domain.schedule.plan import Place
from domain.states import AGREED, State
from handlers.context import Context
from storage.agreement import promos
from storage.agreement.promos import Promo


async def counted_promo(context: Context, promo_id: str) -> Promo | None:
    """The asker's own promo, once it is agreed."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.terms is None or promo.state not in AGREED:
        context.toast("menu/start.not_yours", alert=True)
        return None
    return promo


def today_of(context: Context, promo: Promo, places: tuple[Place, ...]) -> date:
    """The day where the asker's business is."""
    zone = next((p.zone for p in places if p.business_id == promo.business_id), context.app.default_zone)
    return local_day(context.now, zone)


SHOWN = AGREED | {State.CANCELLED}
"""What was spent for a cancelled promo is spent."""


async def agreed_promo(context: Context, promo_id: str) -> Promo | None:
    """A signed promo of the asker's; anything else is refused, in whatever way they asked."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is not None and promo.terms is not None and promo.state in SHOWN:
        return promo
    if context.incoming.callback_query:
        context.toast("menu/start.not_yours", alert=True)
    else:
        context.say("menu/start.not_yours")
    return None
