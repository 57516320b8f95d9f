"""Being found by others: each business decides, and may change its mind."""

from __future__ import annotations

from handlers.asked import not_yours
from handlers.business.profile import switch
from handlers.context import Context
from handlers.matching import pairs
from storage.matching import discovery


async def on_be_found(context: Context) -> None:
    """Nothing is shown to others until an owner has pressed yes."""
    number, what = context.pressed[:2]
    business = await pairs.own(context, number)
    if business is None or what not in ("yes", "no"):
        not_yours(context)
        return
    if not await discovery.switch(context.tx, business, what == "yes", context.now, context.person.id):
        context.toast("matching/ideas.as_it_is")
        return
    context.toast()
    now = await pairs.own(context, number)
    context.say(
        "matching/ideas.found" if what == "yes" else "matching/ideas.hidden",
        name=business.name,
        city=business.city,
        buttons=[[switch(now)]] if now else (),
    )
