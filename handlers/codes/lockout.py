"""Wrong codes: counted for the person and for each of their businesses, locked out for longer each time (G24)."""

from __future__ import annotations

from datetime import datetime

from domain.codes import redemption
from handlers.context import Context
from handlers.recipients import tell_owners
from storage.business import businesses
from storage.codes import lockout


async def locked(context: Context) -> bool:
    """Whether codes may not be tried now; then that is all that is said, whatever the code."""
    until = await lockout.locked_until(context.tx, context.person, context.now)
    if until:
        _answer(context, "codes/code.locked", until=until, zone=await _zone(context))
    return until is not None


async def wrong(context: Context) -> None:
    """An unknown code and one that is none of this person's business: the same words, and a strike."""
    ends = [await _strike(context, None)]
    for business_id in await lockout.businesses(context.tx, context.person):
        ends.append(await _strike(context, business_id))
    until = max((end for end in ends if end), default=None)
    _answer(context, "codes/code.unknown", until=until, zone=await _zone(context))


async def _strike(context: Context, business_id: int | None) -> datetime | None:
    """The end of the lockout, if this was the last guess."""
    count = await lockout.strike(context.tx, context.person.id, business_id, context.now)
    level, end = await lockout.last_lock(context.tx, context.person.id, business_id)
    lock = redemption.lock(count, level, end, context.now)
    if lock is None:
        return None
    number = await lockout.lock(
        context.tx, context.person.id, business_id, level=lock[0], now=context.now, until=lock[1]
    )
    if business_id is not None:
        await tell_owners(
            context.work,
            (business_id,),
            "codes/code.guessing",
            key=f"guessing:{number}",
            but=context.person.id,
            name=context.person.name,
            until=lock[1],
            zone=await _zone(context),
        )
    return lock[1]


async def _zone(context: Context) -> str:
    """Of the person's first business, for the hour that is named."""
    own = await lockout.businesses(context.tx, context.person)
    business = await businesses.find(context.tx, own[0]) if own else None
    return business.zone if business else context.app.default_zone


def _answer(context: Context, text: str, *, until: datetime | None, zone: str) -> None:
    """A message answers a message, a toast a press: there is room for one sentence."""
    if context.incoming.callback_query:
        context.toast("codes/code.locked" if until else text, alert=True, until=until, zone=zone)
    else:
        context.say(text, until=until, zone=zone)
