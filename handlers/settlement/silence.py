"""A settlement does not wait for ever: who says nothing is reminded twice, then their silence counts as a yes."""

from __future__ import annotations

from domain.schedule.due_names import Nth
from handlers.buttons import Button
from handlers.context import Work
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from handlers.settlement.reply_buttons import buttons
from handlers.settlement.settlement_replies import tell_agreed
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.settlement import settlements as stored
from storage.settlement.settlements import Settlement


async def remind(work: Work, subject: str, period: str) -> None:
    """`period`: revision#how often."""
    found = await _waiting(work, subject, Nth.read(period).of)
    if found is None:
        return
    promo, one = found
    for account in one.statement.accounts:
        if account.business_id in one.unheard:
            await tell_owners(
                work,
                (account.business_id,),
                "settlement/settlement.remind",
                title=promo.title,
                revision=one.revision,
                net=account.net,
                currency=one.statement.currency,
                days=promo.terms.silence_days,
                buttons=await buttons(work, promo, one, {account.business_id}),
                key=f"settle_remind:{promo.id}:{period}:{account.slot}",
            )


async def accept(work: Work, subject: str, period: str) -> None:
    found = await _waiting(work, subject, period)
    if found is None:
        return
    promo, one = found
    names = [a.name for a in one.statement.accounts if a.business_id in one.unheard]
    await stored.accept_silently(work.tx, one, work.now)
    fresh = await stored.latest(work.tx, promo.id)
    if names and fresh:
        await tell_owners(
            work,
            [a.business_id for a in fresh.statement.accounts],
            "settlement/settlement.silent",
            names=names,
            title=promo.title,
            revision=one.revision,
            days=promo.terms.silence_days,
            buttons=[[Button("Settlement", "settle", (promo.id,))]],
            key=f"silent_yes:{promo.id}:{period}",
        )
    if fresh and fresh.agreed:
        await tell_agreed(work, promo, fresh)


async def _waiting(work: Work, promo_id: str, revision: str) -> tuple[Promo, Settlement] | None:
    """The newest revision, if it is still that one and not everybody has agreed to it."""
    promo, one = await promos.by_clock(work.tx, promo_id), await stored.latest(work.tx, promo_id)
    if promo is None or one is None or str(one.revision) != revision or one.agreed:
        return None
    open_ = promo.state in settlement.ENDED and not one.statement.is_empty
    return (promo, one) if open_ else None
