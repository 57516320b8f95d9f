"""The same promo again: old terms with new dates become a draft for the same partners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from domain.agreement.answers import led_by, repeated, to_answers
from domain.states import State
from handlers.agreement.setup import PROMO
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Reader
from handlers.forms import dialogue
from handlers.forms.view import resume_button
from storage import forms as stored_forms
from storage import people
from storage.agreement import promos, transitions
from storage.agreement.promos import AnyPromo, Promo
from templates.words.msgid import N_

REPEATABLE = frozenset({State.FINISHING, State.CLOSED, State.CANCELLED, State.DECLINED, State.EXPIRED, State.WITHDRAWN})
NOT_AGREED = frozenset({State.DECLINED, State.EXPIRED, State.WITHDRAWN})
LENGTHS = {28: N_("4 weeks from next Monday"), 56: N_("8 weeks from next Monday")}


async def on_repeat(context: Context) -> None:
    """First the dates; with them the draft is there, all answered."""
    promo_id, days = context.pressed[:2]
    promo = await own_promo(context, promo_id, REPEATABLE)
    if promo is None:
        return
    context.toast()
    if number_of(days) not in {promo.terms.days, *LENGTHS}:
        context.say("agreement/repeat.when", title=promo.title, buttons=_lengths(promo))
        return
    answers = _again(promo, _monday(context.today), number_of(days))
    draft = await promos.add(context.tx, "", promo.business_id, context.person.id, context.now)
    await transitions.goes_on_from(context.tx, draft, promo.id)
    await dialogue.begin(context, PROMO, draft, answers)


async def on_offer_again(context: Context) -> None:
    """What was declined or lapsed, as a draft to change, for the same partners. Days that are past are asked anew."""
    promo = await promos.find_any(context.tx, context.pressed[0], context.person.owns)
    answers = await _proposed(context, promo) if promo and promo.state in NOT_AGREED else None
    if promo is None or answers is None:
        not_yours(context)
        return
    context.toast()
    if "dates" in answers and date.fromisoformat(answers["dates"]["first"]) < context.today:
        del answers["dates"]
    draft = await promos.add(context.tx, "", promo.business_id, context.person.id, context.now)
    await transitions.goes_on_from(context.tx, draft, promo.id)
    await dialogue.begin(context, PROMO, draft, answers)


async def _proposed(context: Context, promo: AnyPromo) -> dict[str, Any] | None:
    """The terms as they stood, from the asker's side; before a partner was in, what the initiator answered."""
    if isinstance(promo, Promo):
        own = led_by(promo.terms, promo.slot) if promo.slot > 1 else promo.terms
        return to_answers(own) | {"currency": own.currency}
    answers = await stored_forms.answers_of(context.tx, "setup", promo.id) if promo.slot == 1 else None
    return dict(answers) if answers else None


def _lengths(promo: Promo) -> list[list[Button]]:
    """As long as last time, four weeks, eight weeks."""
    same = (
        []
        if promo.terms.days in LENGTHS
        else [[Button("As long as last time, from next Monday", "again", (promo.id, promo.terms.days))]]
    )
    return [*same, *([Button(text, "again", (promo.id, days))] for days, text in LENGTHS.items())]


def _monday(today: date) -> date:
    return today + timedelta(days=8 - today.isoweekday())


def _again(promo: Promo, first: date, days: int) -> dict[str, Any]:
    """The terms as the asker's side would propose them."""
    own = led_by(promo.terms, promo.slot) if promo.slot > 1 else promo.terms
    return repeated(own, first, first + timedelta(days=days - 1)) | {"currency": own.currency}


async def draft_for_initiator(context: Context, promo: Promo, *, whole: bool) -> None:
    """After a pilot's vote: the initiator's owner finds the next draft; to extend means the whole promo."""
    first = await promos.by_clock(context.tx, promo.id)
    if first is None:
        return
    answers = _again(first, _monday(context.today), 28)
    answers |= {"scale": "full"} if whole else {}
    owners = await people.owners(context.tx, first.business_id)
    owner = min(owners, key=lambda one: one.blocked, default=None)
    if owner is None:
        return
    draft = await promos.add(context.tx, "", first.business_id, owner.person_id, context.now)
    await transitions.goes_on_from(context.tx, draft, promo.id)
    await _leave_form(
        context, owner.person_id, draft, answers=answers, reader=context.work.reader(owner), title=promo.title
    )


async def _leave_form(
    context: Context, person_id: int, draft: str, answers: Mapping[str, Any], reader: Reader, title: str
) -> None:
    form = await stored_forms.start(context.tx, person_id, "setup", subject=draft, answers=answers, now=context.now)
    context.work.tell(reader, "agreement/repeat.draft_waits", title=title, buttons=[[resume_button(form)]])
