"""Who owes whom: shown to each side with its inputs, kept as revisions, made anew whenever a figure changes."""

from __future__ import annotations

from typing import Any

from domain.agreement.terms import Terms
from domain.calendar import local_day
from domain.daily.facts import ReportingPlace
from domain.ledger.attribution import directions, missing_reports
from domain.options import Sharing
from domain.settlement.budget import PaymentStep, may_take
from domain.settlement.settlement import SettlementFacts, settle
from domain.settlement.statement import Account, Statement, Why
from domain.states import State
from handlers.asked import agreed_promo
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from handlers.recipients import tell_owners
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.rewards import awards
from storage.settlement import exchange_rates, expenses, settlements
from storage.settlement.settlements import Payment, Settlement

OVER = (State.FINISHING, State.CLOSED, State.CANCELLED)
"""From then on a statement is kept and can be confirmed; before, it is a preview."""


MOST_LINES = 18


async def compute(work: Work, promo: Promo, terms: Terms, revision: int) -> Statement:
    """The figures as they are now; what changed hands under earlier revisions is taken as paid. Of a cancelled promo
    nobody fell short."""
    entries = await daily_reports.counted(work.tx, promo.id, terms.starts, terms.ends)
    places = await businesses.places(work.tx, promo.id)
    uses, voided = await settlements.uses(work.tx, promo.id), await awards.voided(work.tx, promo.id)
    business = await businesses.find(work.tx, promo.business_id)
    today = local_day(work.now, business["zone"] if business else work.app.default_zone)
    cancelled = promo.state is State.CANCELLED
    facts = SettlementFacts(
        terms=terms.model_copy(update={"penalty": None}) if cancelled else terms,
        expenses=await expenses.of_promo(work.tx, promo.id),
        directions=directions(terms, places, entries, uses, voided),
        rates=await exchange_rates.agreed(work.tx, promo.id),
        missing={} if cancelled else missing_reports(terms, places, entries, today),
        paid=settlements.received(await settlements.payments(work.tx, promo.id), revision),
        over=promo.state in OVER,
    )
    return settle(facts)


async def renew(work: Work, promo: Promo, why: str, person_id: int | None) -> Settlement | None:
    """The newest revision, a new one if a figure has changed since; None while the promo goes on."""
    if promo.terms is None or promo.state not in OVER:
        return None
    was = await settlements.latest(work.tx, promo.id)
    revision = was.revision if was else 0
    if was and await compute(work, promo, promo.terms, revision) == was.statement:
        return was
    fresh = await compute(work, promo, promo.terms, revision + 1)
    await settlements.add(work.tx, promo.id, revision + 1, fresh, why, person_id, work.now)
    now = await settlements.latest(work.tx, promo.id)
    if was and was.said and now:
        await _tell_changed(work, promo, was, now)
    return now


async def figures_changed(work: Work, promo_id: str, why: str, person_id: int | None) -> None:
    """After a late report, an expense, a rate: a statement that was shown is made anew, and its yeses are gone."""
    promo = await promos.by_clock(work.tx, promo_id)
    if promo and await settlements.latest(work.tx, promo_id):
        await renew(work, promo, why, person_id)


async def report_changed(work: Work, post: ReportingPlace, person_id: int) -> None:
    """A report of a promo that is over is a late one."""
    if post.state in OVER:
        await figures_changed(work, post.promo_id, "report", person_id)


async def _tell_changed(work: Work, promo: Promo, was: Settlement, now: Settlement) -> None:
    before = {one.business_id: one.net for one in was.statement.accounts}
    for one in now.statement.accounts:
        await tell_owners(
            work,
            (one.business_id,),
            "settlement/settlement.changed",
            key=f"resettled:{promo.id}:{now.revision}:{one.slot}",
            title=promo.title,
            revision=now.revision,
            old=before.get(one.business_id, 0),
            new=one.net,
            currency=now.statement.currency,
            buttons=[[Button("Settlement", "settle", (promo.id,))]],
        )


async def closed(work: Work, promo_id: str) -> None:
    """At the close every owner gets it once, if there is anything to settle."""
    promo = await promos.by_clock(work.tx, promo_id)
    one = await renew(work, promo, "closed", None) if promo and promo.state is State.CLOSED else None
    if promo is None or one is None or nothing(one.statement):
        return
    for account in one.statement.accounts:
        await tell_owners(
            work,
            (account.business_id,),
            "settlement/settlement.page",
            key=f"settlement:{promo.id}:{account.slot}",
            **page(promo, one.statement, account, one),
            buttons=await buttons(work, promo, one, {account.business_id}),
        )


