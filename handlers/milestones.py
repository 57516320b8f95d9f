"""The promo's own dates: it starts, three days are left, it finishes, it closes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.calendar import quiet
from domain.lifecycle import COUNTING, Refusal, State, move
from handlers import groups, weekly_report
from handlers.audience import readers
from handlers.context import Work
from storage import businesses, promos
from storage.promos import Promo


async def start(work: Work, subject: str, period: str) -> None:
    """At the first midnight the promo counts; the group reads it in the morning."""
    await _step(work, subject, State.RUNNING, "groups.started")


async def finish(work: Work, subject: str, period: str) -> None:
    """After the last day only late reports are taken."""
    await _step(work, subject, State.FINISHING, "groups.finishing")


async def close(work: Work, subject: str, period: str) -> None:
    await _step(work, subject, State.CLOSED, None)


async def _step(work: Work, subject: str, to: State, text: str | None) -> None:
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or isinstance(move(promo.state, to), Refusal):
        return
    await promos.move(work.tx, promo, to, work.now)
    fresh = await promos.by_clock(work.tx, subject)
    if fresh and text:
        await _post(work, fresh, text, f"{to}:{promo.id}")
    if fresh:
        await groups.show_status(work, fresh)


async def week(work: Work, subject: str, period: str) -> None:
    """Monday morning: the week's report, and the status card with the new total."""
    promo = await promos.by_clock(work.tx, subject)
    if promo and promo.state in COUNTING:
        await weekly_report.post(work, promo, number=int(period))
        await groups.show_status(work, promo)


async def three_days_left(work: Work, subject: str, period: str) -> None:
    promo = await promos.by_clock(work.tx, subject)
    if promo and promo.state is State.RUNNING:
        await _post(work, promo, "groups.three_days_left", f"three_days_left:{promo.id}")


async def _post(work: Work, promo: Promo, text: str, key: str) -> None:
    """To the group, or to the owners while there is none; never at night."""
    business = await businesses.find(work.tx, promo.business_id)
    at = quiet(work.now, business["zone"] if business else work.app.default_zone)
    data: dict[str, Any] = {
        "title": promo.title,
        "terms": promo.terms,
        "currency": promo.terms and promo.terms.currency,
    }
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
