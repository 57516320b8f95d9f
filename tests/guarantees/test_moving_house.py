"""A copy made while people report, brought to an empty machine as docs/operations.md says: the promo goes on."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.guarantees.test_floods_and_poison import saved, until
from tests.world.cast import Cast
from tests.world.commands import tandem
from tests.world.process import Process, a_promo_apart
from tests.world.town import Town

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("a copy is a file")]

AFTER = 20


COUNTED = """
    SELECT (SELECT COALESCE(max(customers), 0) FROM daily_report) + (SELECT count(*) FROM inbox WHERE state = 'new')
"""


def counted(database: Path) -> int:
    """Customers reported, with those whose report is stored and will be handled at the next start."""
    with closing(sqlite3.connect(database)) as file:
        return int(file.execute(COUNTED).fetchone()[0])


async def reports(town: Town, cast: Cast) -> None:
    """A hundred a second, without an end."""
    while True:
        town.telegram.says(cast.taras.person, None, "+1")
        await asyncio.sleep(0.01)


async def copies_under_load(cast: Cast, town: Town, house: Path) -> tuple[Path, int, int]:
    """The copy, how many reports were answered when it was asked for, and how many were sent when it was there."""
    reporting = asyncio.create_task(reports(town, cast))
    await until(cast.taras, 20, 60)
    asked = saved(cast.taras)
    code, printed = await tandem(house / "tandem.sqlite3", "backup", "--to", str(house / "out"))
    assert code == 0, printed
    reporting.cancel()
    sent = sum(message.text == "+1" for message in cast.taras.chat.messages)
    await until(cast.taras, sent, 120)
    await town.settle()
    return Path(printed.strip()), asked, sent


async def moves(process: Process, copy: Path, house: Path) -> Path:
    """The old machine is gone; the new one has nothing but the copy and the token."""
    await process.stop()
    process.database = house / "data" / "tandem.sqlite3"
    code, printed = await tandem(process.database, "restore", str(copy))
    assert code == 0, printed
    await process.start()
    await process.greets()
    return process.database


async def test_a_promo_goes_on_from_a_copy_made_under_load(
    folder: Path, figures: Callable[[str, object], None]
) -> None:
    async with a_promo_apart(folder) as (town, process, cast):
        copy, asked, sent = await copies_under_load(cast, town, folder)
        was = counted(copy)
        figures("reports answered before it, in it, sent until it was there", (asked, was, sent))
        assert asked <= was <= sent

        database = await moves(process, copy, folder / "new")
        for _ in range(AFTER):
            await cast.taras.says("+1")
        code, printed = await tandem(database, "healthcheck")
        assert code == 0, printed
        assert cast.taras.last.words.splitlines()[0].endswith(f": {was + AFTER} customers")
        await town.moves_to("2026-12-07 09:05")
        await asyncio.wait_for(posted(cast), 60)
        assert f"Used {was + AFTER} times" in cast.group.messages[-1].words
        assert town.telegram.violations == []


async def posted(cast: Cast) -> None:
    """The weekly report, with its picture."""
    while not any(message.photo for message in cast.group.messages):  # noqa: ASYNC110 - a plain list
        await asyncio.sleep(0.1)
