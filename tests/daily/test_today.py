"""/today: what the day says so far, in one tap; only of places where one may report."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.options import Mechanic
from tests.world.mall import Mall
from tests.world.town import START, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("today")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    return built


async def test_from_the_first_screen_one_tap_says_codes_and_report_of_today(mall: Mall) -> None:
    codes = await mall.codes(3)
    await mall.ira.says("/start")
    await mall.ira.presses("Today so far")
    mall.ira.sees("Nothing yet.")
    for digits in codes[:2]:
        await mall.redeems(mall.ira, digits)
    await mall.ira.says("/today")
    mall.ira.sees_exactly("Peony, Podil · Cake + coffee · Mon 23 Nov")
    mall.ira.sees_exactly("By codes: 2")
    mall.ira.sees("Not reported yet.")
    await mall.ira.says("5 900")
    await mall.ira.taps("3 · 5 in all")
    await mall.ira.says("/today")
    mall.ira.sees_exactly("By codes: 2, without a card: 3")
    mall.ira.sees_exactly("Reported: 5 customers, 900 ₴")
    await mall.redeems(mall.ira, codes[2])
    await mall.ira.says("/today")
    mall.ira.sees_exactly("Reported: 6 customers, 900 ₴")


@pytest.mark.parametrize("said", ["скільки сьогодні?", "Сколько уже сегодня", "how many today?"])
async def test_ira_may_ask_in_her_own_words(mall: Mall, said: str) -> None:
    for digits in await mall.codes(2):
        await mall.redeems(mall.ira, digits)
    await mall.ira.says(said)
    mall.ira.sees_exactly("By codes: 2")
    await mall.ira.says("/report")
    await mall.ira.says(said)
    mall.ira.sees_exactly("By codes: 2")


async def test_an_owner_sees_each_place_of_theirs_and_nobody_a_place_of_others(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.max, digits)
    await mall.marta.says("/today")
    assert [line for line in mall.marta.last.words.splitlines() if "·" in line] == [
        "Peony, Podil · Cake + coffee · Mon 23 Nov",
        "Peony, Center · Cake + coffee · Mon 23 Nov",
    ]
    await mall.taras.says("/today")
    assert "Peony" not in mall.taras.last.words
    await mall.zoe.says("/today")
    mall.zoe.sees_exactly("No promo is running at your shop right now")


async def test_without_codes_it_says_the_report_alone(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.DISCOUNT)
    await mall.ira.says("0")
    await mall.ira.says("/today")
    assert mall.ira.last.words.splitlines()[1:] == ["Reported: 0 customers"]
