"""A transfer of an agreed statement: the debtor says paid, the creditor says received or not yet."""

from __future__ import annotations

from typing import Any

from domain.settlement.budget import PaymentStep, may_take
from domain.states import EVER_AGREED
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, shorten
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from handlers.settlement.reply_buttons import paid_button, receipt_buttons, transfers
from storage.agreement.promos import Promo
from storage.settlement import settlements as stored
from storage.settlement.settlements import Payment, Settlement

ANSWERS = {"yes": PaymentStep.RECEIVED, "no": PaymentStep.NOT_YET}


async def on_paid(context: Context) -> None:
    """Only of the newest statement, and only while all sides stand by it."""
    promo_id, revision, creditor, seen = context.pressed[:4]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    one = await stored.latest(context.tx, promo.id)
    payment = await _transfer(context, one, creditor) if one else None
    if one is None or str(one.revision) != revision or not one.agreed:
        context.toast("settlement/settlement.newer", alert=True)
    elif payment is None:
        not_yours(context)
    elif str(len(payment.steps)) != seen or not may_take(payment.steps, PaymentStep.PAID):
        context.toast("settlement/settlement.said_already", alert=True)
    else:
        await _take(context, promo, one, payment, PaymentStep.PAID)


async def _transfer(context: Context, one: Settlement, creditor: str) -> Payment | None:
    all_ = await transfers(context.work, one)
    return next((p for p in all_ if p.debtor in context.person.owns and str(p.creditor) == creditor), None)


async def on_received(context: Context) -> None:
    """The creditor's word, also of an earlier statement: what changed hands is counted in the next one."""
    promo_id, revision, debtor, seen, said = context.pressed[:5]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    one = await stored.latest(context.tx, promo.id)
    mine = [
        p
        for p in await stored.payments(context.tx, promo.id)
        if p.revision == number_of(revision) and p.creditor in context.person.owns
    ]
    payment = next((p for p in mine if p.debtor == number_of(debtor)), None)
    if payment is None or one is None or said not in ANSWERS:
        not_yours(context)
    elif str(len(payment.steps)) != seen or not may_take(payment.steps, ANSWERS[said]):
        context.toast("settlement/settlement.said_already", alert=True)
    else:
        await _take(context, promo, one, payment, ANSWERS[said])


async def _take(context: Context, promo: Promo, one: Settlement, payment: Payment, step: PaymentStep) -> None:
    if not await stored.step(context.tx, promo.id, payment, what=step, person_id=context.person.id, now=context.now):
        context.toast("settlement/settlement.said_already", alert=True)
        return
    context.toast()
    names = {a.business_id: a.name for a in one.statement.accounts}
    data: dict[str, Any] = {
        "title": promo.title,
        "minor": payment.minor,
        "currency": one.statement.currency,
        "debtor": names.get(payment.debtor, ""),
        "creditor": names.get(payment.creditor, ""),
    }
    context.edit(f"settlement/settlement.you_{step}", **data, buttons=[[Button("Settlement", "settle", (promo.id,))]])
    other = payment.creditor if step is PaymentStep.PAID else payment.debtor
    if other not in context.person.owns or step is PaymentStep.PAID:
        await tell_owners(
            context.work,
            (other,),
            f"settlement/settlement.they_{step}",
            **data,
            buttons=_next(one, payment, step, names),
            key=f"payment:{context.incoming.update_id}",
        )
    if step is PaymentStep.RECEIVED and payment.revision < one.revision:
        await settlement.figures_changed(context.work, promo.id, "payment", context.person.id)


def _next(one: Settlement, payment: Payment, step: PaymentStep, names: dict[int, str]) -> Rows:
    """What the other side can say to it."""
    after = Payment(payment.revision, payment.debtor, payment.creditor, payment.minor, (*payment.steps, step))
    if step is PaymentStep.PAID:
        return [receipt_buttons(one.promo_id, after)]
    if step is PaymentStep.NOT_YET and payment.revision == one.revision:
        return [[paid_button(one, after, shorten(names[payment.creditor], 24))]]
    return ()
