"""The promo's own dates: a step of its life, three days are left, it finishes, it closes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.agreement.terms import Terms
from domain.calendar import promo_weeks
from domain.schedule.due_names import WeekPost
from domain.states import COUNTING, Refusal, State, move
from handlers.context import Work
from handlers.groups import group
from handlers.ledger import certificates
from handlers.measures import entry
from handlers.recipients import by_day, readers
from handlers.results import final, weekly
from handlers.settlement import settlement
from storage.agreement import promos, transitions
from storage.agreement.promos import Promo
from storage.lifecycle import notices

TWO_DAYS = timedelta(days=2)


async def finish(work: Work, subject: str, period: str) -> None:
    """After the last day only late reports are taken."""
    await step(work, subject, period, State.FINISHING, "groups/group.finishing")
    await entry.finished(work, subject)


async def close(work: Work, subject: str, period: str) -> None:
    await step(work, subject, period, State.CLOSED, None)
    await settlement.closed(work, subject)
    await final.closed(work, subject)


async def step(
    work: Work,
    subject: str,
    period: str,
    to: State,
    text: str | None,
    *,
    person_id: int | None = None,
    business_id: int | None = None,
    reason: str | None = None,
) -> None:
    """On the day that the terms in force still name; an amendment may have moved it."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or isinstance(move(promo.state, to), Refusal):
        return
    if period != (promo.terms.starts if to is State.RUNNING else promo.terms.ends).isoformat():
        return
    await transitions.move(work.tx, promo, to, work.now, person_id=person_id, business_id=business_id, reason=reason)
    fresh = await promos.by_clock(work.tx, subject)
    if fresh and text:
        await _post(work, fresh, text, f"{to}:{promo.id}")
    if fresh:
        await group.show_status(work, fresh)


async def status_card(work: Work, subject: str, period: str) -> None:
    """What the pinned card says is never older than a day."""
    promo = await promos.by_clock(work.tx, subject)
    if promo and promo.state is State.RUNNING:
        await group.show_status(work, promo)


async def week(work: Work, subject: str, period: str) -> None:
    """Monday morning, or after a pause that fell on it: the week's report, and the status card with the new total."""
    promo, number = await promos.by_clock(work.tx, subject), WeekPost.read(period).number
    if promo and promo.state in COUNTING and number <= _weeks(promo.terms):
        report = await weekly.post(work, promo, number=number)
        if report:
            await weekly.ask_the_silent(work, promo, report)
            await certificates.standing(work, promo, number)
        await group.show_status(work, promo)


def _weeks(terms: Terms) -> int:
    return len(promo_weeks(terms.starts, terms.ends))


async def three_days_left(work: Work, subject: str, period: str) -> None:
    promo, notice = await promos.by_clock(work.tx, subject), await notices.standing(work.tx, subject)
    if promo is None or promo.state is not State.RUNNING or notice:
        return
    if period == (promo.terms.ends - TWO_DAYS).isoformat():
        await _post(work, promo, "groups/group.three_days_left", f"three_days_left:{promo.id}")


async def _post(work: Work, promo: Promo, text: str, key: str) -> None:
    """To the group, or to the owners while there is none; never at night."""
    at = await by_day(work, promo)
    data: dict[str, Any] = {"title": promo.title, "terms": promo.terms, "currency": promo.terms.currency}
    for reader in await readers(work, promo):
        work.tell(
            reader,
            text,
            key=f"{key}:{reader.chat_id}",
            not_before=at,
            expires=at + timedelta(days=1),
            again=False,
            **data,
        )
