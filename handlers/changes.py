"""A partner changes one field: the set-up's own question, then a new version that everybody is shown."""

from __future__ import annotations

from typing import Any

from domain.lifecycle import OPEN_PROPOSAL
from domain.reading import Ambiguous, Confirm, Problem
from domain.terms import Terms, changes, from_answers, section_of, to_answers
from handlers.buttons import Button, in_rows, place_in
from handlers.context import Context
from handlers.form_steps import Asked, Step
from handlers.negotiation import mine, show, tell_others
from handlers.promo_steps import STEPS
from storage import people, promos, versions
from storage.promos import Promo

STEP_OF = {step.field: step for step in STEPS}


async def press_change(context: Context) -> None:
    """Ask for the new value of one field, with the set-up's own question."""
    _, version, field = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None or promo.terms is None or field not in STEP_OF:
        return
    context.toast()
    await people.listen(context.tx, context.person.id, f"change:{promo.id}:{version}:{field}")
    _ask(context, promo, promo.terms, STEP_OF[field], version)


def _ask(
    context: Context, promo: Promo, terms: Terms, step: Step, version: str, problem: Problem | None = None
) -> None:
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
    _, version, field, index = context.pressed[:4]
    promo = await mine(context, version)
    if promo is None or promo.terms is None or field not in STEP_OF:
        return
    context.toast()
    step, given = STEP_OF[field], _asked(context, promo.terms)
    if index.startswith("="):
        await _take(context, promo, promo.terms, step, step.read(index[1:], given))
        return
    choices = step.choices(given)
    place = place_in(index, len(choices))
    if place is not None:
        await _take(context, promo, promo.terms, step, choices[place].value)


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
    await versions.cut_version(context.tx, new, promo.version + 1, promo.business_id, context.person.id, context.now)
    await versions.keep_answers(context.tx, promo.id, promo.version, {section_of(field)})
    fresh = await promos.find(context.tx, promo.id, frozenset({promo.business_id}))
    if fresh is None:
        return
    await versions.accept_section(context.tx, fresh, section_of(field), context.person.id, context.now)
    who = next(party.name for party in terms.parties if party.business_id == promo.business_id)
    data: dict[str, Any] = {
        "changes": changed,
        "version": fresh.version,
        "title": fresh.title,
        "currency": terms.currency,
    }
    await tell_others(
        context.work, promo.id, promo.business_id, "negotiation.they_changed", who=who,
        buttons=[[Button("✍ Sign version %(n)s", "sign", (promo.id, fresh.version), words={"n": fresh.version})],
                 [Button("Look at it", "promo", (promo.id,))]], **data,
    )  # fmt: skip
    context.say("negotiation.you_changed", **data)
    await show(context, fresh)
