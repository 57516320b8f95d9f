"""A database before Monday morning: running promos with three weeks of reports, a group each, the week's report due."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bench.promos import CASHIERS, noon, prepare
from domain.calendar import local_day
from domain.schedule.plan import Due
from storage.db import Tx
from storage.engines.sqlite import open_file
from storage.queues import schedule

DAYS = 21
WEEK = "2"
BEGAN = timedelta(days=14)  # bench.promos starts its promos a week before "now"
GROUPS_FROM = 1_000_000
REPORTS = """
    INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, new_customers, sales, currency,
                              person_id, at)
    SELECT promo.id, l.id, :day, 1, 'reported', 3 + (l.id + :shift) % 9, 1, 120000, 'UAH', promo.created_by, :at
    FROM promo JOIN party ON party.promo_id = promo.id JOIN location l ON l.business_id = party.business_id
"""
CARDS = """
    INSERT INTO outbox (chat_id, class, method, body, again, state, not_before, made_at, sent_at, message_id)
    SELECT -(:first + promo.rowid), 1, 'sendMessage', '', 1, 'sent', :at, :at, :at, promo.rowid FROM promo
"""
GROUPS = """
    INSERT INTO promo_group (promo_id, chat_id, language, title, status_message, linked_at, linked_by)
    SELECT promo.id, -(:first + promo.rowid), 'uk', 'Partners', card.id, :at, promo.created_by
    FROM promo JOIN outbox card ON card.chat_id = -(:first + promo.rowid)
"""


async def prepare_weeks(path: Path, count: int, now: datetime) -> None:
    """So many promos that have run for three weeks, each place with a report a day, each group with its pinned card."""
    await prepare(f"sqlite:///{path}", 2 * CASHIERS * count, now - BEGAN)
    db = await open_file(path)
    async with db.transaction() as tx:
        for back in range(1, DAYS + 1):
            day = local_day(now, noon(now)) - timedelta(days=back)
            await tx.run(REPORTS, day=day, shift=back, at=now - timedelta(days=back))
        await tx.run(CARDS, first=GROUPS_FROM, at=now - BEGAN)
        await tx.run(GROUPS, first=GROUPS_FROM, at=now - BEGAN)
    await db.close()


def fall_due(path: Path, at: datetime) -> None:
    """Every promo's weekly report at the same moment."""
    asyncio.run(_fall_due(path, at))


async def _fall_due(path: Path, at: datetime) -> None:
    db = await open_file(path)
    async with db.transaction() as tx:
        await schedule.plan(tx, [Due("week", one, WEEK, at) for one in await promo_ids(tx)])
    await db.close()


async def promo_ids(tx: Tx) -> list[str]:
    return [row["id"] for row in await tx.all("SELECT id FROM promo ORDER BY id")]
