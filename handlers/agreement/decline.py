"""A no with its reason: to a proposal, to one's own part in it, or to a change of running terms."""

from __future__ import annotations

from domain import reading
from domain.agreement.answers import without
from domain.agreement.signing import may_leave
from domain.reading import Problem
from domain.states import AGREED, OPEN_PROPOSAL, State
from handlers.agreement.negotiation import mine
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, in_rows, place_in
from handlers.context import Context
from handlers.recipients import tell_now, tell_others
from storage.agreement import open_invitations, promos, transitions, versions
from storage.agreement.promos import AnyPromo, Promo
from templates.catalogue import label
from templates.words.msgid import N_

REASONS = (N_("Not now"), N_("Not our customers"), N_("Too expensive for us"))


async def on_decline(context: Context) -> None:
    """What a no means here, then why."""
    promo = await mine(context, context.pressed[1])
    if promo is None:
        return
    context.toast()
    await context.expect_reply("decline", promo.id)
    goes_on = promo.state in OPEN_PROPOSAL and may_leave(await promos.standing(context.tx, promo))
    context.edit(
        "agreement/decline.why_not", goes_on=goes_on, amendment=promo.state in AGREED, buttons=reasons(promo.id)
    )


def reasons(promo_id: str) -> Rows:
    ready = [Button(reason, "why", (promo_id, i)) for i, reason in enumerate(REASONS)]
    return [*in_rows(ready, 1), [Button("◀ Back to the proposal", "promo", (promo_id,))]]


async def on_reason(context: Context) -> None:
    promo_id, index = context.pressed[:2]
    context.toast()
    place = place_in(index, len(REASONS))
    if place is not None:
        await decline(context, promo_id, label(REASONS[place], context.person.language))


async def answer_decline(context: Context, promo_id: str) -> None:
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        context.say(
            ("forms/problems.problem", "agreement/decline.why_not"),
            problem=reason,
            goes_on=False,
            amendment=False,
            buttons=reasons(promo_id),
        )
    else:
        await decline(context, promo_id, reason)


async def decline(context: Context, promo_id: str, reason: str) -> None:
    """Of a party, or of somebody who was only invited."""
    if context.person.pending_prompt.kind == "decline":
        await context.expect_nothing()
    promo = await promos.on_the_table(context.tx, promo_id, context.person.owns)
    if promo is None:
        await _invited(context, promo_id, reason)
    elif not promo.open:
        context.say("agreement/negotiation.not_open")
    elif promo.state in AGREED:
        await _amendment(context, promo, reason)
    elif may_leave(await promos.standing(context.tx, promo)):
        await _leave(context, promo, reason)
    else:
        await _end(context, promo, promo.business_id, reason)


async def _invited(context: Context, promo_id: str, reason: str) -> None:
    """While others are in already, they go on; somebody else can still take the place."""
    invited = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    seen = await promos.by_clock_any(context.tx, promo_id) if invited else None
    if seen is None or seen.state not in OPEN_PROPOSAL:
        context.say("agreement/negotiation.not_open")
    elif len(await promos.parties(context.tx, promo_id)) > 1:
        await tell_others(
            context.work, promo_id, None, "agreement/decline.not_joining", title=seen.title, reason=reason
        )
        context.say("agreement/decline.you_declined", title=seen.title)
    else:
        await _end(context, seen, None, reason)


async def _end(context: Context, promo: AnyPromo, business_id: int | None, reason: str) -> None:
    """With fewer than two left there is nothing to agree on."""
    if business_id:
        await transitions.answered(context.tx, promo, context.now)
    await transitions.move(
        context.tx,
        promo,
        State.DECLINED,
        context.now,
        person_id=context.person.id,
        business_id=business_id,
        reason=reason,
    )
    await _tell_sides(context, promo, business_id, reason)
    rows = [[Button("I changed my mind", "mind", (promo.id,))]]
    context.say("agreement/decline.you_declined", title=promo.title, buttons=rows)


async def _tell_sides(context: Context, promo: AnyPromo, business_id: int | None, reason: str) -> None:
    """Who declined and why, with the ways on: the same again with changes, for the initiator a copy."""
    parties = await promos.parties(context.tx, promo.id)
    name = next((party.name for party in parties if party.business_id == business_id), "")
    for party in parties:
        again = Button("Offer it again, changed", "reoffer", (promo.id,))
        rows = [[again, *([Button("Copy", "copy", (promo.id,))] if party.slot == 1 else [])]]
        await tell_now(
            context.work,
            party.business_id,
            "agreement/decline.they_declined",
            but=context.person.id,
            business=name,
            who=context.person.name,
            title=promo.title,
            reason=reason,
            buttons=rows,
        )


async def on_changed_mind(context: Context) -> None:
    """Who declined takes it back, while the proposal would still be open and nothing has taken its place."""
    promo_id = context.pressed[0]
    no, promo = await transitions.declined(context.tx, promo_id), await promos.by_clock_any(context.tx, promo_id)
    mine = no and (no.person_id == context.person.id or no.business_id in context.person.owns)
    if promo is None or no is None or not mine:
        not_yours(context)
    elif no.replaced or promo.state is not State.DECLINED or (promo.expires_at or context.now) <= context.now:
        context.toast("agreement/decline.too_late", alert=True)
    else:
        context.toast()
        await transitions.move(
            context.tx, promo, no.was, context.now, person_id=context.person.id, business_id=no.business_id
        )
        await _tell_back(context, promo, no.business_id)
        rows = [[Button("Look at it", "promo", (promo.id,))]]
        context.edit("agreement/decline.open_again", title=promo.title, buttons=rows)


async def _tell_back(context: Context, promo: AnyPromo, business_id: int | None) -> None:
    parties = await promos.parties(context.tx, promo.id)
    name = next((party.name for party in parties if party.business_id == business_id), "")
    await tell_others(
        context.work,
        promo.id,
        None,
        "agreement/decline.changed_mind",
        person=context.person.id,
        business=name,
        who=context.person.name,
        title=promo.title,
    )


async def _leave(context: Context, promo: Promo, reason: str) -> None:
    """The others go on with a version of their own; where nothing would be left of it, it ends."""
    terms = without(promo.terms, promo.slot)
    if terms is None:
        await _end(context, promo, promo.business_id, reason)
        return
    name = promo.terms.parties[promo.slot - 1].name
    await transitions.answered(context.tx, promo, context.now)
    await versions.cut_version(context.tx, terms, promo, context.person.id, context.now)
    await transitions.leave(context.tx, promo, context.person.id, reason, context.now)
    await tell_others(
        context.work,
        promo.id,
        promo.business_id,
        "agreement/decline.they_left",
        who=name,
        title=promo.title,
        reason=reason,
        version=promo.newest + 1,
    )
    context.say("agreement/decline.you_left", title=promo.title)


async def _amendment(context: Context, promo: Promo, reason: str) -> None:
    """The terms in force stay as they are."""
    await transitions.drop_amendment(
        context.tx, promo, context.now, person_id=context.person.id, business_id=promo.business_id, reason=reason
    )
    party = promo.terms.party_of(promo.business_id)
    await tell_others(
        context.work,
        promo.id,
        None,
        "agreement/decline.change_declined",
        person=context.person.id,
        title=promo.title,
        reason=reason,
        who=party.name if party else "",
    )
    context.say("agreement/decline.you_declined_change", title=promo.title)
