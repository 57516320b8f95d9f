"""A use of an older day: the receiver asks, the sender agrees or not."""

from __future__ import annotations

from domain.calendar import local_day
from domain.codes import giving_back as rules
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes import code as codes_code
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from storage.codes import codes as stored
from storage.codes import giving_back as requests
from storage.codes import redemptions
from storage.codes.codes import Code, Use
from storage.ledger import disputes


async def needs_the_sender(context: Context, code: Code, use: Use) -> bool:
    """Not where the asker owns the side that sent the customer: it only loses by it."""
    if code.giver_id in context.person.owns:
        return False
    disputed = await disputes.known(context.tx, code.promo_id, use.location_id, code.giver_id)
    return rules.needs_both(code.terms, use.day, local_day(context.now, use.zone), disputed)


async def ask(context: Context, code: Code, use: Use, why: str) -> None:
    number = await requests.ask(
        context.tx, use.id, use.business_id, why=why, person_id=context.person.id, now=context.now
    )
    if number is None:
        context.say("codes/code.asked_already", digits=code.digits)
        return
    context.say("codes/code.you_asked", digits=code.digits)
    await tell_owners(
        context.work,
        (code.giver_id,),
        "codes/code.they_ask",
        key=f"give_back:{number}",
        digits=code.digits,
        use=use,
        why=why,
        buttons=[
            [Button("Give it back", "giveback", (number, "yes")), Button("It counts", "giveback", (number, "no"))]
        ],
    )


async def on_give_back(context: Context) -> None:
    """The sender's word on it."""
    number, said = context.pressed[:2]
    request = await requests.waiting(context.tx, number_of(number))
    code = await stored.find(context.tx, request.digits) if request else None
    mine = request is not None and request.giver_id in context.person.owns
    if request is None or code is None or code.use is None or not mine or said not in ("yes", "no"):
        not_yours(context)
        return
    if said == "yes" and not codes_code.may_void(context.person, code):
        context.toast("lifecycle/pause_and_cancel.not_now", alert=True)
        return
    await requests.answer(context.tx, request.id, said == "yes", context.person.id, context.now)
    context.toast()
    if said == "yes":
        await redemptions.give_back(context.tx, code.use.id, request.person_id, request.why, context.now)
        await settlement.figures_changed(context.work, code.promo_id, "void", context.person.id)
    context.edit(f"codes/code.gave_back_{said}", digits=code.digits)
    await tell_owners(
        context.work,
        (request.business_id,),
        f"codes/code.sender_says_{said}",
        key=f"give_back_answer:{request.id}",
        but=context.person.id,
        digits=code.digits,
    )


def dispute_button(promo_id: str, use: Use) -> list[list[Button]]:
    """For who sent the customer."""
    return [[Button("Dispute that day", "dis", (promo_id, use.location_id, use.day))]]
