"""A till's phone that several people share: one tap at the start of a shift, and what is done carries that name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.world.mall import Mall
from tests.world.town import START, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("shift")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.rows("DELETE FROM daily_report")
    await built.lay()
    for table in ("till_shift", "till_worker"):
        await built.rows(f"DELETE FROM {table}")
    return built


async def named(mall: Mall, table: str) -> list[Any]:
    order = {"redemption": "t.id", "daily_report": "t.revision"}[table]
    rows = await mall.rows(
        f"SELECT w.name FROM {table} t LEFT JOIN till_worker w ON w.id = t.worker_id ORDER BY {order}"
    )
    return [row["name"] for row in rows]


async def shares(mall: Mall, *names: str) -> None:
    """Ira's phone lies at the till; the last of the names works."""
    for n, name in enumerate(names):
        await mall.ira.says("/shift")
        if n:
            await mall.ira.presses("Another name")
        await mall.ira.says(name)
        mall.ira.sees_exactly(f"{name} works now.")


async def test_codes_and_reports_carry_who_works_and_a_shift_changes_by_one_tap(mall: Mall) -> None:
    codes = await mall.codes(4)
    await shares(mall, "Lesia", "Danylo")
    for digits in codes[:2]:
        await mall.redeems(mall.ira, digits)
    await mall.ira.says("/shift")
    await mall.ira.taps("Lesia")
    await mall.redeems(mall.ira, codes[2])
    await mall.ira.says("3")
    assert await named(mall, "redemption") == ["Danylo", "Danylo", "Lesia"]
    assert await named(mall, "daily_report") == ["Lesia"]
    await mall.marta.says("/today")
    assert "• Danylo: 2\n• Lesia: 1" in mall.marta.last.words


async def test_next_morning_it_asks_after_the_first_code_and_that_code_is_theirs_too(mall: Mall) -> None:
    one, other = await mall.codes(2)
    await shares(mall, "Lesia", "Danylo")
    mall.town.telegram.clock.set(START.replace(day=24))
    await mall.redeems(mall.ira, one)
    mall.ira.sees("Who works now?")
    await mall.ira.taps("Lesia")
    await mall.redeems(mall.ira, other)
    assert mall.ira.last.words.startswith("✓ Redeemed")
    assert await named(mall, "redemption") == ["Lesia", "Lesia"]


async def test_a_phone_of_ones_own_is_never_asked_and_carries_nobody_else(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.max, digits)
    assert mall.max.last.words.startswith("✓ Redeemed")
    assert await named(mall, "redemption") == [None]
    await mall.max.says("/today")
    assert "•" not in mall.max.last.words


async def test_a_name_is_removed_and_what_was_done_keeps_it(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await shares(mall, "Lesia", "Danylo")
    await mall.redeems(mall.ira, digits)
    await mall.ira.says("/shift")
    await mall.ira.presses("Remove a name")
    await mall.ira.taps("Danylo")
    await mall.ira.says("/shift")
    assert "Danylo" not in [button.text for button in mall.ira.last.buttons]
    assert await named(mall, "redemption") == ["Danylo"]


async def test_the_names_of_a_phone_are_its_own(mall: Mall) -> None:
    await shares(mall, "Lesia")
    (worker,) = await mall.rows("SELECT id FROM till_worker")
    for who in (mall.max, mall.zoe, mall.marta):
        await who.says("/shift")
        assert "Lesia" not in who.last.words
        for data in (f"shift:{worker['id']}", f"shift:drop:{worker['id']}"):
            mall.presses(who, data)
            await mall.town.settle()
    assert [row["gone_at"] for row in await mall.rows("SELECT gone_at FROM till_worker")] == [None]
    assert len(await mall.rows("SELECT 1 FROM till_shift")) == 1


async def test_a_question_in_place_of_the_name_is_nobody_who_works(mall: Mall) -> None:
    await mall.ira.says("/shift")
    await mall.ira.says("what is this for?")
    mall.ira.sees_exactly("does not look like an answer")
    assert await mall.rows("SELECT * FROM till_worker") == []
    await mall.ira.presses("That is the answer")
    mall.ira.sees_exactly("what is this for? works now.")


async def test_later_in_place_of_the_name_asks_no_more(mall: Mall) -> None:
    await mall.ira.says("/shift")
    await mall.ira.says("пізніше")
    mall.ira.sees_exactly("All right, no name.")
    assert await mall.rows("SELECT * FROM till_worker") == []
