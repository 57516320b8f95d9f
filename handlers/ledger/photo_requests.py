"""Looking at each other's counters: the ways to do so, and a photo that one side asks of another."""

from __future__ import annotations

from domain.agreement.terms import Party
from domain.states import AGREED, State
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button
from handlers.context import Context
from handlers.recipients import tell_now
from storage.agreement.promos import Promo
from storage.ledger import checks

LIVE = (State.SIGNED, State.RUNNING, State.PAUSED, State.FINISHING)
FREE = ("", "day", "fix", "which")
"""What a person may be asked for while a photo still answers the request."""


async def live_promo(context: Context, promo_id: str) -> Promo | None:
    """The asker's own promo while there is something to look at."""
    promo = await own_promo(context, promo_id, AGREED)
    if promo and promo.state not in LIVE:
        context.toast("ledger/photo_requests.over", alert=True)
        return None
    return promo


async def on_check(context: Context) -> None:
    """The three ways."""
    promo = await live_promo(context, context.pressed[0])
    if promo is None:
        return
    context.toast()
    rows = [
        [Button("Ask for a photo", "photo", (promo.id,))],
        [Button("Mystery shopper", "shop", (promo.id,))],
        [Button("Count the certificates", "certs", (promo.id,))],
        [Button("◀ Back", "ledger", (promo.id,))],
    ]
    context.say("ledger/photo_requests.page", title=promo.title, buttons=rows)


async def other_side(context: Context, promo: Promo, action: str, number: str) -> Party | None:
    """The side that a button names; with several, it is asked by buttons first."""
    others = [party for party in promo.terms.parties if party.business_id != promo.business_id]
    named = [party for party in others if str(party.business_id) == number]
    if number and not named:
        not_yours(context)
    elif not number and len(others) > 1:
        context.toast()
        rows = [[Button(party.name, action, (promo.id, party.business_id), own=True)] for party in others]
        context.say("ledger/photo_requests.whom", buttons=rows)
    else:
        return (named or others)[0]
    return None


async def on_ask_for_photo(context: Context) -> None:
    """Ask a side for a photo of its counter."""
    promo_id, number = context.pressed[:2]
    promo = await live_promo(context, promo_id)
    party = await other_side(context, promo, "photo", number) if promo else None
    if promo is None or party is None:
        return
    if not await checks.ask_photo(
        context.tx,
        promo.id,
        promo.business_id,
        asked_id=party.business_id,
        person_id=context.person.id,
        now=context.now,
    ):
        context.toast("ledger/photo_requests.asked_already", alert=True)
        return
    context.toast()
    context.say("ledger/photo_requests.photo_asked", name=party.name)
    own = promo.terms.party_of(promo.business_id)
    await tell_now(
        context.work,
        party.business_id,
        "ledger/photo_requests.photo_wanted",
        name=own.name if own else "",
        title=promo.title,
    )


async def photo(context: Context) -> bool:
    """The next photo of an owner answers the oldest request; only its file id is kept."""
    free = context.person.pending_prompt.kind in FREE
    if not context.message.photo or not free or not context.person.owns:
        return False
    row = await checks.open_request(context.tx, context.person.owns)
    if row is None:
        return False
    file_id = context.message.photo[-1].file_id
    await checks.photo_came(context.tx, row.id, file_id, context.person.id, context.now)
    context.say("ledger/photo_requests.photo_passed_on", name=row.asker_name)
    await tell_now(
        context.work,
        row.business_id,
        "ledger/photo_requests.photo_caption",
        file=("photo", file_id),
        name=row.asked_name,
        title=row.title,
    )
    return True
