"""A mystery shopper's five answers about a partner's counter; both sides' owners read them, no cashier is named."""

from __future__ import annotations

from typing import Any

from handlers.context import Context
from handlers.forms import free_text, parsers, view
from handlers.forms.dialogue import begin
from handlers.forms.steps import Asked, Choice, FormKind, Step
from handlers.ledger.photo_requests import LIVE, live_promo, other_side
from handlers.recipients import tell_now
from storage import forms
from storage.agreement import promos
from storage.forms import Form
from storage.ledger import checks
from templates.catalogue import label
from templates.words.msgid import N_


async def on_mystery_shopper(context: Context) -> None:
    promo_id, number = context.pressed[:2]
    promo = await live_promo(context, promo_id)
    party = await other_side(context, promo, "shop", number) if promo else None
    if promo is None or party is None:
        return
    context.toast()
    title = label(N_("Mystery shopper: %(name)s"), context.person.language, name=party.name)
    await begin(context, SHOPPER, f"{promo.id}-{party.business_id}", {"title": title})


async def finish(context: Context, form: Form) -> None:
    """Keep the visit and show it to the owners of both sides."""
    await forms.finish(context.tx, form.id, context.now)
    promo_id, _, number = form.subject.partition("-")
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    party = promo.terms.party_of(int(number)) if promo else None
    if promo is None or party is None or party.business_id == promo.business_id or promo.state not in LIVE:
        context.edit("menu/start.not_yours")
        return
    given = {step.field: form.answers.get(step.field) for step in STEPS}
    await checks.visited(
        context.tx,
        promo.id,
        promo.business_id,
        visited_id=party.business_id,
        given=given,
        person_id=context.person.id,
        now=context.now,
    )
    data: dict[str, Any] = {"title": promo.title, "name": party.name, "given": given}
    context.edit("ledger/mystery_shopper.result", **data)
    for side in (promo.business_id, party.business_id):
        await tell_now(context.work, side, "ledger/mystery_shopper.result", but=context.person.id, **data)


def _one_to_five(asked: Asked) -> list[Choice]:
    return [Choice(str(n), n, own=True) for n in range(1, 6)]


STEPS = (
    Step("mentioned", parsers.chosen("mentioned"), 1, parsers.choices("mentioned"), required=True),
    Step("knew", parsers.chosen("knew"), 2, parsers.choices("knew"), required=True, width=3),
    Step("visible", parsers.chosen("visible"), 3, parsers.choices("visible"), required=True),
    Step("friendly", parsers.count(1, 5), 4, _one_to_five, required=True, width=5),
    Step("seen", free_text.text(300), 5),
)
SHOPPER = FormKind(
    "shopper",
    STEPS,
    last=len(STEPS),
    finish=finish,
    finish_text=N_("Show it to both sides ▶"),
    texts="ledger/mystery_shopper",
    card=view.flat_card,
)
