"""Pausing and cancelling a promo: what it means is said first, why is kept, everybody is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain import reading
from domain.calendar import local_day
from domain.lifecycle import ending
from domain.options import LostDays
from domain.reading import Problem
from domain.states import Refusal, State, move
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.context import Context
from handlers.ending import zone_of
from handlers.lifecycle import notice
from handlers.lifecycle.announcements import name_of, tell_all
from handlers.schedule import planning
from handlers.settlement import settlement
from storage.agreement import promos
from storage.agreement.promos import AnyPromo, Draft, Promo
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
    if isinstance(promo, Promo) and given:
        context.toast()
        await notice.show(context, promo, given)
    elif isinstance(promo, Promo) and isinstance(last_day, Refusal):
        context.toast(f"lifecycle/notice.{last_day.reason}", alert=True, day=promo.terms.ends)
    else:
        context.toast()
        await context.expect_reply("stop", promo_id, what)
        leave = [[Button("◀ Leave it as it is", "unstop", (promo_id,))]]
        context.say(f"lifecycle/pause_and_cancel.{what}", **_means(promo, last_day), buttons=leave)


async def _last_day(context: Context, promo: AnyPromo, what: str) -> date | Refusal | None:
    """Of a promo that is cancelled after a notice; None for all that happens at once."""
    if what != "cancel" or isinstance(promo, Draft):
        return None
    today = local_day(context.now, await zone_of(context.work, promo.id))
    return ending.last_day(promo.terms, promo.state, today)


def _means(promo: AnyPromo, last_day: date | Refusal | None) -> dict[str, Any]:
    pause_days = promo.terms.pause_days if isinstance(promo, Promo) else 0
    return {"title": promo.title, "own_days": _own_days(promo), "last_day": last_day, "pause_days": pause_days}


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
    last_day = await _last_day(context, promo, what)
    reason = reading.plain(context.text, longest=300)
    if isinstance(reason, Problem):
        texts = ("forms/problems.problem", f"lifecycle/pause_and_cancel.{what}")
        context.say(texts, problem=reason, **_means(promo, last_day))
        return
    await context.expect_nothing()
    await _stop(context, promo, TO[what], reason=reason, last_day=last_day)


async def _stop(context: Context, promo: AnyPromo, to: State, *, reason: str, last_day: date | Refusal | None) -> None:
    if isinstance(promo, Promo) and isinstance(last_day, Refusal):
        context.say(f"lifecycle/notice.{last_day.reason}", day=promo.terms.ends)
    elif isinstance(promo, Promo) and isinstance(last_day, date):
        await notice.give(context, promo, reason, last_day)
    else:
        await _at_once(context, promo, to, reason)


async def _at_once(context: Context, promo: AnyPromo, to: State, reason: str) -> None:
    await notice.stop(
        context.work, promo, to, by=promo.business_id, person_id=context.person.id, reason=reason, at=context.now
    )
    if to is State.PAUSED:
        await planning.plan_pause_end(context.work, promo.id)
    who = name_of(promo, promo.business_id)
    text = f"lifecycle/pause_and_cancel.{to}"
    await tell_all(context.work, promo, text, context.person.id, who=who, reason=reason)
    context.say(f"lifecycle/pause_and_cancel.you_{to}", title=promo.title)
    if to is State.CANCELLED:
        await settlement.closed(context.work, promo.id)
