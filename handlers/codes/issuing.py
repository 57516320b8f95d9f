"""/code: one code for the customer at the counter, with a picture to show."""

from __future__ import annotations

from msgspec import Struct

from domain.agreement.terms import Offer
from domain.check_digit import Mode, grouped, mode
from domain.codes import redemption
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.codes import code as codes_code
from handlers.codes import printed
from handlers.context import Context
from storage.codes import codes as stored
from storage.codes import issuing
from templates.drawn.pictures import QrCard
from templates.format import values


class Giving(Struct, frozen=True):
    """An offer whose codes this person may hand out."""

    promo_id: str
    title: str
    business_id: int
    number: int
    offer: Offer


async def command(context: Context) -> None:
    """One offer: its code at once. Several: which."""
    mine = await _mine(context)
    seen = await issuing.issued(context.tx, context.person.id)
    if not mine:
        context.say("codes/card_sheets.nothing_to_issue")
    elif len(mine) == 1:
        await _issue(context, mine[0])
    else:
        rows = [
            [
                Button(
                    f"{one.offer.what} · {one.title}",
                    "issue",
                    (one.promo_id, one.business_id, one.number, seen),
                    own=True,
                )
            ]
            for one in mine
        ]
        context.say("codes/card_sheets.which", buttons=rows)


async def _mine(context: Context) -> list[Giving]:
    return [
        Giving(promo_id, title, business_id, number, terms.offers[number - 1])
        for promo_id, title, terms, business_id in await issuing.giving(context.tx, context.person)
        if mode(terms.mechanic) is Mode.SINGLE
        for number in redemption.given_by(terms, business_id)
    ]


async def on_issue(context: Context) -> None:
    """The offer was picked. A second tap gives no second code."""
    promo_id, business, number, seen = context.pressed[:4]
    wanted = (promo_id, business, number)
    found = [one for one in await _mine(context) if (one.promo_id, str(one.business_id), str(one.number)) == wanted]
    if not found:
        not_yours(context)
    elif seen != str(await issuing.issued(context.tx, context.person.id)):
        context.toast("codes/card_sheets.issued_already")
    else:
        context.toast()
        await _issue(context, found[0])


async def _issue(context: Context, one: Giving) -> None:
    made = await issuing.made(context.tx, one.promo_id, one.business_id, one.number)
    if not redemption.may_make(one.offer, made):
        context.say("codes/card_sheets.all_given", limit=one.offer.limit)
        return
    digits = await issuing.issue(
        context.tx, one.promo_id, one.business_id, offer=one.number, person_id=context.person.id, now=context.now
    )
    code = await stored.find(context.tx, digits)
    if code:
        data = await codes_code.card(context.work, code, context.person.language)
        spoken = await printed.languages(context.work, code.terms)
        lines = [
            one.offer.what,
            one.offer.condition or "",
            f"{printed.said(printed.WHERE, spoken)}: {'; '.join(data['whole'])}",
            printed.dates(data["terms"], spoken),
        ]
        qr: QrCard = {
            "link": context.app.link(f"c_{digits}"),
            "title": grouped(digits),
            "lines": [it for it in lines if it],
        }
        data |= {"what": values.cut(one.offer.what, "", 150)}  # a caption has 1024 characters
        data |= {"condition": values.cut(one.offer.condition or "", "", 150)}
        context.work.tell(context.me, ("codes/card_sheets.show_it", "codes/code.card"), drawing=("qr", qr), **data)
