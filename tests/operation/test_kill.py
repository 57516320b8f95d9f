"""kill -9 while a thousand reports come in: nothing lost, nothing twice (G1, G2)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.world.process import Process, a_promo_apart
from tests.world.town import Actor, Town

REPORTS = 1000
KILLS = 20
SEED = 20261123
COUNTED = """
    SELECT p.telegram_id, max(r.customers) FROM daily_report r
    JOIN membership m ON m.location_id = r.location_id AND m.role = 'staff'
    JOIN person p ON p.id = m.person_id GROUP BY p.telegram_id
"""


async def sends_reports(town: Town, cashiers: list[Actor], dice: random.Random, sent: dict[int, int]) -> None:
    """`+1` a thousand times, by either cashier, about a hundred a second."""
    for _ in range(REPORTS):
        who = dice.choice(cashiers)
        town.telegram.says(who.person, None, "+1")
        sent[who.person.id] = sent.get(who.person.id, 0) + 1
        await asyncio.sleep(0.01)


async def kills_at_random(town: Town, process: Process, dice: random.Random) -> None:
    """Twenty times: wait a moment, kill, start again."""
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.3, 1.2))
        process.kill()
        await process.stop()
        if dice.random() < 0.5:
            town.telegram.redeliver(fetched(town)[-20:])
        await process.start()
        await process.greets()


def fetched(town: Town) -> list[int]:
    """What the bot has got already: to bring the newest before older ones that still wait would tell it, by the
    offset, to skip those, which Telegram never does."""
    waiting = {update["update_id"] for update in town.telegram.queue.waiting(REPORTS * 2)}
    return [number for number in town.telegram.queue.history if number not in waiting]


def answers(cashiers: list[Actor]) -> int:
    return sum(message.words.startswith("✓ Saved") for actor in cashiers for message in actor.screen)


async def until_all_are_answered(cashiers: list[Actor]) -> None:
    """Every report gets its answer in the end; one that is missing after two minutes is lost."""
    async with asyncio.timeout(120):
        while answers(cashiers) < REPORTS:  # noqa: ASYNC110 - screens are plain lists
            await asyncio.sleep(0.2)


def totals(process: Process) -> dict[int, int]:
    """What counts per cashier's location, straight from the database."""
    with closing(process.eye()) as eye:
        return dict(eye.rows(COUNTED))


@pytest.mark.slow
async def test_a_thousand_reports_and_twenty_kills_lose_nothing_and_count_nothing_twice(
    tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    dice = random.Random(SEED)
    async with a_promo_apart(tmp_path) as (town, process, cast):
        sent: dict[int, int] = {}
        await asyncio.gather(
            sends_reports(town, [cast.taras, cast.ira], dice, sent), kills_at_random(town, process, dice)
        )
        await until_all_are_answered([cast.taras, cast.ira])
        await town.settle()
        await process.stop()
        assert totals(process) == sent
        assert sum(sent.values()) == REPORTS
        assert town.telegram.violations == []
        figures("answers", answers([cast.taras, cast.ira]))
        assert REPORTS <= answers([cast.taras, cast.ira]) <= REPORTS + 2 * KILLS
