"""What a side says to a statement: confirmed, or what is wrong with it. It counts for one revision only."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.reading import Problem
from domain.states import EVER_AGREED
from handlers.asked import own_promo
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from handlers.settlement.inputs import OVER
from handlers.settlement.reply_buttons import payment_buttons
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.settlement import settlements as stored
from storage.settlement.settlements import Settlement

LONGEST = 300


async def on_confirm(context: Context) -> None:
    found = await _current(context)
    if found is None:
        return
    promo, one = found
    open_ = [side for side in _own_sides(context, one) if one.said.get(side) != "confirmed"]
    if not open_:
        context.toast("settlement/settlement.confirmed_already", alert=True)
        return
    context.toast()
    for side in open_:
        await stored.answer(
            context.tx, one, side, said="confirmed", words=None, person_id=context.person.id, now=context.now
        )
    fresh = await stored.latest(context.tx, promo.id)
    if fresh:
        await _confirmed(context, promo, fresh)


async def _current(context: Context) -> tuple[Promo, Settlement] | None:
    """The revision that the button names, if it is still the newest and open; otherwise the newest is shown."""
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo is None:
        return None
    if promo.state not in OVER:
        context.toast("settlement/settlement.not_over", alert=True)
        return None
    one = await settlement.renew(context.work, promo, "looked", context.person.id)
    if one is None or one.revision != number_of(context.pressed[1]):
        context.toast("settlement/settlement.newer", alert=True)
        await settlement.show(context, promo)
        return None
    if one.agreed:
        context.toast("settlement/settlement.agreed_already", alert=True)
        return None
    return promo, one


def _own_sides(context: Context, one: Settlement) -> list[int]:
    return [a.business_id for a in one.statement.accounts if a.business_id in context.person.owns]


async def _confirmed(context: Context, promo: Promo, one: Settlement) -> None:
    """The last yes makes it so, and everybody is told; before, those who are waited for."""
    name = next((a.name for a in one.statement.accounts if a.business_id == promo.business_id), "")
    data: dict[str, Any] = {
        "title": promo.title,
        "revision": one.revision,
        "statement": one.statement,
        "names": {a.slot: a.name for a in one.statement.accounts},
    }
    if not one.agreed:
        context.say("settlement/settlement.you_confirmed", waiting=one.waiting, **data, buttons=_ways_on(promo))
        sides = [a.business_id for a in one.statement.accounts if one.said.get(a.business_id) != "confirmed"]
        await tell_owners(
            context.work,
            sides,
            "settlement/settlement.they_confirmed",
            name=name,
            buttons=_ways_on(promo),
            **data,
            key=f"confirmed:{context.incoming.update_id}",
        )
        return
    own = [*await payment_buttons(context.work, one, {promo.business_id}), *_ways_on(promo)]
    context.say(
        "settlement/settlement.agreed",
        **data,
        transfers=one.statement.seen_by(promo.slot),
        pay_days=_pay_days(promo),
        buttons=own,
    )
    await tell_agreed(context.work, promo, one, but=context.person.id)


async def tell_agreed(work: Work, promo: Promo, one: Settlement, but: int = 0) -> None:
    """Every owner, with what there is to pay."""
    for account in one.statement.accounts:
        rows = [*await payment_buttons(work, one, {account.business_id}), *_ways_on(promo)]
        await tell_owners(
            work,
            (account.business_id,),
            "settlement/settlement.agreed",
            buttons=rows,
            but=but,
            title=promo.title,
            revision=one.revision,
            statement=one.statement,
            transfers=one.statement.seen_by(account.slot),
            names={a.slot: a.name for a in one.statement.accounts},
            pay_days=_pay_days(promo),
            key=f"settled:{promo.id}:{one.revision}:{account.slot}",
        )


def _pay_days(promo: Promo) -> int | None:
    return promo.terms.pay_days


def _ways_on(promo: Promo) -> Rows:
    return [[Button("Settlement", "settle", (promo.id,)), Button("Money", "money", (promo.id,))]]


async def on_wrong(context: Context) -> None:
    found = await _current(context)
    if found:
        promo, one = found
        context.toast()
        await context.expect_reply("wrong", promo.id, one.revision)
        context.say("settlement/settlement.what_is_wrong", title=promo.title)


async def answer_wrong(context: Context, promo_id: str, revision: str) -> None:
    """The words go to the other sides; this side's own yes is gone."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    one = await settlement.renew(context.work, promo, "looked", context.person.id) if promo else None
    if promo is None or one is None or one.agreed or str(one.revision) != revision:
        await context.expect_nothing()
        context.say(
            "settlement/settlement.newer" if promo else "menu/start.not_yours", buttons=_ways_on(promo) if promo else ()
        )
        return
    words = reading.plain(context.text, longest=LONGEST)
    if isinstance(words, Problem):
        context.say(("forms/problems.problem", "settlement/settlement.what_is_wrong"), problem=words, title=promo.title)
        return
    await context.expect_nothing()
    for side in _own_sides(context, one):
        await stored.answer(
            context.tx, one, side, said="disputed", words=words, person_id=context.person.id, now=context.now
        )
    others = [a for a in one.statement.accounts if a.business_id not in context.person.owns]
    name = next(a.name for a in one.statement.accounts if a.business_id == promo.business_id)
    context.say("settlement/settlement.you_doubted", buttons=_ways_on(promo))
    await tell_owners(
        context.work,
        [a.business_id for a in others],
        "settlement/settlement.they_doubt",
        title=promo.title,
        name=name,
        words=words,
        buttons=_ways_on(promo),
        key=f"wrong:{context.incoming.update_id}",
    )
