"""What happened to a promo, in order: proposals, versions, objections, comments, signatures, moves."""

from __future__ import annotations

from domain.agreement.signing import reaction_hours
from handlers.asked import not_yours
from handlers.buttons import Button, to_card
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.agreement import history, promos
from storage.business import businesses

PAGE = 12


async def on_history(context: Context) -> None:
    """The latest page first; older ones by a button."""
    promo = await promos.find_any(context.tx, context.pressed[0], context.person.owns)
    if promo is None:
        not_yours(context)
        return
    context.toast()
    page = number_of(context.pressed[1])
    events = await history.events(context.tx, promo.id, PAGE + 1, page * PAGE)
    own = await businesses.find(context.tx, promo.business_id)
    proposed, answers = await history.reaction(context.tx, promo.id)
    older = [Button("◀ Earlier", "hist", (promo.id, page + 1))] if len(events) > PAGE else []
    newer = [Button("Later ▶", "hist", (promo.id, page - 1))] if page else []
    context.edit(
        "agreement/history.page",
        title=promo.title,
        events=events[PAGE - 1 :: -1],
        zone=own.zone if own else context.app.default_zone,
        hours=reaction_hours(proposed, answers),
        buttons=[[*older, *newer], [to_card(promo.id)]],
    )
