"""A proposal or a change that nobody answers: a reminder a day before, then its end; both told by day."""

from __future__ import annotations

from domain.states import AGREED, State
from handlers.buttons import Button, Rows
from handlers.context import Work
from handlers.recipients import tell_owners
from storage.agreement import history, promos, transitions
from storage.agreement.promos import AnyPromo, Promo
from storage.business import invitations


async def remind(work: Work, subject: str, period: str) -> None:
    """A day before an open proposal or change lapses, everybody who has not signed is told once."""
    promo = await _open_by_clock(work, subject)
    if promo is None or promo.expires_at is None:
        return
    standing = await promos.standing(work.tx, promo)
    await tell_owners(
        work,
        standing.parties - standing.signed or standing.parties,
        "agreement/proposal.expires_soon",
        title=promo.title,
        until=promo.expires_at,
        zone=work.app.default_zone,
        key=f"expiry:{promo.id}:{period}",
        buttons=_look(promo),
    )


def _look(promo: AnyPromo) -> Rows:
    return [[Button("Look at it", "promo", (promo.id,))]]


async def _open_by_clock(work: Work, promo_id: str) -> AnyPromo | None:
    first = await promos.by_clock_any(work.tx, promo_id)
    promo = await promos.on_the_table_any(work.tx, promo_id, frozenset({first.business_id})) if first else None
    return promo if promo and promo.open else None


async def expire(work: Work, subject: str, period: str) -> None:
    """A proposal ends; an unsigned change is dropped, and what is in force stays."""
    promo = await _open_by_clock(work, subject)
    if promo is None or promo.expires_at is None or promo.expires_at > work.now:
        return
    if isinstance(promo, Promo) and promo.state in AGREED:
        await transitions.drop_amendment(work.tx, promo, work.now)
        await _tell_all(work, promo, "agreement/proposal.change_lapsed")
        return
    answered = bool((await history.reaction(work.tx, promo.id))[1])
    await transitions.move(work.tx, promo, State.EXPIRED, work.now, reason="no answer in time")
    await invitations.revoke(work.tx, "partner", work.now, promo_id=promo.id)
    await _tell_all(work, promo, "agreement/proposal.expired", answered=answered)


async def _tell_all(work: Work, promo: AnyPromo, text: str, **said: bool) -> None:
    """What the clock did is told by day."""
    sides = [party.business_id for party in await promos.parties(work.tx, promo.id)]
    await tell_owners(
        work, sides, text, key=f"{text}:{promo.id}:{promo.version}", title=promo.title, buttons=_look(promo), **said
    )
