"""Wrong codes: counted for the person and for each of their businesses, locked out for longer each time (G24)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from domain.codes import redemption
from domain.rights import Person
from handlers.context import Context, Work
from handlers.recipients import tell_owners
from storage.business import businesses
from storage.codes import lockout


class Unseen(Struct, frozen=True):
    """Why a code is not shown: `text` is a template block. `until`: codes may not be tried before."""

    text: str
    until: datetime | None
    zone: str


async def locked(context: Context) -> bool:
    """Whether codes may not be tried now; then that is all that is said, whatever the code."""
    unseen = await in_force(context.work, context.person)
    if unseen:
        answer(context, unseen)
    return unseen is not None


async def wrong(context: Context) -> None:
    """A wrong code, and the answer to it."""
    answer(context, await strike(context.work, context.person))


async def in_force(work: Work, person: Person) -> Unseen | None:
    until = await lockout.locked_until(work.tx, person, work.now)
    return Unseen("codes/code.locked", until, await _zone(work, person)) if until else None


async def strike(work: Work, person: Person) -> Unseen:
    """An unknown code and one that is none of this person's business: the same words, and a strike."""
    ends = [await _strike(work, person, None)]
    for business_id in await lockout.businesses(work.tx, person):
        ends.append(await _strike(work, person, business_id))
    until = max((end for end in ends if end), default=None)
    return Unseen("codes/code.unknown", until, await _zone(work, person))


async def _strike(work: Work, person: Person, business_id: int | None) -> datetime | None:
    """The end of the lockout, if this was the last guess."""
    count = await lockout.strike(work.tx, person.id, business_id, work.now)
    level, end = await lockout.last_lock(work.tx, person.id, business_id)
    lock = redemption.lock(count, level, end, work.now)
    if lock is None:
        return None
    number = await lockout.lock(work.tx, person.id, business_id, level=lock[0], now=work.now, until=lock[1])
    if business_id is not None:
        await tell_owners(
            work,
            (business_id,),
            "codes/code.guessing",
            key=f"guessing:{number}",
            but=person.id,
            name=person.name,
            until=lock[1],
            zone=await _zone(work, person),
        )
    return lock[1]


async def _zone(work: Work, person: Person) -> str:
    """Of the person's first business, for the hour that is named."""
    own = await lockout.businesses(work.tx, person)
    business = await businesses.find(work.tx, own[0]) if own else None
    return business.zone if business else work.app.default_zone


def answer(context: Context, unseen: Unseen) -> None:
    """A message answers a message, a toast a press: there is room for one sentence."""
    said: dict[str, Any] = {"until": unseen.until, "zone": unseen.zone}
    if context.incoming.is_press:
        context.toast("codes/code.locked" if unseen.until else unseen.text, alert=True, **said)
    else:
        context.say(unseen.text, **said)
