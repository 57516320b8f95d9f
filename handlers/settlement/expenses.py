"""An expense: one short message or a receipt with it, then what it was for; taken back with a reason."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from telegram import Message

from domain import reading
from domain.calendar import local_day
from domain.options import CostSplit
from domain.reading import Problem
from domain.settlement.budget import passed, seen_by
from domain.settlement.expenses import Purpose
from domain.states import AGREED, EVER_AGREED, State
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.settlement import exchange_rates, expenses
from storage.settlement.expenses import Entered
from templates.catalogue import label
from templates.format import values
from templates.words.msgid import N_
from templates.words.words import WORDS

SIDES = {"common": True, "own": False}
RECEIPTS = ("image/", "application/pdf")


async def on_add(context: Context) -> None:
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo:
        context.toast()
        await context.expect_reply("expense", promo.id)
        context.say("settlement/expenses.ask", title=promo.title, currency=await _currency(context, promo))


async def _currency(context: Context, promo: Promo) -> str:
    business = await businesses.find(context.tx, promo.business_id)
    return str(business.currency) if business else "UAH"


async def command(context: Context) -> None:
    """/expense 1200 flyers: to the newest promo that goes on; another one is a tap away."""
    known = await _promos(context)
    if not known:
        context.say("settlement/expenses.no_promo" if context.person.owns else "menu/start.not_yours")
        return
    said = context.text.partition(" ")[2].strip()
    if said:
        await _read(context, known[0], said, None)
    else:
        await context.expect_reply("expense", known[0].id)
        context.say("settlement/expenses.ask", title=known[0].title, currency=await _currency(context, known[0]))


async def _promos(context: Context) -> list[Promo]:
    """Signed ones, the closed after the others."""
    mine = [promo for promo in await promos.mine(context.tx, context.person.owns) if promo.state in AGREED]
    first: dict[str, Promo] = {}
    for promo in mine:
        first.setdefault(promo.id, promo)  # of two own sides the first
    return sorted(first.values(), key=lambda promo: promo.state is State.CLOSED)


async def answer(context: Context, promo_id: str) -> None:
    """The sum and what it was for."""
    promo = await _listened(context, promo_id)
    if promo:
        await _read(context, promo, context.text, None)


async def _listened(context: Context, promo_id: str) -> Promo | None:
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        await context.expect_nothing()
    return promo


async def receipt(context: Context) -> bool:
    """A photo, or the file that a shop sent by mail, while an expense is waited for; its caption is the expense."""
    prompt = context.person.pending_prompt
    file = _file(context.message)
    if prompt.kind != "expense" or file is None:
        return False
    promo = await _listened(context, *prompt.args)
    if promo and context.message.caption:
        await _read(context, promo, context.message.caption, file)
    elif promo:
        context.say("settlement/expenses.caption_please", currency=await _currency(context, promo))
    return True


def _file(message: Message) -> tuple[str, str] | None:
    if message.photo:
        return "photo", message.photo[-1].file_id
    document = message.document
    readable = document is not None and (document.mime_type or "").startswith(RECEIPTS)
    return ("document", document.file_id) if document and readable else None


async def _read(context: Context, promo: Promo, said: str, file: tuple[str, str] | None) -> None:
    currency = await _currency(context, promo)
    today = await _today(context, promo)
    read = reading.expense(said, currency, today)
    if isinstance(read, Problem):
        await context.expect_reply("expense", promo.id)
        context.say("forms/problems.problem", problem=_with_example(context, read, currency, today))
        return
    await context.expect_nothing()
    number = await expenses.add(
        context.tx,
        promo.id,
        promo.business_id,
        paid=read.paid,
        what=read.what,
        paid_on=read.day or today,
        file=file,
        person_id=context.person.id,
        now=context.now,
    )
    one = await expenses.own(context.tx, number, context.person.owns)
    if one and read.instead:
        options = [(read.paid, (number,)), (read.instead, (number, "sum", read.instead.minor))]
        shown = [Button(values.money(paid, context.person.language), "spent", args, own=True) for paid, args in options]
        context.say("settlement/expenses.which_sum", what=read.what, buttons=[shown])
    elif one:
        context.say("settlement/expenses.what_for", one=one, title=promo.title, buttons=await _purposes(context, one))


async def _today(context: Context, promo: Promo) -> date:
    business = await businesses.find(context.tx, promo.business_id)
    return local_day(context.said_at, business.zone if business else context.app.default_zone)


def _with_example(context: Context, problem: Problem, currency: str, today: date) -> Problem:
    """One that would be read; with its day, where the day was the trouble."""
    example = label(N_("%(sum)s flyers"), context.person.language, sum=f"1200 {currency}")
    about_day = problem.reason in ("day_or_sum", "future_day", "far_day", "impossible_date")
    return replace(problem, example=f"{today:%d.%m.%Y} {example}" if about_day else example)


async def _purposes(context: Context, one: Entered) -> Rows:
    others = [promo for promo in await _promos(context) if promo.id != one.promo_id and promo.title][:3]
    move = [
        Button("It is for “%(title)s”", "spent", (one.id, "at", promo.id), words={"title": promo.title[:24]})
        for promo in others
    ]
    purposes = [Button(text, "spent", (one.id, key)) for key, text in WORDS["purpose"].items()]
    return [*in_rows(purposes, 1), *in_rows(move, 1)]


async def on_expense(context: Context) -> None:
    """What it was for, then whether it is common; where nothing is shared it is one's own."""
    number, said, side = context.pressed[:3]
    one = await expenses.own(context.tx, number_of(number), context.person.owns)
    promo = await promos.find(context.tx, one.promo_id, context.person.owns) if one else None
    if one is None or promo is None or promo.state not in EVER_AGREED:
        not_yours(context)
    elif one.void or one.counts:
        context.toast("settlement/expenses.taken_back" if one.void else "settlement/expenses.said_already", alert=True)
    elif said == "at":
        await _move(context, one, side)
    elif said not in {*Purpose}:
        context.toast()
        if said == "sum" and 0 < number_of(side) <= reading.MOST_MINOR:
            await expenses.set_sum(context.tx, one.id, number_of(side))
            one = await expenses.own(context.tx, one.id, context.person.owns) or one
        context.say("settlement/expenses.what_for", one=one, title=promo.title, buttons=await _purposes(context, one))
    elif promo.terms.split is not CostSplit.OWN and side not in SIDES:
        context.toast()
        choices = [
            [Button("Common, to be shared", "spent", (one.id, said, "common"))],
            [Button("Ours alone", "spent", (one.id, said, "own"))],
        ]
        context.edit("settlement/expenses.common_or_own", one=one, split=promo.terms.split, buttons=choices)
    else:
        common = promo.terms.split is not CostSplit.OWN and SIDES[side]
        await _complete(context, promo, one, Purpose(said), common)


