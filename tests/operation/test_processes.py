"""InProcess processes on one database: who handles what, who leads, and what happens when two meet (PostgreSQL)."""

from __future__ import annotations

import asyncio

import pytest

from bot.doors.loop import AFTER_TROUBLE, run_loop, until_no_conflict
from bot.routes import router
from handlers.context import Context
from storage import meta
from storage.db import Conflict, Tx
from storage.queues import inbox, schedule
from storage.queues.inbox import Raw
from tests.world.cast import Cast, running_promo
from tests.world.town import InProcess, Town

pytestmark = pytest.mark.postgresql("a SQLite file belongs to one process")


@pytest.fixture
async def two(town: Town) -> tuple[Town, InProcess]:
    """Two processes, of which the first one leads."""
    assert isinstance(town.bot, InProcess)
    if not town.bot.others:
        await town.bot.joins()
    return town, town.bot


@pytest.fixture
async def cast(two: tuple[Town, InProcess]) -> Cast:
    made = await running_promo(two[0])
    await two[0].moves_to("2026-11-30 20:01")
    return made


async def waits(bot: InProcess, *updates: tuple[int, int]) -> None:
    """Updates, by number and chat, that nobody was told of."""
    async with bot.program.db.transaction() as tx:
        await inbox.store(tx, [Raw(number, chat, "{}") for number, chat in updates], bot.telegram.clock.now())


async def test_one_that_starts_while_another_makes_the_database_its_own_starts_too(town: Town) -> None:
    assert isinstance(town.bot, InProcess)
    mine = str(town.bot.program.bot.id)
    async with town.bot.program.db.transaction() as tx:
        await tx.run("DELETE FROM meta WHERE name = 'bot_id'")
        await meta.get_or_set(tx, "bot_id", mine)
        joining = asyncio.create_task(town.bot.joins())
        await asyncio.sleep(0.5)
        assert not joining.done()
    await joining


# Claims -----------------------------------------------------------------------------------------


async def test_a_chat_is_claimed_by_one_process_at_a_time_whole_and_in_order(two: tuple[Town, InProcess]) -> None:
    _, bot = two
    for program in bot.programs:
        program.running[1].cancel()  # its worker
    await waits(bot, (5, 70), (6, 71), (7, 70), (8, 72))
    one, other = (program.db for program in bot.programs)
    async with one.claimed(1) as ours, other.claimed(50) as theirs:
        assert (ours, theirs) == ([5, 7], [6, 8])
    async with other.claimed(50) as all_of_them:
        assert all_of_them == [5, 6, 7, 8]
    async with one.transaction() as tx:
        await tx.run("DELETE FROM inbox WHERE body = '{}'")


