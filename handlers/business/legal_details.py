"""What documents name a business and its signatory by: one short form, and every line may stay open."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from domain.reading import Problem
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import free_text, parsers, view
from handlers.forms.dialogue import begin
from handlers.forms.steps import Asked, FormKind, Step
from storage import forms
from storage.business import legal_details
from storage.forms import Form
from templates.words.msgid import N_


def _capacity(said: str, asked: Asked) -> Any:
    """One of ours, or the person's own words."""
    known = parsers.chosen("capacity")(said, asked)
    return free_text.text(60)(said, asked) if isinstance(known, Problem) else known


STEPS = (
    Step("legal_name", free_text.name(120), 1),
    Step("register_number", free_text.text(40), 2),
    Step("legal_address", free_text.text(150), 3),
    Step("full_name", free_text.name(100), 4),
    Step("capacity", _capacity, 5, parsers.choices("capacity")),
)


async def on_legal_details(context: Context) -> None:
    """The form of a business; with a promo and its version it leads back to the signature."""
    business, promo_id, version = context.pressed[:3]
    known = await legal_details.find(context.tx, number_of(business), context.person.id)
    if known is None or not context.person.is_owner(number_of(business)):
        context.toast("menu/start.not_yours", alert=True)
        return
    context.toast()
    subject = "-".join(filter(None, (business, promo_id, version)))
    await begin(context, DETAILS, subject, asdict(known) if known.are_known else {})


async def finish(context: Context, form: Form) -> None:
    """Save it if the person still owns the business, and back to where they came from."""
    await forms.finish(context.tx, form.id, context.now)
    business, *signing = form.subject.split("-")
    if not context.person.is_owner(number_of(business)):
        context.edit("menu/start.not_yours")
        return
    await legal_details.save(context.tx, number_of(business), context.person.id, form.answers)
    back: Rows = [[Button("✍ Back to the signature", "sign", tuple(signing))]] if signing else ()
    context.edit("business/legal_details.saved", buttons=back)


DETAILS = FormKind(
    "legal",
    STEPS,
    last=len(STEPS),
    finish=finish,
    finish_text=N_("✓ Save"),
    texts="business/legal_details",
    card=view.flat_card,
)
