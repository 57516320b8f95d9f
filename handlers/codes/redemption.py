"""Redeeming a code: exactly one press wins; whoever comes later is told when and where it was used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.codes import redemption
from domain.codes.redemption import Refused, Uses
from domain.daily.facts import ReportingPlace
from handlers.buttons import Button
from handlers.codes import code as codes_code
from handlers.codes import lockout
from handlers.context import Context
from handlers.recipients import tell_owners
from storage.codes import codes as stored
from storage.codes.codes import Code


async def on_redeem(context: Context) -> None:
    """Redeem, where there is one counter; with several it asks at which."""
    digits, location = context.pressed[:2]
    code = await codes_code.known(context, digits)
    if code is None:
        return
    places = await codes_code.counters(context, code)
    here = [post for post in places if str(post.location_id) == location] if location else list(places)
    if not here:
        await lockout.wrong(context)
    elif len(here) > 1:
        await _ask_where(context, code, here)
    else:
        await _at(context, code, here[0])


async def on_do_not_redeem(context: Context) -> None:
    context.toast()
    context.edit("codes/code.left")


async def _ask_where(context: Context, code: Code, places: list[ReportingPlace]) -> None:
    context.toast()
    rows = [[Button(post.place, "redeem", (code.digits, post.location_id), own=True)] for post in places]
    data = await codes_code.card(context.work, code, context.person.language)
    context.edit(("codes/code.card", "codes/code.where"), buttons=[*rows, [Button("No", "noredeem")]], **data)


async def _at(context: Context, code: Code, post: ReportingPlace) -> None:
    no = await codes_code.refused_at(context, code, post)
    if no is None:
        await _use(context, code, post)
    else:
        await _refuse(context, code, no)


async def _use(context: Context, code: Code, post: ReportingPlace) -> None:
    day = redemption.working_day(post, code.terms, context.now)
    before = await stored.uses(context.tx, code, post, day)
    message = context.message
    use = await stored.redeem(
        context.tx, code, post, day, context.person.id, context.now, message.chat.id, message.message_id
    )
    if use is None:
        await _refuse(context, await stored.find(context.tx, code.digits) or code, Refused("used"))
        return
    context.toast()
    what = redemption.what_at(code.offer, post.location_id) if code.offer else ""
    context.edit(
        "codes/code.redeemed",
        digits=code.digits,
        what=what,
        condition=code.offer and code.offer.condition,
        place=post.place,
        at=context.now,
        zone=post.zone,
    )
    await _warn(context, code, post, day, before)
    if code.issued_by == context.person.id:
        await tell_owners(
            context.work,
            (code.giver_id, post.business_id),
            "codes/code.own_use",
            key=f"own_use:{use}",
            name=context.person.name,
            digits=code.digits,
            what=what,
            place=post.place,
        )


async def _refuse(context: Context, code: Code, no: Refused) -> None:
    """Said at once and, unless this message tells of the use itself, written under the card."""
    context.toast("codes/code.no", alert=True, **codes_code.said_no(code, no))
    message = context.message
    if code.use and (code.use.chat_id, code.use.message_id) == (message.chat.id, message.message_id):
        return
    _, buttons, data = await codes_code.view(context, code)
    context.edit(("codes/code.card", "codes/code.no"), buttons=buttons, **(data | codes_code.said_no(code, no)))


async def _warn(context: Context, code: Code, post: ReportingPlace, day: date, before: Uses) -> None:
    """At 80 % of a limit the owners of the receiver and of all givers hear of it, once."""
    if code.in_force is None:
        return
    uses = replace(
        before, offer=before.offer + 1, day=before.day + 1, place=before.place + 1, receiver=before.receiver + 1
    )
    givers = {p.business_id for p in code.terms.parties if redemption.gives(code.terms, p.business_id, code.in_force)}
    for bound in redemption.bounds(code.in_force, post.location_id, uses):
        if bound.close:
            where = {"place": post.location_id, "total": 0}.get(bound.kind, post.business_id)
            await tell_owners(
                context.work,
                {post.business_id, *givers},
                "codes/code.close",
                key=f"close:{code.promo_id}:{code.number}:{bound.kind}:{bound.most}:{where}",
                bound=bound,
                title=code.title,
                what=code.in_force.what,
                place=post.place,
                currency=code.terms.currency,
            )
