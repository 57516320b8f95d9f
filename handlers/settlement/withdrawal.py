"""Taking an expense back: which one and why; the others hear of a common one."""

from __future__ import annotations

from domain.states import EVER_AGREED
from handlers.asked import own_promo
from handlers.buttons import Button, Rows, place_in, shorten
from handlers.context import Context
from handlers.settlement import settlement
from handlers.settlement.overview import show
from storage.agreement.promos import Promo
from storage.settlement import expenses
from storage.settlement.expenses import Entered
from templates.catalogue import label
from templates.format import values
from templates.words.msgid import N_

REASONS = (N_("A typing mistake"), N_("It was not paid"), N_("We got the money back"))


MOST_TO_TAKE_BACK = 8


async def on_take_back(context: Context) -> None:
    """Which one, then why; with a reason it is done."""
    promo_id, number, reason = context.pressed[:3]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    mine = await expenses.mine(context.tx, promo.id, context.person.owns)
    one = next((one for one in mine if str(one.id) == number), None)
    place = place_in(reason, len(REASONS))
    if one and place is not None:
        await _take_back(context, promo, one, label(REASONS[place], context.person.language))
    elif one:
        context.toast()
        why = [[Button(text, "unspend", (promo.id, one.id, n))] for n, text in enumerate(REASONS)]
        context.say(
            "settlement/expenses.why_back",
            one=one,
            buttons=[[Button("◀ Leave it as it is", "money", (promo.id,))], *why],
        )
    elif number:
        context.toast("settlement/expenses.taken_back", alert=True)
    else:
        context.toast()
        _which(context, promo, mine)


def _which(context: Context, promo: Promo, mine: list[Entered]) -> None:
    context.say(
        "settlement/expenses.which_back" if mine else "settlement/expenses.nothing_back",
        buttons=take_back_rows(promo.id, mine, context.person.language),
    )


def take_back_rows(promo_id: str, mine: list[Entered], language: str) -> Rows:
    said = [{"sum": values.money(one.money, language), "what": shorten(one.what, 30)} for one in mine]
    return [
        [Button("%(sum)s %(what)s", "unspend", (promo_id, one.id), words=words)]
        for one, words in list(zip(mine, said, strict=True))[:MOST_TO_TAKE_BACK]
    ]


async def _take_back(context: Context, promo: Promo, one: Entered, why: str) -> None:
    context.toast()
    await expenses.void(context.tx, one.id, context.person.id, why, context.now)
    context.edit("settlement/expenses.you_took_back", one=one)
    await settlement.figures_changed(context.work, promo.id, "expense", context.person.id)
    await show(context, promo, promo.terms)