async def test_a_cashiers_second_message_waits_for_the_first_whichever_process_takes_it(
    two: tuple[Town, InProcess], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, bot = two
    await bot.joins()
    bot.program.running[1].cancel()  # the leader only polls and delivers
    handle, entered, go = router.handle, asyncio.Event(), asyncio.Event()

    async def slow(context: Context) -> None:
        if context.incoming.text == "7":
            entered.set()
            await go.wait()
        await handle(context)

    monkeypatch.setattr(router, "handle", slow)
    town.telegram.says(cast.taras.person, None, "7")
    await asyncio.wait_for(entered.wait(), 5)
    town.telegram.says(cast.taras.person, None, "+1")
    town.telegram.says(cast.ira.person, None, "3")
    async with asyncio.timeout(5):
        while "3 customers" not in cast.ira.last.words:  # noqa: ASYNC110 - the other process answers her meanwhile
            await asyncio.sleep(0.01)
    assert "8 customers" not in cast.taras.last.words
    go.set()
    await town.settle()
    cast.taras.sees_exactly("Zerno: 8 customers")


# Leading ----------------------------------------------------------------------------------------


async def test_one_process_polls_and_delivers_and_another_takes_over_when_it_stops(
    two: tuple[Town, InProcess], cast: Cast
) -> None:
    _, bot = two
    first, second = bot.programs
    assert (first.db.is_leading(), second.db.is_leading()) == (True, False)
    third = await bot.joins()
    bot.program = second
    bot.others = [third]
    await first.stop()
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    assert sorted(program.db.is_leading() for program in (second, third)) == [False, True]


async def test_a_leader_that_loses_its_connection_leads_again_before_the_others_try(
    two: tuple[Town, InProcess], cast: Cast
) -> None:
    _, bot = two
    bot.eye.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid != 0")
    await asyncio.sleep(2)
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    assert [program.db.is_leading() for program in bot.programs] == [True, False]


async def test_what_another_process_says_leaves_without_waiting_for_the_leaders_next_look(
    two: tuple[Town, InProcess], cast: Cast
) -> None:
    _, bot = two
    bot.program.running[1].cancel()  # the leader's worker: the other process has to answer
    began = asyncio.get_running_loop().time()
    await cast.taras.says("7")
    assert asyncio.get_running_loop().time() - began < 1
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")


# Two that meet ----------------------------------------------------------------------------------


async def test_two_transactions_that_could_not_have_run_one_after_the_other_do_not_both_commit(
    two: tuple[Town, InProcess],
) -> None:
    one, other = (program.db for program in two[1].programs)

    async def counts(tx: Tx) -> int:
        return int(await tx.value("SELECT count(*) FROM meta WHERE name IN ('red', 'blue')"))

    async def adds(tx: Tx, name: str) -> None:
        await tx.run("INSERT INTO meta (name, value) VALUES (:name, '')", name=name)

    with pytest.raises(Conflict):
        async with one.transaction() as red:
            assert await counts(red) == 0
            async with other.transaction() as blue:
                assert await counts(blue) == 0
                await adds(blue, "blue")
            await adds(red, "red")


async def test_what_met_another_is_done_again_until_it_is_alone() -> None:
    tries = iter([Conflict("first"), Conflict("second"), "done"])

    async def work() -> object:
        if isinstance(now := next(tries), Exception):
            raise now
        return now

    assert await until_no_conflict(work) == "done"


async def test_a_loop_whose_turn_met_another_process_turns_again_at_once() -> None:
    turns = 0

    async def turn() -> float:
        nonlocal turns
        turns += 1
        if turns == 1:
            raise Conflict("another one")
        return 0

    async with asyncio.timeout(AFTER_TROUBLE / 2):
        await run_loop(turn, asyncio.Event(), lambda: turns == 2)


async def test_what_is_due_is_done_once_though_every_process_looks(two: tuple[Town, InProcess], cast: Cast) -> None:
    town, bot = two
    await town.moves_to("2026-12-01 20:01")
    asked = [message for message in cast.taras.screen if "Tue 1 Dec" in message.words]
    assert len(asked) == 1
    kinds = bot.eye.rows("SELECT kind, state, tries FROM due WHERE state != 'waiting' AND tries > 0")
    assert kinds == []


async def test_a_due_row_that_another_process_is_doing_is_left_to_it(two: tuple[Town, InProcess], cast: Cast) -> None:
    _, bot = two
    one, other = (program.db for program in bot.programs)
    now = bot.telegram.clock.now()
    number = bot.eye.value("SELECT min(id) FROM due WHERE state = 'waiting'")
    async with asyncio.timeout(5), one.transaction() as tx:
        assert await schedule.take(tx, number, "done", now)
        async with other.transaction() as meanwhile:
            assert not await schedule.take(meanwhile, number, "done", now)


async def test_ten_customers_at_once_in_two_processes_are_ten(two: tuple[Town, InProcess], cast: Cast) -> None:
    town, _ = two
    for _ in range(10):
        town.telegram.says(cast.taras.person, None, "+1")
        town.telegram.says(cast.ira.person, None, "+1")
    await town.settle()
    cast.taras.sees_exactly("Zerno: 10 customers")
