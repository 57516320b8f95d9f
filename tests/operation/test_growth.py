"""What was used in other promos costs a report nothing: ten thousand stored uses or a million, on either engine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from storage.daily import daily_reports
from storage.engines.sqlite import SqliteDatabase
from tests.world.cast import running_promo
from tests.world.databases import ON_SERVER
from tests.world.town import InProcess, Town, a_town

pytestmark = pytest.mark.slow
FEW, MANY = 10_000, 1_000_000
MOST = 1.2
IN_A_PROMO = 1_000
COUNTING = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
PROMOS = f"""
    INSERT INTO promo (id, title, state, created_at, created_by)
    {COUNTING} SELECT 'old' || i, 'Old', 'completed', 0, 1 FROM n
"""
CODES = f"""
    INSERT INTO code (digits, promo_id, business_id, offer, person_id, at, used_at)
    {COUNTING} SELECT CAST(10000000 + i AS TEXT), 'old' || (i / {IN_A_PROMO}), 1, 1, 1, 0, 0 FROM n
"""
USES = f"""
    INSERT INTO redemption (digits, promo_id, offer, giver_id, business_id, location_id, day, person_id, at, own,
        chat_id, message_id)
    {COUNTING} SELECT CAST(10000000 + i AS TEXT), 'old' || (i / {IN_A_PROMO}), 1, 1, 2, 1, '2026-11-30', 1, 0, 0, 1, 1
    FROM n
"""
VISITED = """
    SELECT CAST(COALESCE(sum(seq_tup_read + COALESCE(idx_tup_fetch, 0)), 0) AS BIGINT) FROM pg_stat_user_tables
"""
VISITED_NOW = """
    SELECT seq_tup_read + COALESCE(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'daily_report'
"""
REVISIONS, DAY = 200, date(2026, 11, 30)
STATISTICS_ARE_LATE = 1.2
"""Seconds: a server writes down what was visited once a second."""


class Effort:
    """Rows visited (PostgreSQL), or hundreds of steps of its machine (SQLite), and the seconds of an action."""

    def __init__(self, town: Town) -> None:
        assert isinstance(town.bot, InProcess)
        self.town, self.bot, self.db = town, town.bot, town.bot.program.db
        self.steps = 0

    async def of(self, action: Callable[[], Awaitable[object]]) -> tuple[int, float]:
        if isinstance(self.db, SqliteDatabase):
            await self.db.connection.set_progress_handler(self._step, 100)
        before, began = await self._visited(), perf_counter()
        await action()
        seconds = perf_counter() - began
        return await self._visited() - before, seconds

    def _step(self) -> None:
        self.steps += 1

    async def _visited(self) -> int:
        if isinstance(self.db, SqliteDatabase):
            return self.steps
        await asyncio.sleep(STATISTICS_ARE_LATE)
        await self.town.database("SELECT 1")
        await asyncio.sleep(STATISTICS_ARE_LATE)
        return int(self.bot.eye.value(VISITED))


async def efforts(folder: Path, uses: int) -> dict[str, tuple[int, float]]:
    """Of a report and of the Monday of the weekly report, with so many uses in other promos."""
    async with a_town(folder) as town:
        cast = await running_promo(town)
        assert isinstance(town.bot, InProcess)
        eye = town.bot.eye
        for sql, count in ((PROMOS, uses // IN_A_PROMO), (CODES, uses), (USES, uses)):
            eye.rows(sql, last=count - 1)
        if ON_SERVER:
            eye.rows("ANALYZE")  # as its autovacuum does
        await town.moves_to("2026-11-30 20:01")
        await cast.taras.says("3")
        effort = Effort(town)
        report = await effort.of(lambda: cast.taras.says("+1"))
        cast.taras.sees_exactly("Zerno: 4 customers")
        await town.moves_to("2026-12-07 08:59")
        posted = len(cast.group.messages)
        week = await effort.of(lambda: town.moves_to("2026-12-07 10:01"))
        assert len(cast.group.messages) > posted
        return {"report": report, "week": week}


async def test_a_million_uses_in_other_promos_cost_a_report_and_a_week_nothing(
    folder: Path, tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    few, many = [await efforts(place, uses) for place, uses in zip((folder, tmp_path), (FEW, MANY), strict=True)]
    for what in few:
        (visited, seconds), (more, later) = few[what], many[what]
        figures(f"{what}_visited", f"{visited} → {more}")
        figures(f"{what}_seconds", f"{seconds:.3f} → {later:.3f}")
        assert more <= MOST * visited, (what, few, many)


@pytest.mark.postgresql("a server counts the rows that a transaction visits")
async def test_the_revisions_of_a_day_are_looked_at_once_though_the_server_knows_nothing_of_them(town: Town) -> None:
    """A new database has no statistics before its autovacuum has been there."""
    assert isinstance(town.bot, InProcess)
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    for _ in range(REVISIONS):
        town.telegram.says(cast.taras.person, None, "+1")
    await town.settle()
    cast.taras.sees_exactly(f"Zerno: {REVISIONS} customers")
    promo, location = town.bot.eye.rows("SELECT promo_id, location_id FROM daily_report")[0]
    async with town.bot.program.db.transaction() as tx:
        await daily_reports.recent(tx, promo, location, DAY, DAY)
        assert await tx.value(VISITED_NOW) < 3 * REVISIONS
