"""One code at many counters (G7): one success, also while the bot is killed; all others learn when and where."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from tests.world.databases import PROCESSES, opened
from tests.world.mall import Mall
from tests.world.process import Process, a_second, a_town_apart
from tests.world.racing import StartLine
from tests.world.town import Town, a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
RACERS = 50
ROUNDS = 200 if PROCESSES == 1 else 40
KILLS = 24


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mall(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("race")) as town:
        made = await Mall(town).built()
        await made.lay()
        made.start = StartLine(town)
        yield made
        assert town.telegram.violations == []


def starters(mall: Mall, digits: str, dice: random.Random) -> list[tuple[str, str]]:
    """Fifty presses of two cashiers and their owner, at two counters, in any order."""
    podil, center = mall.places["Podil"], mall.places["Center"]
    ways = [
        ("Ira", f"redeem:{digits}"),
        ("Max", f"redeem:{digits}"),
        ("Marta", f"redeem:{digits}:{podil}"),
        ("Marta", f"redeem:{digits}:{center}"),
        ("Ira", f"redeem:{digits}:{podil}"),
    ]
    presses = [ways[n % len(ways)] for n in range(RACERS)]
    dice.shuffle(presses)
    return presses


async def race(mall: Mall, rounds: int) -> None:
    for number in range(rounds):
        (digits,) = await mall.codes()
        mall.start.holds()
        presses = [
            mall.presses(mall.people[name], data) for name, data in starters(mall, digits, random.Random(number))
        ]
        await mall.start.starts(RACERS)
        await mall.town.settle()
        answers = [press.answer.get("text") or "" if press.answer else "none" for press in presses]
        assert answers.count("") == 1, answers
        assert sum(answer.startswith("✗ Used on Mon 23 Nov, 10:0") for answer in answers) == RACERS - 1
        uses = await mall.rows("SELECT * FROM redemption WHERE digits = :digits", digits=digits)
        assert len(uses) == 1


async def test_fifty_racers_five_times(mall: Mall) -> None:
    await race(mall, 5)


@pytest.mark.slow
async def test_fifty_racers_again_and_again(mall: Mall) -> None:
    await race(mall, ROUNDS)


async def prepared(mall: Mall, process: Process) -> list[str]:
    """The mall in the file of a bot that is stopped meanwhile, with a code for every kill."""
    await mall.says_hello()
    await process.stop()
    mall.file = await opened(process.database)
    await mall.moves_in()
    await mall.lay()
    codes = await mall.codes(KILLS)
    await mall.file.close()
    await process.start()
    await process.greets()
    return codes


async def races_with_a_kill(mall: Mall, process: Process, digits: str, dice: random.Random) -> None:
    """The bot dies somewhere between the first press and the last answer."""
    for name, data in starters(mall, digits, dice):
        mall.presses(mall.people[name], data)
        if dice.random() < 0.2:
            await asyncio.sleep(dice.uniform(0, 0.02))
    await asyncio.sleep(dice.uniform(0, 0.25))
    process.kill()
    await process.stop()
    if dice.random() < 0.5:
        history = mall.town.telegram.queue.history.values()
        mall.town.telegram.redeliver([update["update_id"] for update in list(history)[-RACERS:]])
    await process.start()
    await process.greets()


def uses(process: Process) -> dict[str, int]:
    with closing(process.eye()) as eye:
        return dict(eye.rows("SELECT digits, count(*) FROM redemption GROUP BY digits"))


async def until_all_is_handled(town: Town, process: Process) -> None:
    """All fetched and worked through; more than a thousand answers at 30 a second are still on their way."""
    quiet = 0  # looks in a row: what was fetched is for a moment neither waiting there nor stored here
    async with asyncio.timeout(120):
        while quiet < 10:
            await asyncio.sleep(0.2)
            quiet = quiet + 1 if town.telegram.idle() and not unhandled(process) else 0


def unhandled(process: Process) -> int:
    with closing(process.eye()) as eye:
        return int(eye.value("SELECT count(*) FROM inbox WHERE state = 'new'"))


@pytest.mark.slow
async def test_kills_in_the_middle_of_races_leave_one_success_each(tmp_path: Path) -> None:
    dice = random.Random(20261123)
    async with a_town_apart(tmp_path) as (town, process):
        mall = Mall(town)
        codes = await prepared(mall, process)
        for digits in codes:
            await races_with_a_kill(mall, process, digits, dice)
        await until_all_is_handled(town, process)
        await process.stop()
        assert uses(process) == dict.fromkeys(codes, 1)
        assert town.telegram.violations == []


@pytest.mark.postgresql("a SQLite file belongs to one process")
async def test_kills_of_one_of_two_processes_in_the_middle_of_races_leave_one_success_each(tmp_path: Path) -> None:
    dice = random.Random(20261124)
    async with a_town_apart(tmp_path) as (town, first):
        mall = Mall(town)
        codes = await prepared(mall, first)
        async with a_second(first) as second:
            for digits in codes:
                await races_with_a_kill(mall, dice.choice([first, second]), digits, dice)
            await until_all_is_handled(town, first)
        await first.stop()
        assert uses(first) == dict.fromkeys(codes, 1)
        assert town.telegram.violations == []
