"""After a pilot: both sides vote, and the vote becomes the next draft."""

from __future__ import annotations

from typing import Any

from domain.lifecycle import State
from domain.pilot import Vote, outcome
from domain.terms import Terms
from handlers import repeats
from handlers.audience import tell_owners
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from handlers.negotiation import tell_others
from storage import promos, votes
from storage.promos import Promo
from templates.words import N_

VOTED = (State.FINISHING, State.CLOSED)
CHOICES = {Vote.EXTEND: N_("Extend"), Vote.CHANGE: N_("Change"), Vote.STOP: N_("Stop")}


async def ask(work: Work, subject: str, period: str) -> None:
    """The morning after the last day, every owner once."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.terms is None or promo.state not in VOTED or period != promo.terms.ends.isoformat():
        return
    sides = [party.business_id for party in promo.terms.parties]
    await tell_owners(work, sides, "pilots.question", title=promo.title, buttons=_buttons(promo.id),
                      key=f"vote:{promo.id}")  # fmt: skip


def _buttons(promo_id: str) -> Rows:
    return [[Button(text, "vote", (promo_id, choice.value)) for choice, text in CHOICES.items()]]


async def press(context: Context) -> None:
    """One business's vote; the last one decides."""
    promo_id, said = context.pressed[:2]
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.terms is None or promo.terms.scale != "pilot" or said not in {*Vote}:
        context.toast("start.not_yours", alert=True)
        return
    if promo.state not in VOTED:
        context.toast("pilots.not_now", alert=True)
        return
    sides = frozenset(party.business_id for party in promo.terms.parties)
    if outcome(await votes.of_promo(context.tx, promo.id), sides):
        context.toast("pilots.decided", alert=True)
        return
    context.toast()
    await votes.cast(context.tx, promo.id, promo.business_id, Vote(said), context.person.id, context.now)
    await _counted(context, promo, promo.terms, sides)


async def _counted(context: Context, promo: Promo, terms: Terms, sides: frozenset[int]) -> None:
    said = await votes.of_promo(context.tx, promo.id)
    decided = outcome(said, sides)
    if decided is None:
        waiting = [party.name for party in terms.parties if party.business_id not in said]
        context.edit("pilots.voted", waiting=waiting, buttons=_buttons(promo.id))
        return
    data: dict[str, Any] = {
        "title": promo.title,
        "outcome": decided,
        "votes": [(p.name, said[p.business_id]) for p in terms.parties],
    }
    context.edit("pilots.outcome", **data)
    await tell_others(context.work, promo.id, promo.business_id, "pilots.outcome", **data)
    if decided is not Vote.STOP:
        await repeats.draft_for_initiator(context, promo, whole=decided is Vote.EXTEND)
