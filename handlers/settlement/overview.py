"""The money of a promo: what we paid, what is common, and the ways on. Owners only, never in a group."""

from __future__ import annotations

from domain.agreement.terms import Terms
from domain.money import by_currency
from domain.options import CostSplit
from domain.states import EVER_AGREED
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, shorten, to_card
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.agreement import promos, versions
from storage.agreement.promos import Promo
from storage.results import inputs
from storage.settlement import expenses
from storage.settlement.expenses import Entered
from templates.words.msgid import N_

MOST_SHOWN = 8
MOST_BUTTONS = 4


def opening(promo: Promo) -> Rows:
    """The button on the card of a promo that was signed."""
    return [[Button("Money", "money", (promo.id,))]] if promo.state in EVER_AGREED else []


async def on_money(context: Context) -> None:
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo:
        context.toast()
        await show(context, promo, promo.terms)


async def on_no_expenses(context: Context) -> None:
    """So that its profit can be told; an expense may still come."""
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo:
        context.toast()
        await expenses.say_nothing(context.tx, promo.id, promo.business_id, context.person.id, context.now)
        await show(context, promo, promo.terms)


async def show(context: Context, promo: Promo, terms: Terms) -> None:
    """Of the partners only what is common."""
    mine = await expenses.mine(context.tx, promo.id, context.person.owns)
    shared = await shared_costs(context, terms)
    names = {party.business_id: party.name for party in terms.parties}
    own = [one for one in mine if one.counts]
    declared_no_expenses = promo.business_id in await expenses.said_nothing(context.tx, promo.id)
    context.say(
        "settlement/expenses.card",
        promo=promo,
        terms=terms,
        mine=own,
        shared=shared,
        names=names,
        most=MOST_SHOWN,
        mine_total=by_currency(one.money for one in own),
        shared_total=by_currency(one.money for one in shared),
        declared_no_expenses=declared_no_expenses and not own,
        buttons=_buttons(promo, mine, shared, await foreign(context, terms), declared_no_expenses),
    )


def _buttons(
    promo: Promo, mine: list[Entered], shared: list[Entered], currencies: list[str], declared_no_expenses: bool
) -> Rows:
    seen: dict[int, Entered] = {one.id: one for one in [*mine, *shared] if one.counts and one.file}
    receipts = [[_of(N_("Receipt: %(what)s"), "receipt", one)] for one in list(seen.values())[:MOST_BUTTONS]]
    rates: list[list[Button]] = [[Button("Exchange rates", "rates", (promo.id,))]] if currencies else []
    back = [Button("Take an expense back", "unspend", (promo.id,))] if mine else []
    nothing = [] if mine or declared_no_expenses else [Button("We spend nothing", "nospend", (promo.id,))]
    return [
        [Button("Add an expense", "spend", (promo.id,)), *back, *nothing],
        *unfinished_rows(mine),
        *receipts,
        *rates,
        [Button("Settlement", "settle", (promo.id,)), to_card(promo.id)],
    ]


def unfinished_rows(mine: list[Entered]) -> list[list[Button]]:
    """For expenses that count nowhere yet, as nobody has said what they were for."""
    return [[_of(N_("Say what “%(what)s” is for"), "spent", one)] for one in mine if not one.counts][:MOST_BUTTONS]


def _of(text: str, action: str, one: Entered) -> Button:
    return Button(text, action, (one.id,), words={"what": shorten(one.what, 24)})


async def shared_costs(context: Context, terms: Terms) -> list[Entered]:
    """The common costs of all sides, as far as the terms of their day share them; the newest first."""
    in_force = await versions.in_force(context.tx, terms.promo_id, terms)
    every = await expenses.shared(context.tx, terms.promo_id)
    return [one for one in every if in_force.on(one.paid_on).split is not CostSplit.OWN]


async def foreign(context: Context, terms: Terms) -> list[str]:
    """The currencies that have to be converted: of common costs, and of the sides' own figures."""
    shared = await shared_costs(context, terms)
    sides = await inputs.sides(context.tx, terms.promo_id)
    return sorted({*(one.money.currency for one in shared), *(side.currency for side in sides)} - {terms.currency})


async def on_receipt(context: Context) -> None:
    """The receipt of one's own expense, or of a common one."""
    number = number_of(context.pressed[0])
    one = await expenses.own(context.tx, number, context.person.owns) or await _partners(context, number)
    if one is None or one.file is None or one.void:
        not_yours(context)
        return
    context.toast()
    context.work.tell(context.me, "settlement/expenses.receipt", one=one, file=one.file)


async def _partners(context: Context, number: int) -> Entered | None:
    for promo in await promos.mine(context.tx, context.person.owns):
        if promo.state in EVER_AGREED:
            shared = await shared_costs(context, promo.terms)
            found = next((one for one in shared if one.id == number), None)
            if found:
                return found
    return None
