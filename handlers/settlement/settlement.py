"""Who owes whom: shown to each side with its inputs, kept as revisions, made anew whenever a figure changes."""

from __future__ import annotations

from typing import Any

from domain.daily.facts import ReportingPlace
from domain.options import Sharing
from domain.schedule.plan import silence
from domain.settlement.budget import PaymentStep
from domain.settlement.statement import Account, Aside, Statement, Why
from domain.states import EVER_AGREED, State
from handlers.asked import own_promo
from handlers.buttons import Button
from handlers.context import Context, Work
from handlers.recipients import tell_owners
from handlers.settlement.inputs import OVER, compute
from handlers.settlement.reply_buttons import buttons, said_of
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.queues import schedule
from storage.settlement import expenses, settlements
from storage.settlement.settlements import Settlement

ENDED = (State.CLOSED, State.CANCELLED)
"""No report comes any more: a statement waits for its yeses, and silence becomes one."""
MOST_LINES = 14


async def renew(work: Work, promo: Promo, why: str, person_id: int | None) -> Settlement | None:
    """The newest revision, a new one if a figure has changed since; None while the promo goes on. One that all have
    agreed to is not made anew by looking at it."""
    if promo.state not in OVER:
        return None
    was = await settlements.latest(work.tx, promo.id)
    revision = was.revision if was else 0
    if was and was.agreed and why == "looked":
        return was
    if was and (await compute(work, promo, promo.terms, revision)).says_the_same(was.statement):
        return was
    fresh = await compute(work, promo, promo.terms, revision + 1)
    await settlements.add(work.tx, promo.id, revision + 1, statement=fresh, why=why, person_id=person_id, now=work.now)
    now = await settlements.latest(work.tx, promo.id)
    if was and now and (was.said or promo.state in ENDED):
        await _tell_changed(work, promo, was, now)
    if promo.state in ENDED:
        await schedule.plan(work.tx, silence(promo.id, revision + 1, promo.terms.silence_days, work.now))
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
    """At the close, or when it is cancelled, every owner gets it once, if there is anything to settle, or to say of
    their expenses; from then on silence counts."""
    promo = await promos.by_clock(work.tx, promo_id)
    one = await renew(work, promo, "closed", None) if promo and promo.state in ENDED else None
    if promo is None or one is None:
        return
    await schedule.plan(work.tx, silence(promo.id, one.revision, promo.terms.silence_days, work.now))
    for account in one.statement.accounts:
        data = await page(work, promo, one.statement, account, one)
        if one.statement.is_empty and not data["unfinished"]:
            continue
        await tell_owners(
            work,
            (account.business_id,),
            "settlement/settlement.page",
            key=f"settlement:{promo.id}:{account.slot}",
            **data,
            buttons=await buttons(work, promo, one, {account.business_id}),
        )


async def on_settlement(context: Context) -> None:
    promo = await own_promo(context, context.pressed[0], EVER_AGREED)
    if promo:
        context.toast()
        await show(context, promo)


async def show(context: Context, promo: Promo) -> None:
    """The newest revision, or a preview that is called one."""
    one = await renew(context.work, promo, "looked", context.person.id)
    statement = one.statement if one else await compute(context.work, promo, promo.terms, 0)
    account = next(a for a in statement.accounts if a.business_id == promo.business_id)
    rows = await buttons(context.work, promo, one, context.person.owns)
    context.say("settlement/settlement.page", **await page(context.work, promo, statement, account, one), buttons=rows)


async def page(
    work: Work, promo: Promo, statement: Statement, account: Account, one: Settlement | None
) -> dict[str, Any]:
    """A side's own lines; of the others their result and what is common."""
    paid = await said_of(work, one) if one else {}
    shown = statement.seen_by(account.slot)
    received = [paid.get((one.debtor, one.creditor)) is PaymentStep.RECEIVED for one in shown]
    mine = await expenses.mine(work.tx, promo.id, frozenset({account.business_id}))
    return {
        "paid": paid,
        "transfers": shown,
        "pairs": statement.pairs_of(account.slot),
        "all_paid": bool(received) and all(received),
        "accepted": [a.name for a in statement.accounts if one and one.said.get(a.business_id) == "silent"],
        "unfinished": [spent for spent in mine if not spent.counts],
        "changed": promo.amended,
        "title": promo.title,
        "statement": statement,
        "account": account,
        "revision": one.revision if one else 0,
        "names": {a.slot: a.name for a in statement.accounts},
        "nothing": statement.is_empty,
        "waiting": one.waiting if one else [],
        "agreed": bool(one and one.agreed),
        "most_lines": MOST_LINES,
        "by_week": promo.terms.share_customers is Sharing.TOTALS,
        "open": promo.terms.share_customers is not Sharing.HIDDEN,
        "disputed": bool(one and "disputed" in one.said.values()),
        "aside": aside_of(statement, account),
    }


def aside_of(statement: Statement, account: Account) -> list[Aside]:
    """What is not settled, as far as it concerns a side."""
    everybodys = (Why.RATE, Why.SHARES, Why.SENDER)
    return [one for one in statement.aside if one.why in everybodys or account.slot in (one.slot, one.other)]
