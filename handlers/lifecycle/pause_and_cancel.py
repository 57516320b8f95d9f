"""Pausing, resuming and cancelling a promo: what it means is said first, why is kept, everybody is told."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.options import LostDays
from domain.reading import Problem
from domain.states import Refusal, State, may_resume, move
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button
from handlers.context import Context
from handlers.duties import reminders
from handlers.groups import group
from handlers.lifecycle import resume
from handlers.recipients import by_day, readers, tell_others, tell_staff
from handlers.settlement import settlement
from storage.agreement import promos, transitions
from storage.agreement.promos import AnyPromo, Draft, Promo
from storage.business import invitations

TO = {"pause": State.PAUSED, "cancel": State.CANCELLED, "withdraw": State.WITHDRAWN}


async def on_pause_or_cancel(context: Context) -> None:
    """Pause, cancel or withdraw: the consequence in words and the safe button first; then the reason is typed."""
    promo_id, what = context.pressed[:2]
    promo = await _movable(context, promo_id, what)
    if promo is None:
        return
    context.toast()
    await context.expect_reply("stop", promo_id, what)
    leave = [[Button("◀ Leave it as it is", "unstop", (promo_id,))]]
    context.say(f"lifecycle/pause_and_cancel.{what}", title=promo.title, own_days=_own_days(promo), buttons=leave)


def _own_days(promo: AnyPromo) -> bool:
    """Whether who stops the promo goes on owing what it promised for the lost days."""
    if isinstance(promo, Draft):
        return False
    terms = promo.terms
    return bool(terms.bonus or (terms.minimum and terms.penalty)) and terms.lost_days is LostDays.OWN


async def _movable(context: Context, promo_id: str, what: str) -> AnyPromo | None:
    """The asker's own promo, if the life of a promo allows the step. A proposal is withdrawn by who made it."""
    promo = await promos.find_any(context.tx, promo_id, context.person.owns)
    if promo is None or what not in TO or (what == "withdraw" and promo.slot != 1):
        not_yours(context)
        return None
    if isinstance(move(promo.state, TO[what]), Refusal):
        context.toast("lifecycle/pause_and_cancel.not_now", alert=True)
        return None
    return promo


async def on_leave_running(context: Context) -> None:
    context.toast()
    if context.person.pending_prompt.kind == "stop":
        await context.expect_nothing()
    context.edit("lifecycle/pause_and_cancel.left")


async def answer(context: Context, promo_id: str, what: str) -> None:
    """The reason, which is the confirmation too."""
    promo = await promos.find_any(context.tx, promo_id, context.person.owns)
    if promo is None or what not in TO or isinstance(move(promo.state, TO[what]), Refusal):
        await context.expect_nothing()
        context.say("lifecycle/pause_and_cancel.not_now")
        return
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        context.say(
            ("forms/problems.problem", f"lifecycle/pause_and_cancel.{what}"),
            problem=reason,
            title=promo.title,
            own_days=_own_days(promo),
        )
        return
    await context.expect_nothing()
    await _stop(context, promo, TO[what], reason)


async def _stop(context: Context, promo: AnyPromo, to: State, reason: str) -> None:
    await transitions.move(
        context.tx, promo, to, context.now, person_id=context.person.id, business_id=promo.business_id, reason=reason
    )
    await invitations.revoke(context.tx, "partner", context.now, promo_id=promo.id)
    if to is State.CANCELLED:
        await reminders.cancelled(context.work, promo.id)
    await _tell(context, promo, f"lifecycle/pause_and_cancel.{to}", reason)
    context.say(f"lifecycle/pause_and_cancel.you_{to}", title=promo.title)
    if to is State.CANCELLED:
        await settlement.closed(context.work, promo.id)


async def _tell(context: Context, promo: AnyPromo, text: str, reason: str = "") -> None:
    """The partners, one's own co-owners and the staff in private, the group by its card and a line."""
    party = promo.terms.party_of(promo.business_id) if isinstance(promo, Promo) else None
    data: dict[str, Any] = {"title": promo.title, "who": party.name if party else "", "reason": reason}
    await tell_others(context.work, promo.id, None, text, person=context.person.id, **data)
    for reader in await readers(context.work, promo):
        if reader.chat_id < 0:
            context.work.tell(reader, text, not_before=await by_day(context.work, promo), **data)
    fresh = await promos.by_clock(context.tx, promo.id)
    if fresh and fresh.state is not State.WITHDRAWN:
        key = f"{text}:{promo.id}:{context.now:%Y%m%d%H%M%S}"
        await tell_staff(context.work, fresh, f"{text}_for_staff", title=promo.title, key=key)
    if fresh:
        await group.show_status(context.work, fresh)


async def on_resume(context: Context) -> None:
    """Only the side that paused knows when it can go on."""
    promo = await own_promo(context, context.pressed[0])
    if promo is None:
        return
    refusal = may_resume(promo.state, promo.business_id, await transitions.paused_by(context.tx, promo.id))
    if refusal:
        context.toast(f"lifecycle/pause_and_cancel.{refusal.reason}", alert=True)
        return
    context.toast()
    await transitions.move(
        context.tx, promo, State.RUNNING, context.now, person_id=context.person.id, business_id=promo.business_id
    )
    await resume.resumed(context.work, promo)
    await _tell(context, promo, "lifecycle/pause_and_cancel.resumed")
    context.say("lifecycle/pause_and_cancel.you_resumed", title=promo.title)
