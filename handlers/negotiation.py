"""The partners' answers to a version: section by section, a change, or a no with a reason."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.agreement import may_answer
from domain.lifecycle import OPEN_PROPOSAL, State
from domain.reading import Problem
from domain.terms import SECTIONS, to_answers
from handlers.buttons import Button, Rows, in_rows, place_in
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from storage import people, promos, versions
from storage.promos import Promo
from templates import label, word
from templates.words import N_

REASONS = (N_("Not now"), N_("Not our customers"), N_("Too expensive for us"))


async def tell_others(
    work: Work, promo_id: str, but: int | None, text: str, /, *, buttons: Rows = (), **data: Any
) -> None:
    """Say something to the owners of every party, except the business that did it."""
    for party in await promos.parties(work.tx, promo_id):
        if party.business_id == but:
            continue
        for owner in await people.owners(work.tx, party.business_id):
            look = buttons or [[Button("Look at it", "promo", (promo_id,))]]
            work.tell(work.reader(owner), text, buttons=look, **data)


async def show(context: Context, promo: Promo, edit: bool = False) -> None:
    """The newest version with what this side has said of it."""
    if promo.terms is None:
        return
    standing = await promos.standing(context.tx, promo)
    accepted = await versions.accepted(context.tx, promo)
    data = {
        "promo": promo, "terms": promo.terms, "answers": to_answers(promo.terms), "sections": SECTIONS,
        "accepted": accepted, "signed": standing.signed, "currency": promo.terms.currency,
        "waiting": [p.name for p in promo.terms.parties if p.business_id not in standing.signed],
        "missing_partners": standing.expected - len(standing.parties),
    }  # fmt: skip
    speak = context.edit if edit else context.say
    speak("negotiation.card", buttons=_card_buttons(promo, accepted, context.person.language, standing.signed), **data)


def _card_buttons(promo: Promo, accepted: set[str], language: str, signed: frozenset[int]) -> Rows:
    if promo.state not in OPEN_PROPOSAL or promo.business_id in signed:
        return ()
    sections = [
        Button(f"{'✓ ' if section in accepted else ''}{i}. {word('section', section, language)}", "sec",
               (promo.id, promo.version, i), own=True)
        for i, section in enumerate(SECTIONS, 1)
    ]  # fmt: skip
    sign = Button("✍ Sign version %(n)s", "sign", (promo.id, promo.version), words={"n": promo.version})
    return [[sign], *in_rows(sections, 2), [Button("Decline", "no", (promo.id, promo.version))]]


async def mine(context: Context, version: str | None = None) -> Promo | None:
    """The pressed button's promo, if it is the asker's and still the version that the button speaks of."""
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    if promo is None or promo.terms is None:
        context.toast("start.not_yours", alert=True)
        return None
    refusal = may_answer(
        await promos.standing(context.tx, promo),
        promo.business_id,
        number_of(version or ""),
    )
    if refusal:
        context.toast(f"negotiation.{refusal.reason}", alert=True)
        if refusal.reason == "old_version":
            await show(context, promo)
        return None
    return promo


async def press_section(context: Context) -> None:
    """One section with its own buttons."""
    _, version, number = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None or promo.terms is None:
        return
    context.toast()
    section = _section(number)
    answers = to_answers(promo.terms)
    fields = [
        Button(f"✎ {word('field', field, context.person.language)}", "chg", (promo.id, version, field), own=True)
        for field in SECTIONS[section]
    ]
    accept = Button("✓ Accept", "acc", (promo.id, version, number))
    rows: Rows = [[accept], *in_rows(fields, 2), [Button("◀ All sections", "promo", (promo.id,))]]
    context.edit("negotiation.section", section=section, fields=SECTIONS[section], answers=answers,
                 currency=promo.terms.currency, number=number, title=promo.title, buttons=rows)  # fmt: skip


def _section(number: str) -> str:
    names = tuple(SECTIONS)
    return names[min(max(number_of(number), 1), len(names)) - 1]


async def press_accept(context: Context) -> None:
    _, version, number = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None:
        return
    context.toast("negotiation.accepted")
    await versions.accept_section(context.tx, promo, _section(number), context.person.id, context.now)
    await show(context, promo, edit=True)


async def press_decline(context: Context) -> None:
    promo = await mine(context, context.pressed[1])
    if promo is None:
        return
    context.toast()
    await people.listen(context.tx, context.person.id, f"decline:{promo.id}")
    context.edit("negotiation.why_not", buttons=reasons(context, promo.id))


def reasons(context: Context, promo_id: str) -> Rows:
    ready = [Button(reason, "why", (promo_id, i)) for i, reason in enumerate(REASONS)]
    return [*in_rows(ready, 1), [Button("◀ Back to the proposal", "promo", (promo_id,))]]


async def press_reason(context: Context) -> None:
    promo_id, index = context.pressed[:2]
    context.toast()
    place = place_in(index, len(REASONS))
    if place is not None:
        await decline(context, promo_id, label(REASONS[place], context.person.language))


async def answer_decline(context: Context, promo_id: str) -> None:
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        context.say(("problems.problem", "negotiation.why_not"), problem=reason, buttons=reasons(context, promo_id))
    else:
        await decline(context, promo_id, reason)


async def decline(context: Context, promo_id: str, reason: str) -> None:
    """A no ends an open proposal, for a party or for somebody who was only invited."""
    if context.person.listening.startswith("decline:"):
        await people.listen(context.tx, context.person.id, "")
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    invited = None if promo else await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    seen = promo or (await promos.by_clock(context.tx, promo_id) if invited else None)
    if seen is None or seen.state not in OPEN_PROPOSAL:
        context.say("negotiation.not_open")
        return
    business = promo.business_id if promo else None
    await promos.move(
        context.tx, seen, State.DECLINED, context.now,
        person_id=context.person.id, business_id=business, reason=reason,
    )  # fmt: skip
    await tell_others(context.work, promo_id, business, "negotiation.they_declined", title=seen.title, reason=reason)
    context.say("negotiation.you_declined", title=seen.title)