async def _move(context: Context, one: Entered, promo_id: str) -> None:
    to = next((promo for promo in await _promos(context) if promo.id == promo_id), None)
    if to is None:
        not_yours(context)
        return
    context.toast()
    await expenses.move(context.tx, one.id, to.id, to.business_id)
    moved = await expenses.own(context.tx, one.id, context.person.owns)
    if moved:
        context.edit("settlement/expenses.what_for", one=moved, title=to.title, buttons=await _purposes(context, moved))


async def _complete(context: Context, promo: Promo, one: Entered, purpose: Purpose, common: bool) -> None:
    context.toast()
    await expenses.complete(context.tx, one.id, purpose, common)
    rows = [[Button("Add an expense", "spend", (promo.id,)), Button("Money", "money", (promo.id,))]]
    context.edit("settlement/expenses.kept", one=one, title=promo.title, purpose=purpose, common=common, buttons=rows)
    await _watch_budget(context, promo)
    await settlement.figures_changed(context.work, promo.id, "expense", context.person.id)


async def _watch_budget(context: Context, promo: Promo) -> None:
    """Each mark once to each side, by what it sees: common costs, its own, and the others' where profit is shared."""
    if not promo.terms.budget:
        return
    all_ = await expenses.of_promo(context.tx, promo.id)
    rates = await exchange_rates.agreed(context.tx, promo.id)
    for party in promo.terms.parties:
        mark = passed(promo.terms, seen_by(promo.terms, all_, party.business_id), rates)
        if mark:
            await tell_owners(
                context.work,
                [party.business_id],
                "settlement/expenses.budget",
                mark=mark,
                key=f"budget:{promo.id}:{mark}",
                title=promo.title,
                terms=promo.terms,
                buttons=[[Button("Money", "money", (promo.id,))]],
            )
