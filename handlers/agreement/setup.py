"""Setting a promo up question by question, to the card that can be proposed."""

from __future__ import annotations

from domain.agreement.fields import filled
from domain.states import State
from handlers.agreement import proposal, views
from handlers.agreement.questions import STEPS
from handlers.agreement.ready_promos import documents
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.context import Context
from handlers.forms import sections
from handlers.forms.dialogue import begin
from handlers.forms.steps import FormKind
from storage import forms
from storage.agreement import promos, transitions
from storage.business import businesses as stored_businesses
from templates.words.msgid import N_


async def start(context: Context, business_id: int) -> None:
    """A draft of this business and its form. A draft without a single answer is taken up again."""
    business = await stored_businesses.find(context.tx, business_id)
    if business is None:
        return
    draft = await transitions.untouched_draft(context.tx, business_id)
    promo_id = draft or await promos.add(context.tx, "", business_id, context.person.id, context.now)
    await begin(context, PROMO, promo_id, {"currency": business.currency} | documents(context.person.language))


PROMO = FormKind(
        "setup", STEPS, last=0, finish=proposal.propose, finish_text=N_("Propose to the partner ▶"),
        texts="agreement/setup", head="agreement/setup.head", card=sections.card, derive=filled, look=views.of_draft,
    )  # fmt: skip


async def on_copy(context: Context) -> None:
    """A draft as the beginning of another one."""
    promo = await promos.find_any(context.tx, context.pressed[0], context.person.owns)
    answers = await forms.answers_of(context.tx, "setup", promo.id) if promo and promo.slot == 1 else None
    if promo is None or answers is None:
        not_yours(context)
        return
    context.toast()
    draft = await promos.add(context.tx, "", promo.business_id, context.person.id, context.now)
    await begin(context, PROMO, draft, answers)


async def on_throw_away(context: Context) -> None:
    """A draft is thrown away after one question."""
    promo_id, sure = context.pressed[:2]
    promo = await promos.find_any(context.tx, promo_id, context.person.owns)
    if promo is None or promo.state is not State.DRAFT:
        not_yours(context)
        return
    context.toast()
    if sure != "yes":
        buttons = [[Button("Keep it", "promo", (promo_id,)), Button("Throw away", "drop", (promo_id, "yes"))]]
        context.edit("agreement/setup.throw_away", title=promo.title, buttons=buttons)
        return
    await transitions.move(
        context.tx, promo, State.WITHDRAWN, context.now, person_id=context.person.id, business_id=promo.business_id
    )
    await context.expect_nothing()
    context.edit("agreement/setup.thrown_away", title=promo.title)
