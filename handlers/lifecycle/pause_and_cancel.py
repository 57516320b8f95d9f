"""Pausing and cancelling a promo: what it means is said first, why is kept, everybody is told."""

from __future__ import annotations

from datetime import date

from domain import reading
from domain.calendar import local_day
from domain.lifecycle import ending
from domain.options import LostDays
from domain.reading import Problem
from domain.states import Refusal, State, move
from handlers.buttons import Button
from handlers.context import Context
from handlers.lifecycle import notice
from handlers.lifecycle.telling import name_of, tell_all
from handlers.schedule import planning
from handlers.settlement import settlement
from handlers.standing import zone_of
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.lifecycle import notices

TO = {"pause": State.PAUSED, "cancel": State.CANCELLED, "withdraw": State.WITHDRAWN}


async def on_pause_or_cancel(context: Context) -> None:
    """Pause, cancel or withdraw: the consequence in words and the safe button first; then the reason is typed."""
    promo_id, what = context.pressed[:2]
    promo = await _movable(context, promo_id, what)
    if promo is None:
        return
    given = await notices.standing(context.tx, promo.id) if what == "cancel" else None
    last_day = await _last_day(context, promo, what)
    if isinstance(last_day, Refusal):
        context.toast(f"lifecycle/notice.{last_day.reason}", alert=True, day=promo.terms and promo.terms.ends)
        return
    context.toast()
    if given:
        await notice.show(context, promo, given)
        return
    await context.expect_reply("stop", promo_id, what)
    leave = [[Button("◀ Leave it as it is", "unstop", (promo_id,))]]
    context.say(
        f"lifecycle/pause_and_cancel.{what}",
        title=promo.title,
        own_days=_own_days(promo),
        last_day=last_day,
        pause_days=promo.terms and promo.terms.pause_days,
        buttons=leave,
    )


async def _last_day(context: Context, promo: Promo, what: str) -> date | Refusal | None:
    """Of a promo that is cancelled after a notice; None for all that happens at once."""
    if what != "cancel" or promo.terms is None:
        return None
    today = local_day(context.now, await zone_of(context.work, promo.id))
    return ending.last_day(promo.terms, promo.state, today)


def _own_days(promo: Promo) -> bool:
    """Whether who stops the promo goes on owing what it promised for the lost days."""
    terms = promo.terms
    counted = terms is not None and bool(terms.bonus or (terms.minimum and terms.penalty))
    return counted and terms is not None and terms.lost_days is LostDays.OWN


async def _movable(context: Context, promo_id: str, what: str) -> Promo | None:
    """The asker's own promo, if the life of a promo allows the step. A proposal is withdrawn by who made it."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or what not in TO or (what == "withdraw" and promo.slot != 1):
        context.toast("menu/start.not_yours", alert=True)
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
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    last_day = await _last_day(context, promo, what) if promo else None
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
            last_day=last_day,
            pause_days=promo.terms and promo.terms.pause_days,
        )
        return
    await context.expect_nothing()
    if isinstance(last_day, Refusal):
        context.say(f"lifecycle/notice.{last_day.reason}", day=promo.terms and promo.terms.ends)
    elif last_day:
        await notice.give(context, promo, reason, last_day)
    else:
        await _stop(context, promo, TO[what], reason)


async def _stop(context: Context, promo: Promo, to: State, reason: str) -> None:
    await notice.stop(
        context.work, promo, to, by=promo.business_id, person_id=context.person.id, reason=reason, at=context.now
    )
    if to is State.PAUSED:
        await planning.plan_pause_end(context.work, promo.id)
    await tell_all(
        context.work,
        promo,
        f"lifecycle/pause_and_cancel.{to}",
        context.person.id,
        who=name_of(promo, promo.business_id),
        reason=reason,
    )
    context.say(f"lifecycle/pause_and_cancel.you_{to}", title=promo.title)
    if to is State.CANCELLED:
        await settlement.closed(context.work, promo.id)
