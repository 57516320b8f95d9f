"""Redeeming a code: exactly one press wins; whoever comes later is told when and where it was used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.codes import redemption
from domain.codes.redemption import CodeRefusal, Uses
from domain.daily.facts import ReportingPlace
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes import code as codes_code
from handlers.codes import lockout
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from storage.business import businesses
from storage.codes import codes as stored
from storage.codes import redemptions
from storage.codes.codes import Code
from templates.catalogue import label
from templates.words.msgid import N_

NEW = {"new": True, "known": False}
"""What the button says of the customer."""
TAKE_BACK_FOR = timedelta(minutes=10)


async def on_redeem(context: Context) -> None:
    """Redeem, where there is one counter; with several it asks at which."""
    digits, location, kind = [*context.pressed, "", ""][:3]
    code = await codes_code.known(context, digits)
    if code is None:
        return
    places = await codes_code.counters(context, code)
    chosen = number_of(location)
    here = [post for post in places if post.location_id == chosen] if chosen else list(places)
    if not here:
        await lockout.wrong(context)
    elif len(here) > 1:
        await _ask_where(context, code, here, kind)
    else:
        await _at(context, code, here[0], NEW.get(kind))


async def on_do_not_redeem(context: Context) -> None:
    context.toast()
    context.edit("codes/code.left")


async def _ask_where(context: Context, code: Code, places: list[ReportingPlace], kind: str) -> None:
    context.toast()
    said = [kind] if kind in NEW else []
    rows = [[Button(post.place, "redeem", (code.digits, post.location_id, *said), own=True)] for post in places]
    data = await codes_code.card(context.work, code, context.person.language)
    context.edit(("codes/code.card", "codes/code.where"), buttons=[*rows, [Button("No", "noredeem")]], **data)


async def _at(context: Context, code: Code, post: ReportingPlace, new: bool | None) -> None:
    no = await codes_code.refused_at(context, code, post)
    if no is None:
        await _use(context, code, post, new)
    else:
        await _refuse(context, code, no)


async def _use(context: Context, code: Code, post: ReportingPlace, new: bool | None) -> None:
    day = redemption.working_day(post, code.terms, context.now)
    before = await redemptions.uses(context.tx, code, post, day)
    message = context.message
    use = await redemptions.redeem(
        context.tx,
        code,
        post,
        day=day,
        person_id=context.person.id,
        now=context.now,
        chat_id=message.chat.id,
        message_id=message.message_id,
        new=new,
    )
    if use is None:
        await _refuse(context, await stored.find(context.tx, code.digits) or code, CodeRefusal("used"))
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
        new=new,
        buttons=[[Button("Take it back", "takeback", (use,))]],
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


async def on_take_back(context: Context) -> None:
    """The cashier's own slip of the finger, while it is fresh; later an owner gives a use back, with a reason."""
    use = await redemptions.own_use(context.tx, number_of(context.pressed[0]), context.person.id)
    if use is None:
        context.toast("codes/code.changed_since", alert=True)
        return
    if context.now - use.at > TAKE_BACK_FOR:
        sides = await businesses.some(context.tx, sorted({use.giver_id, use.business_id}))
        context.toast("codes/code.too_late_to_take_back", alert=True, names=[side.name for side in sides])
        return
    why = label(N_("A mistake at the till"), context.person.language)
    await redemptions.give_back(context.tx, number_of(context.pressed[0]), context.person.id, why, context.now)
    await settlement.figures_changed(context.work, use.promo_id, "void", context.person.id)
    context.toast()
    context.edit("codes/code.taken_back", digits=use.digits)


async def _refuse(context: Context, code: Code, no: CodeRefusal) -> None:
    """Said at once and, unless this message tells of the use itself, written under the card."""
    context.toast("codes/code.no", alert=True, **codes_code.said_no(code, no))
    message = context.message
    if code.use and (code.use.chat_id, code.use.message_id) == (message.chat.id, message.message_id):
        return
    _, buttons, data = await codes_code.view(context, code)
    said = data | codes_code.said_no(code, no) | {"says_what": False}
    context.edit(("codes/code.no", "codes/code.card"), buttons=buttons, **said)


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
