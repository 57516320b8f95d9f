"""Settling although reports of a receiver are missing: what hangs on them counts once both sides say so."""

from __future__ import annotations

from domain.states import EVER_AGREED
from handlers.asked import own_promo
from handlers.buttons import Button, shorten
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from handlers.settlement.inputs import OVER
from storage.agreement.promos import Promo
from storage.settlement import settlements as stored


async def on_settle_without(context: Context) -> None:
    """This side's yes; with the other's the money is settled by what was reported."""
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo is None:
        return
    receiver = promo.terms.party_of(number_of(context.pressed[1]))
    if receiver is None or promo.state not in OVER:
        context.toast("settlement/settlement.not_over" if receiver else "menu/start.not_yours", alert=True)
        return
    mine = [p.business_id for p in promo.terms.parties if p.business_id in context.person.owns]
    news = [
        await stored.agree_without(
            context.tx, promo.id, receiver.business_id, business_id=side, person_id=context.person.id, now=context.now
        )
        for side in mine
    ]
    if not any(news):
        context.toast("settlement/settlement.said_already", alert=True)
        return
    context.toast()
    await _tell(context, promo, receiver.business_id, receiver.name)
    await settlement.figures_changed(context.work, promo.id, "without reports", context.person.id)
    await settlement.show(context, promo)


async def _tell(context: Context, promo: Promo, receiver: int, name: str) -> None:
    """Those who have not said so yet can say it too."""
    said = await stored.who_agrees_without(context.tx, promo.id)
    party = promo.terms.party_of(promo.business_id)
    others = [p.business_id for p in promo.terms.parties if (receiver, p.business_id) not in said]
    button = Button(
        "Settle without the reports of %(name)s", "without", (promo.id, receiver), words={"name": shorten(name, 24)}
    )
    await tell_owners(
        context.work,
        others,
        "settlement/settlement.they_settle_without",
        title=promo.title,
        who=party.name if party else "",
        name=name,
        buttons=[[button], [Button("Settlement", "settle", (promo.id,))]],
        key=f"without:{context.incoming.update_id}",
    )
