"""Redeeming a code: exactly one press wins; whoever comes later is told when and where it was used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from domain.codes import redemption
from domain.codes.redemption import CodeRefusal, Uses
from domain.daily.facts import ReportingPlace
from domain.rights import Person
from handlers.account import shift
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes import code as codes_code
from handlers.codes import lockout, used
from handlers.context import Context, Work
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
    places = await codes_code.counters(context.work, context.person, code)
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
    done = await use_up(context.work, context.person, code, post, Tap(*context.stands_at, new=new))
    if isinstance(done, CodeRefusal):
        await _refuse(context, await stored.find(context.tx, code.digits) or code, done)
        return
    context.toast()
    rows = [[Button("Take it back", "takeback", (done.use,))]]
    context.edit("codes/code.redeemed", buttons=rows, **said_done(context.work, code, post, done))
    await shift.ask_if_open(context)


class Tap(Struct, frozen=True):
    """The press: where its button stands, what it says of the customer, and what the counter's page calls it."""

    chat_id: int
    message_id: int = 0
    new: bool | None = None
    request: str | None = None


class Redeemed(Struct, frozen=True):
    """The number of the use, and what the customer gets."""

    use: int
    what: str
    new: bool | None


def said_done(work: Work, code: Code, post: ReportingPlace, done: Redeemed) -> dict[str, Any]:
    return {
        "digits": code.digits,
        "what": done.what,
        "condition": code.offer and code.offer.condition,
        "place": post.place,
        "at": work.now,
        "zone": post.zone,
        "new": done.new,
    }


async def use_up(work: Work, person: Person, code: Code, post: ReportingPlace, tap: Tap) -> Redeemed | CodeRefusal:
    """Use the code at that counter, which must be one of the person's; the owners are told what they should know."""
    no = await codes_code.refused_at(work, code, post)
    if no:
        return no
    day = redemption.working_day(post, code.terms, work.now)
    before = await redemptions.uses(work.tx, code, post, day)
    use = await redemptions.redeem(
        work.tx,
        code,
        post,
        day=day,
        person_id=person.id,
        now=work.now,
        chat_id=tap.chat_id,
        message_id=tap.message_id,
        new=tap.new,
        request=tap.request,
    )
    if use is None:
        return CodeRefusal("used")
    done = Redeemed(use, redemption.what_at(code.offer, post.location_id) if code.offer else "", tap.new)
    await _warn(work, code, post, day, before)
    await used.note(work, code.digits, day, post.zone)
    if code.issued_by == person.id:
        await _tell_own_use(work, person, code, post, done)
    return done


async def _tell_own_use(work: Work, person: Person, code: Code, post: ReportingPlace, done: Redeemed) -> None:
    await tell_owners(
        work,
        (code.giver_id, post.business_id),
        "codes/code.own_use",
        key=f"own_use:{done.use}",
        name=person.name,
        digits=code.digits,
        what=done.what,
        place=post.place,
    )


async def on_take_back(context: Context) -> None:
    text, data = await take_back(context.work, context.person, number_of(context.pressed[0]))
    if text == "codes/code.taken_back":
        context.toast()
        context.edit(text, **data)
    else:
        context.toast(text, alert=True, **data)


async def take_back(work: Work, person: Person, number: int) -> tuple[str, dict[str, Any]]:
    """The cashier's own slip of the finger, while it is fresh; later an owner gives a use back, with a reason. What is
    said of it."""
    use = await redemptions.own_use(work.tx, number, person.id)
    if use is None:
        return "codes/code.changed_since", {}
    if work.now - use.at > TAKE_BACK_FOR:
        sides = await businesses.some(work.tx, sorted({use.giver_id, use.business_id}))
        return "codes/code.too_late_to_take_back", {"names": [side.name for side in sides]}
    why = label(N_("A mistake at the till"), person.language)
    await redemptions.give_back(work.tx, number, person.id, why, work.now)
    await settlement.figures_changed(work, use.promo_id, "void", person.id)
    return "codes/code.taken_back", {"digits": use.digits}


async def _refuse(context: Context, code: Code, no: CodeRefusal) -> None:
    """Said at once and, unless this message tells of the use itself, written under the card."""
    context.toast("codes/code.no", alert=True, **codes_code.said_no(code, no))
    if code.use and (code.use.chat_id, code.use.message_id) == context.stands_at:
        return
    _, buttons, data = await codes_code.view(context.work, context.person, code)
    said = data | codes_code.said_no(code, no) | {"says_what": False}
    context.edit(("codes/code.no", "codes/code.card"), buttons=buttons, **said)


async def _warn(work: Work, code: Code, post: ReportingPlace, day: date, before: Uses) -> None:
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
                work,
                {post.business_id, *givers},
                "codes/code.close",
                key=f"close:{code.promo_id}:{code.number}:{bound.kind}:{bound.most}:{where}",
                bound=bound,
                title=code.title,
                what=code.in_force.what,
                place=post.place,
                currency=code.terms.currency,
            )
