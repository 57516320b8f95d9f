"""Two processes on one database of PostgreSQL, one of them killed, and the server restarted: nothing lost, nothing
twice, each chat in its order (G1, G2, G3, G24)."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from sandbox.clock import monotonic
from storage.engines.leading import LOCK, PROCESSES
from tests.operation.test_kill import KILLS, REPORTS, SEED, answers, sends_reports, totals, until_all_are_answered
from tests.world.cast import Cast
from tests.world.databases import ServerEye
from tests.world.process import Process, a_promo_apart, a_second
from tests.world.server import cluster
from tests.world.town import Actor, Town

pytestmark = [pytest.mark.slow, pytest.mark.postgresql("a SQLite file belongs to one process")]
RESTARTS = 3
Figures = Callable[[str, object], None]


@asynccontextmanager
async def two_processes(folder: Path) -> AsyncIterator[tuple[Town, list[Process], Cast]]:
    async with a_promo_apart(folder) as (town, first, cast), a_second(first) as second:
        yield town, [first, second], cast


def in_order(cashier: Actor) -> bool:
    """Each `+1` is answered with a number that is not smaller than the one before; a repeated answer repeats it."""
    said = [message.words for message in cashier.screen if message.words.startswith("✓ Saved")]
    numbers = [int(found[1]) for words in said if (found := re.search(r"(\d+) customer", words))]
    return len(numbers) == len(said) and all(one <= other for one, other in pairwise(numbers))


async def everything_counts_once(town: Town, process: Process, cast: Cast, sent: dict[int, int]) -> None:
    await until_all_are_answered([cast.taras, cast.ira])
    await town.settle()
    assert totals(process) == sent
    assert sum(sent.values()) == REPORTS
    assert in_order(cast.taras)
    assert in_order(cast.ira)
    assert town.telegram.violations == []


async def test_a_thousand_reports_and_twenty_kills_of_one_of_two_processes(tmp_path: Path, figures: Figures) -> None:
    dice, sent = random.Random(SEED), dict[int, int]()
    async with two_processes(tmp_path) as (town, processes, cast):

        async def kills() -> None:
            for _ in range(KILLS):
                await asyncio.sleep(dice.uniform(0.3, 1.2))
                await killed(dice.choice(processes))

        await asyncio.gather(sends_reports(town, [cast.taras, cast.ira], random.Random(SEED), sent), kills())
        await everything_counts_once(town, processes[0], cast, sent)
        figures("answers", said := answers([cast.taras, cast.ira]))
        assert REPORTS <= said <= REPORTS + 2 * KILLS


async def killed(process: Process) -> None:
    process.kill()
    await process.stop()
    await process.start()
    await process.greets()


async def test_another_process_delivers_soon_after_the_leader_is_killed(tmp_path: Path, figures: Figures) -> None:
    seconds = []
    async with two_processes(tmp_path) as (town, processes, cast):
        for _ in range(KILLS):
            leader = next(process for process in processes if is_leading(process))
            began, before = monotonic(), len(cast.taras.screen)
            leader.kill()
            town.telegram.says(cast.taras.person, None, "+1")
            async with asyncio.timeout(20):
                while len(cast.taras.screen) == before:  # noqa: ASYNC110 - screens are plain lists
                    await asyncio.sleep(0.01)
            seconds.append(monotonic() - began)
            await leader.stop()
            await leader.start()
            await leader.greets()
        assert town.telegram.violations == []
    figures("failover_median", round(median(seconds), 2))
    figures("failover_most", round(max(seconds), 2))
    assert max(seconds) < 10


def is_leading(process: Process) -> bool:
    assert process.process
    eye = process.eye()
    assert isinstance(eye, ServerEye)
    leaders = [name for name, leads in eye.connection.execute(PROCESSES, LOCK).fetchall() if leads]
    eye.close()
    return any(f"process {process.process.pid} on" in name for name in leaders)


async def test_a_server_that_restarts_three_times_loses_no_report(tmp_path: Path) -> None:
    sent = dict[int, int]()
    async with two_processes(tmp_path) as (town, processes, cast):

        async def restarts() -> None:
            for _ in range(RESTARTS):
                await asyncio.sleep(2)
                await cluster().restart()

        await asyncio.gather(sends_reports(town, [cast.taras, cast.ira], random.Random(SEED), sent), restarts())
        await everything_counts_once(town, processes[0], cast, sent)
        assert answers([cast.taras, cast.ira]) == REPORTS
        for process in processes:
            assert process.process
            assert process.process.returncode is None
            assert "Traceback" not in process.log()