def nothing(statement: Statement) -> bool:
    return not any(account.lines for account in statement.accounts) and not statement.aside


async def on_settlement(context: Context) -> None:
    promo = await agreed_promo(context, context.pressed[0])
    if promo:
        context.toast()
        await show(context, promo)


async def show(context: Context, promo: Promo) -> None:
    """The newest revision, or a preview that is called one."""
    if promo.terms is None:
        return
    one = await renew(context.work, promo, "looked", context.person.id)
    statement = one.statement if one else await compute(context.work, promo, promo.terms, 0)
    account = next(a for a in statement.accounts if a.business_id == promo.business_id)
    rows = await buttons(context.work, promo, one, context.person.owns)
    context.say("settlement/settlement.page", **page(promo, statement, account, one), buttons=rows)


def page(promo: Promo, statement: Statement, account: Account, one: Settlement | None) -> dict[str, Any]:
    """A side's own lines; of the others their result and what is common."""
    return {
        "title": promo.title,
        "statement": statement,
        "account": account,
        "revision": one.revision if one else 0,
        "names": {a.slot: a.name for a in statement.accounts},
        "nothing": nothing(statement),
        "waiting": one.waiting if one else [],
        "agreed": bool(one and one.agreed),
        "most_lines": MOST_LINES,
        "open": bool(promo.terms and promo.terms.share_customers is not Sharing.HIDDEN),
        "disputed": bool(one and "disputed" in one.said.values()),
        "aside": [
            a
            for a in statement.aside
            if a.why in (Why.RATE, Why.SHARES) or account.slot in (a.slot, a.other) or a.why is Why.SENDER
        ],
    }


async def buttons(work: Work, promo: Promo, one: Settlement | None, owns: Any) -> Rows:
    """What these businesses may say to it now."""
    rows: list[list[Button]] = []
    if one and one.agreed:
        rows += await payment_buttons(work, one, owns)
    elif one and not nothing(one.statement):
        mine = [a.business_id for a in one.statement.accounts if a.business_id in owns]
        if any(one.said.get(side) != "confirmed" for side in mine):
            rows.append([Button("✓ Confirm", "settled", (promo.id, one.revision))])
        rows.append([Button("Something is wrong", "unsettled", (promo.id, one.revision))])
    rates_button = [Button("Exchange rates", "rates", (promo.id,))]
    no_rate = one is not None and any(a.why is Why.RATE for a in one.statement.aside)
    return [*rows, *([rates_button] if no_rate else []), [Button("Money", "money", (promo.id,))]]


async def payment_buttons(work: Work, one: Settlement, owns: Any) -> list[list[Button]]:
    """Paid for the debtor; for the creditor, once that was said, received or not yet."""
    rows = []
    for payment in await transfers(work, one):
        names = {a.business_id: a.name[:24] for a in one.statement.accounts}
        if payment.debtor in owns and may_take(payment.steps, PaymentStep.PAID):
            rows.append([paid_button(one, payment, names[payment.creditor])])
        if payment.creditor in owns and may_take(payment.steps, PaymentStep.RECEIVED):
            rows.append(receipt_buttons(one.promo_id, payment))
    return rows


async def transfers(work: Work, one: Settlement) -> list[Payment]:
    """The transfers of a statement with what was said of each."""
    business = {a.slot: a.business_id for a in one.statement.accounts}
    known = {(p.revision, p.debtor, p.creditor): p for p in await settlements.payments(work.tx, one.promo_id)}
    blank = [
        Payment(one.revision, business[t.debtor], business[t.creditor], t.minor, ()) for t in one.statement.transfers
    ]
    return [known.get((p.revision, p.debtor, p.creditor), p) for p in blank]


def paid_button(one: Settlement, payment: Payment, name: str) -> Button:
    args = (one.promo_id, one.revision, payment.creditor, len(payment.steps))
    return Button("Paid to %(name)s", "paid", args, words={"name": name})


def receipt_buttons(promo_id: str, payment: Payment) -> list[Button]:
    args = (promo_id, payment.revision, payment.debtor, len(payment.steps))
    return [Button("Received", "got", (*args, "yes")), Button("Not yet", "got", (*args, "no"))]
