"""After a pilot: both sides vote, and the vote becomes the next draft."""

from __future__ import annotations

from typing import Any

from domain.agreement.pilot import Vote, outcome
from domain.agreement.terms import Terms
from domain.states import State
from handlers.agreement import repeat
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from handlers.recipients import tell_others, tell_owners
from storage.agreement import pilot_votes, promos
from storage.agreement.promos import Promo
from templates.words.msgid import N_

VOTED = (State.FINISHING, State.CLOSED)
CHOICES = {Vote.EXTEND: N_("Extend"), Vote.CHANGE: N_("Change"), Vote.STOP: N_("Stop")}


async def ask(work: Work, subject: str, period: str) -> None:
    """The morning after the last day, every owner once."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.state not in VOTED or period != promo.terms.ends.isoformat():
        return
    sides = [party.business_id for party in promo.terms.parties]
    await tell_owners(
        work, sides, "agreement/pilot.question", title=promo.title, buttons=_buttons(promo.id), key=f"vote:{promo.id}"
    )


def _buttons(promo_id: str) -> Rows:
    return [[Button(text, "vote", (promo_id, choice.value)) for choice, text in CHOICES.items()]]


async def on_vote(context: Context) -> None:
    """One business's vote; the last one decides."""
    promo_id, said = context.pressed[:2]
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.terms.scale != "pilot" or said not in {*Vote}:
        not_yours(context)
        return
    if promo.state not in VOTED:
        context.toast("agreement/pilot.not_now", alert=True)
        return
    sides = frozenset(party.business_id for party in promo.terms.parties)
    if outcome(await pilot_votes.of_promo(context.tx, promo.id), sides):
        context.toast("agreement/pilot.decided", alert=True)
        return
    context.toast()
    await pilot_votes.cast(
        context.tx, promo.id, promo.business_id, choice=Vote(said), person_id=context.person.id, now=context.now
    )
    await _counted(context, promo, promo.terms, sides)


async def _counted(context: Context, promo: Promo, terms: Terms, sides: frozenset[int]) -> None:
    said = await pilot_votes.of_promo(context.tx, promo.id)
    decided = outcome(said, sides)
    if decided is None:
        waiting = [party.name for party in terms.parties if party.business_id not in said]
        context.edit("agreement/pilot.voted", waiting=waiting, buttons=_buttons(promo.id))
        return
    data: dict[str, Any] = {
        "title": promo.title,
        "outcome": decided,
        "votes": [(p.name, said[p.business_id]) for p in terms.parties],
    }
    context.edit("agreement/pilot.outcome", **data)
    await tell_others(context.work, promo.id, promo.business_id, "agreement/pilot.outcome", **data)
    if decided is not Vote.STOP:
        await repeat.draft_for_initiator(context, promo, whole=decided is Vote.EXTEND)
