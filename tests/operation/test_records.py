"""Rows become typed values by the names of their columns."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from msgspec import Struct

from domain.calendar import Hours
from domain.states import State
from tests.world.databases import opened


class Everything(Struct, frozen=True):
    number: int
    name: str | None
    day: date
    at: datetime
    until: datetime | None
    closes: time
    yes: bool
    again: bool | None
    state: State
    hours: Hours


async def test_a_column_is_read_as_its_field_says(folder: Path) -> None:
    db = await opened(folder / "tandem.sqlite3")
    async with db.reading() as tx:
        found = await tx.record(
            Everything,
            """
            SELECT 7 AS number, NULL AS name, '2026-12-01' AS day, 1796083200 AS at, NULL AS until, '20:30' AS closes,
                   1 AS yes, NULL AS again, 'running' AS state, '10:00-19:00' AS hours, 'no field' AS more
            """,
        )
    await db.close()
    assert found == Everything(
        number=7,
        name=None,
        day=date(2026, 12, 1),
        at=datetime(2026, 12, 1, tzinfo=UTC),
        until=None,
        closes=time(20, 30),
        yes=True,
        again=None,
        state=State.RUNNING,
        hours=Hours(time(10), time(19)),
    )


async def test_nothing_found_is_none_or_an_empty_list(folder: Path) -> None:
    db = await opened(folder / "tandem.sqlite3")
    async with db.reading() as tx:
        assert await tx.record(Everything, "SELECT * FROM promo") is None
        assert await tx.records(Everything, "SELECT * FROM promo") == []
    await db.close()
