"""The partners' answers to a version: section by section, a change, or a no with a reason."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.agreement import may_answer
from domain.lifecycle import OPEN_PROPOSAL, State
from domain.reading import Ambiguous, Confirm, Problem
from domain.terms import SECTIONS, Terms, changes, from_answers, section_of, to_answers
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Context, Work
from handlers.forms import Asked, Step
from handlers.promo_steps import STEPS
from storage import people, promos
from storage.promos import Promo
from templates import label, word
from templates.words import N_

STEP_OF = {step.field: step for step in STEPS}
REASONS = (N_("Not now"), N_("Not our customers"), N_("Too expensive for us"))


async def tell_others(work: Work, promo_id: str, but: int | None, text: str, /, *, buttons: Rows = (), **data: Any) -> None:
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
    accepted = await promos.accepted(context.tx, promo)
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
        await promos.standing(context.tx, promo), promo.business_id, int(version) if version and version.isdigit() else 0
    )
    if refusal:
        context.toast(f"negotiation.{refusal.reason}", alert=True)
        if refusal.reason == "old_version":
            await show(context, promo)
        return None
    return promo


async def press_section(context: Context) -> None:
    """One section with its own buttons."""
    _, version, number = [*context.pressed, "", ""][:3]
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
    return names[min(max(int(number) if number.isdigit() else 1, 1), len(names)) - 1]


async def press_accept(context: Context) -> None:
    _, version, number = [*context.pressed, "", ""][:3]
    promo = await mine(context, version)
    if promo is None:
        return
    context.toast("negotiation.accepted")
    await promos.accept_section(context.tx, promo, _section(number), context.person.id, context.now)
    await show(context, promo, edit=True)


async def press_change(context: Context) -> None:
    """Ask for the new value of one field, with the set-up's own question."""
    _, version, field = [*context.pressed, "", ""][:3]
    promo = await mine(context, version)
    if promo is None or promo.terms is None or field not in STEP_OF:
        return
    context.toast()
    await people.listen(context.tx, context.person.id, f"change:{promo.id}:{version}:{field}")
    _ask(context, promo, promo.terms, STEP_OF[field], version)


def _ask(context: Context, promo: Promo, terms: Terms, step: Step, version: str, problem: Problem | None = None) -> None:
    choices = step.choices(_asked(context, terms))
    ready = [
        Button(choice.text, "pick", (promo.id, version, step.field, i), own=choice.own)
        for i, choice in enumerate(choices)
    ]
    answers = to_answers(terms)
    texts = ("problems.problem",) if problem else ()
    context.say(
        (*texts, "negotiation.change_head", f"setup.ask_{step.field}"),
        problem=problem, field=step.field, now=answers[step.field], answers=answers, currency=terms.currency,
        buttons=[*in_rows(ready, step.width), [Button("◀ All sections", "promo", (promo.id,))]],
    )  # fmt: skip


def _asked(context: Context, terms: Terms) -> Asked:
    return Asked(to_answers(terms), context.today, terms.currency, context.person.language)


async def press_pick(context: Context) -> None:
    """A ready value, or the plain form of an ambiguous one (behind `=`)."""
    _, version, field, index = [*context.pressed, "", "", ""][:4]
    promo = await mine(context, version)
    if promo is None or promo.terms is None or field not in STEP_OF:
        return
    context.toast()
    step, given = STEP_OF[field], _asked(context, promo.terms)
    if index.startswith("="):
        await _take(context, promo, promo.terms, step, step.read(index[1:], given))
        return
    choices = step.choices(given)
    if index.isdigit() and int(index) < len(choices):
        await _take(context, promo, promo.terms, step, choices[int(index)].value)


async def answer_change(context: Context, promo_id: str, version: str, field: str) -> None:
    """A plain message after "Change". Against an older version, the new one is shown and the text kept in view."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.terms is None or field not in STEP_OF or promo.state not in OPEN_PROPOSAL:
        await people.listen(context.tx, context.person.id, "")
        context.say("negotiation.not_open")
    elif str(promo.version) != version:
        await people.listen(context.tx, context.person.id, "")
        context.say("negotiation.changed_meanwhile", said=context.text[:300])
        await show(context, promo)
    else:
        step = STEP_OF[field]
        await _take(context, promo, promo.terms, step, step.read(context.text, _asked(context, promo.terms)))


async def _take(context: Context, promo: Promo, terms: Terms, step: Step, value: Any) -> None:
    if isinstance(value, Problem):
        _ask(context, promo, terms, step, str(promo.version), value)
    elif isinstance(value, Ambiguous | Confirm):
        options = value.options if isinstance(value, Ambiguous) else (value.value,)
        args = (promo.id, promo.version, step.field)
        buttons = [Button(str(option), "pick", (*args, f"={option}"), own=True) for option in options]
        context.say("forms.which_one", buttons=[buttons])
    else:
        await _change(context, promo, terms, step.field, value)


async def _change(context: Context, promo: Promo, terms: Terms, field: str, value: Any) -> None:
    """A new version; signatures belong to the old one and are gone with it."""
    answers = to_answers(terms) | {field: value}
    new = from_answers(answers, promo.id, terms.currency, terms.parties)
    await people.listen(context.tx, context.person.id, "")
    changed = changes(terms, new)
    if not changed:
        context.say("negotiation.same")
        return
    await promos.cut_version(context.tx, new, promo.version + 1, promo.business_id, context.person.id, context.now)
    await promos.keep_answers(context.tx, promo.id, promo.version, {section_of(field)})
    fresh = await promos.find(context.tx, promo.id, frozenset({promo.business_id}))
    if fresh is None:
        return
    await promos.accept_section(context.tx, fresh, section_of(field), context.person.id, context.now)
    who = next(party.name for party in terms.parties if party.business_id == promo.business_id)
    data: dict[str, Any] = {"changes": changed, "version": fresh.version, "title": fresh.title, "currency": terms.currency}
    await tell_others(
        context.work, promo.id, promo.business_id, "negotiation.they_changed", who=who,
        buttons=[[Button("✍ Sign version %(n)s", "sign", (promo.id, fresh.version), words={"n": fresh.version})],
                 [Button("Look at it", "promo", (promo.id,))]], **data,
    )  # fmt: skip
    context.say("negotiation.you_changed", **data)
    await show(context, fresh)


async def press_decline(context: Context) -> None:
    promo = await mine(context, [*context.pressed, ""][1])
    if promo is None:
        return
    context.toast()
    await people.listen(context.tx, context.person.id, f"decline:{promo.id}")
    context.edit("negotiation.why_not", buttons=reasons(context, promo.id))


def reasons(context: Context, promo_id: str) -> Rows:
    ready = [Button(reason, "why", (promo_id, i)) for i, reason in enumerate(REASONS)]
    return [*in_rows(ready, 1), [Button("◀ Back to the proposal", "promo", (promo_id,))]]


async def press_reason(context: Context) -> None:
    promo_id, index = [*context.pressed, ""][:2]
    context.toast()
    if index.isdigit() and int(index) < len(REASONS):
        await decline(context, promo_id, label(REASONS[int(index)], context.person.language))


async def answer_decline(context: Context, promo_id: str) -> None:
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        context.say(("problems.problem", "negotiation.why_not"), problem=reason, buttons=reasons(context, promo_id))
    else:
        await decline(context, promo_id, reason)


async def decline(context: Context, promo_id: str, reason: str) -> None:
    """A no ends an open proposal, for a party or for somebody who was only invited."""
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
