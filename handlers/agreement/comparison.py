"""Who gives and gets what, one screen for all sides, before anybody signs."""

from __future__ import annotations

from collections.abc import Sequence

from domain.agreement.comparison import SideBalance, balance
from handlers.agreement import views
from handlers.asked import not_yours
from handlers.buttons import TO_TABLE, Button
from handlers.context import Context
from storage.agreement import promos


async def on_comparison(context: Context) -> None:
    promo = await promos.on_the_table(context.tx, context.pressed[0], context.person.owns)
    if promo is None:
        not_yours(context)
        return
    context.toast()
    sides = balance(promo.terms)
    context.edit(
        "agreement/comparison.screen",
        title=promo.title,
        version=promo.version,
        sides=sides,
        terms=promo.terms,
        view=await views.of_terms(context.work, promo.terms),
        room=room(sides),
        buttons=[[Button("◀ Back", "promo", (promo.id, TO_TABLE))]],
    )


def room(sides: Sequence[SideBalance]) -> int:
    """How long each text may be."""
    return 500 // len(sides)
