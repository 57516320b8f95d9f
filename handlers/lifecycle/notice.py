"""Ending a promo alone: after the notice that the terms name, or at once where all sides want it."""

from __future__ import annotations

from datetime import date, datetime

from domain.calendar import to_utc
from domain.lifecycle import ending
from domain.lifecycle.ending import NEXT_DAY, Notice
from domain.schedule.plan import MIDNIGHT
from domain.states import Refusal, State, move
from handlers.asked import own_promo
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from handlers.duties import reminders
from handlers.ending import zone_of
from handlers.lifecycle.announcements import name_of, tell_all
from handlers.recipients import tell_now
from handlers.settlement import settlement
from storage.agreement import promos, transitions
from storage.agreement.promos import AnyPromo, Promo
from storage.business import invitations
from storage.lifecycle import notices
from storage.queues import schedule


async def give(context: Context, promo: Promo, reason: str, last_day: date) -> None:
    """The promo goes on until that day; the others may agree to end it at once."""
    await notices.give(
        context.tx,
        promo.id,
        promo.business_id,
        person_id=context.person.id,
        reason=reason,
        last_day=last_day,
        now=context.now,
    )
    notice = await notices.standing(context.tx, promo.id)
    if notice is None or notice.business_id != promo.business_id:
        context.say("lifecycle/pause_and_cancel.not_now")
        return
    await schedule.plan(context.tx, [ending.after_notice(notice, await zone_of(context.work, promo.id))])
    context.say("lifecycle/notice.you_gave", title=promo.title, day=last_day, buttons=[[_back(promo)]])
    sides = await _open_sides(context, promo, notice)
    await tell_all(
        context.work,
        promo,
        "lifecycle/notice.given",
        context.person.id,
        dict.fromkeys(sides, _choice(promo)),
        who=name_of(promo, promo.business_id),
        reason=reason,
        day=last_day,
    )


async def _open_sides(context: Context, promo: Promo, notice: Notice) -> list[int]:
    """Those that have not said that it may end at once."""
    parties = await promos.parties(context.tx, promo.id)
    return [one.business_id for one in parties if one.business_id not in notice.agreed | {notice.business_id}]


def _choice(promo: Promo) -> Rows:
    return [[Button("End it at once", "endnow", (promo.id,))], [Button("Look at it", "promo", (promo.id,))]]


def _back(promo: Promo) -> Button:
    return Button("Take the cancellation back", "unnotice", (promo.id,))


def button(promo: Promo, notice: Notice | None) -> Button:
    """What a side can do on the way to an early end."""
    if notice is None:
        return Button("Cancel the promo", "stop", (promo.id, "cancel"))
    if notice.business_id == promo.business_id:
        return _back(promo)
    return Button("End it at once", "endnow", (promo.id,))


async def show(context: Context, promo: Promo, notice: Notice) -> None:
    """Somebody cancels what is cancelled already."""
    context.say(
        "lifecycle/notice.standing",
        title=promo.title,
        who=name_of(promo, notice.business_id),
        day=notice.last_day,
        buttons=[[button(promo, notice)]],
    )


async def _found(context: Context) -> tuple[Promo, Notice] | None:
    """The asker's promo with the notice that stands."""
    promo = await own_promo(context, context.pressed[0])
    notice = await notices.standing(context.tx, promo.id) if promo else None
    if promo is None:
        return None
    if notice is None or isinstance(move(promo.state, State.CANCELLED), Refusal):
        context.toast("lifecycle/pause_and_cancel.not_now", alert=True)
        return None
    return promo, notice


async def on_take_back(context: Context) -> None:
    """By who gave it, until the day."""
    found = await _found(context)
    if found is None:
        return
    promo, notice = found
    if notice.business_id not in context.person.owns:
        context.toast("lifecycle/notice.not_your_notice", alert=True)
        return
    context.toast()
    await notices.take_back(context.tx, notice, context.person.id, context.now)
    await schedule.cancel(context.tx, "notice", promo.id)
    context.say("lifecycle/notice.you_took_back", title=promo.title)
    await tell_all(
        context.work, promo, "lifecycle/notice.taken_back", context.person.id, who=name_of(promo, notice.business_id)
    )


async def on_end_now(context: Context) -> None:
    """Another side's yes to an end at once, after one question; the last yes ends it."""
    found = await _found(context)
    if found is None:
        return
    promo, notice = found
    mine = [side for side in await _open_sides(context, promo, notice) if side in context.person.owns]
    if not mine:
        context.toast("lifecycle/notice.waits_for_the_others", alert=True)
        return
    context.toast()
    if context.pressed[1] == "yes":
        for side in mine:
            await notices.agree(context.tx, notice, side, context.person.id, context.now)
        await _agreed(context, promo)
        return
    yes = Button("Yes, end it now", "endnow", (promo.id, "yes"))
    leave = Button("◀ Leave it as it is", "unstop", (promo.id,))
    context.say("lifecycle/notice.end_now", title=promo.title, day=notice.last_day, buttons=[[leave], [yes]])


async def _agreed(context: Context, promo: Promo) -> None:
    notice = await notices.standing(context.tx, promo.id)
    if notice is None:
        return
    open_ = await _open_sides(context, promo, notice)
    if not open_:
        context.edit("lifecycle/notice.you_ended", title=promo.title)
        await schedule.cancel(context.tx, "notice", promo.id)
        await end(context.work, promo, notice, by=None, person_id=context.person.id)
        return
    context.edit("lifecycle/notice.you_agreed", title=promo.title)
    for side in open_:
        await tell_now(
            context.work,
            side,
            "lifecycle/notice.agreed",
            title=promo.title,
            who=name_of(promo, promo.business_id),
            day=notice.last_day,
            buttons=_choice(promo),
        )


async def ends(work: Work, subject: str, period: str) -> None:
    """The midnight after the last day."""
    promo, notice = await promos.by_clock(work.tx, subject), await notices.standing(work.tx, subject)
    if promo is None or notice is None or str(notice.id) != period:
        return
    if not isinstance(move(promo.state, State.CANCELLED), Refusal):
        await end(work, promo, notice, by=notice.business_id, person_id=None)


async def end(work: Work, promo: Promo, notice: Notice, *, by: int | None, person_id: int | None) -> None:
    """`by` took the days away that are left; None: all of them together."""
    at = to_utc(notice.last_day + NEXT_DAY, MIDNIGHT, await zone_of(work, promo.id))
    await stop(work, promo, State.CANCELLED, by=by, person_id=person_id, reason=notice.reason, at=min(work.now, at))
    await tell_all(
        work,
        promo,
        f"lifecycle/notice.{'ended' if by else 'ended_together'}",
        person_id,
        who=name_of(promo, by or 0),
        reason=notice.reason,
    )
    await settlement.closed(work, promo.id)


async def stop(
    work: Work, promo: AnyPromo, to: State, *, by: int | None, person_id: int | None, reason: str, at: datetime
) -> None:
    """Of a promo that is cancelled nothing is to be done any more but to take away what advertises it."""
    await transitions.move(work.tx, promo, to, at, person_id=person_id, business_id=by, reason=reason)
    await invitations.revoke(work.tx, "partner", work.now, promo_id=promo.id)
    if to is State.CANCELLED:
        await reminders.cancelled(work, promo.id)
