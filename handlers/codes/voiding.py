"""Giving a use back, or making a code void: by owners, with a reason, and the other side is told."""

from __future__ import annotations

from domain import reading
from domain.reading import Problem
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, in_rows, place_in
from handlers.buttons import number as number_of
from handlers.codes import code as codes_code
from handlers.codes import giving_back
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from storage.codes import codes as stored
from storage.codes import redemptions
from storage.codes.codes import Code
from templates.catalogue import label
from templates.words.msgid import N_

REASONS = (N_("A mistake at the till"), N_("The customer brought it back"), N_("The card is lost or stolen"))


async def on_void(context: Context) -> None:
    """What it means, then why; with a reason behind it, it is done."""
    digits, use, reason = context.pressed[:3]
    code = await codes_code.known(context, digits)
    if code is None:
        return
    if not codes_code.may_void(context.person, code):
        not_yours(context)
        return
    if not _same(code, use):
        context.toast("codes/code.changed_since", alert=True)
        return
    context.toast()
    place = place_in(reason, len(REASONS))
    if place is None:
        await context.expect_reply("void", code.digits, use)
        context.say("codes/code.why_void", digits=code.digits, use=code.use, buttons=_reasons(code))
    else:
        await _do(context, code, label(REASONS[place], context.person.language))


def _same(code: Code, use: str) -> bool:
    """The button speaks of the use that stands now, or of a code that is still unused."""
    return number_of(use) == (code.use.id if code.use else 0)


def _reasons(code: Code) -> Rows:
    use = code.use.id if code.use else 0
    ready = [Button(reason, "void", (code.digits, use, i)) for i, reason in enumerate(REASONS)]
    return [[Button("◀ Leave it as it is", "unvoid")], *in_rows(ready, 1)]


async def on_leave_valid(context: Context) -> None:
    context.toast()
    if context.person.pending_prompt.kind == "void":
        await context.expect_nothing()
    context.edit("lifecycle/pause_and_cancel.left")


async def answer(context: Context, digits: str, use: str) -> None:
    """The reason in the owner's own words."""
    code = await codes_code.known(context, digits)
    if code is None or not codes_code.may_void(context.person, code) or not _same(code, use):
        await context.expect_nothing()
        if code:
            context.say("codes/code.changed_since")
        return
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        context.say(
            ("forms/problems.problem", "codes/code.why_void"),
            problem=reason,
            digits=digits,
            use=code.use,
            buttons=_reasons(code),
        )
    else:
        await _do(context, code, reason)


async def _do(context: Context, code: Code, why: str) -> None:
    if context.person.pending_prompt.kind == "void":
        await context.expect_nothing()
    if code.use and await giving_back.needs_the_sender(context, code, code.use):
        await giving_back.ask(context, code, code.use, why)
        return
    if code.use:
        await redemptions.give_back(context.tx, code.use.id, context.person.id, why, context.now)
    else:
        await stored.void(context.tx, code.digits, context.person.id, why, context.now)
    await settlement.figures_changed(context.work, code.promo_id, "void", context.person.id)
    context.say("codes/code.you_voided", digits=code.digits, use=code.use)
    if code.use:
        for side in (code.giver_id, code.use.business_id):
            await tell_owners(
                context.work,
                (side,),
                "codes/code.voided",
                key=f"voided:{code.use.id}",
                but=context.person.id,
                digits=code.digits,
                use=code.use,
                why=why,
                buttons=giving_back.dispute_button(code.promo_id, code.use) if side == code.giver_id else (),
            )
