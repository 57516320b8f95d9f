"""Who handed a code out hears of its use: only if they want to, once a day, as a sum."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.mall import Mall
from tests.world.town import START, Actor, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAID = "of the codes that you handed out"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("used")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    await built.rows("UPDATE person SET hears_uses = 0")
    await built.rows("DELETE FROM due WHERE kind = 'used'")
    return built


async def issues(mall: Mall, who: Actor) -> str:
    before = await issued(mall)
    await who.says("/code")
    (digits,) = await issued(mall) - before
    return digits


async def issued(mall: Mall) -> set[str]:
    return {row["digits"] for row in await mall.rows("SELECT digits FROM code WHERE sheet_id IS NULL")}


def heard(who: Actor) -> list[str]:
    return [message.words for message in who.screen if SAID in message.words and "From now on" not in message.words]


async def wants(who: Actor) -> None:
    await who.says("/settings")
    await who.presses("Word of used codes: off")
    who.sees("From now on you hear, once a day in the morning, how many of the codes that you handed out were used.")


async def test_nobody_hears_of_it_who_did_not_ask(mall: Mall) -> None:
    await mall.redeems(mall.ira, await issues(mall, mall.taras))
    await mall.town.moves_to("2026-11-24 09:05")
    assert heard(mall.taras) == []


async def test_who_asked_hears_the_sum_of_the_day_once_next_morning_and_no_more_after_off(mall: Mall) -> None:
    await mall.codes()
    await wants(mall.taras)
    one, other, back = [await issues(mall, mall.taras) for _ in range(3)]
    for digits in (one, other, back):
        await mall.redeems(mall.ira, digits)
    await mall.ira.presses("Take it back")
    assert heard(mall.taras) == []
    await mall.town.moves_to("2026-11-24 09:05")
    (said,) = heard(mall.taras)
    assert said.splitlines() == [
        "Mon 23 Nov: 2 of the codes that you handed out were used.",
        "• Cake + coffee · Peony: 2",
    ]
    await mall.redeems(mall.ira, back)
    await mall.taras.says("/settings")
    await mall.taras.presses("Word of used codes: on")
    await mall.town.moves_to("2026-11-25 09:05")
    assert len(heard(mall.taras)) == 1


async def test_an_owner_hears_of_the_sheets_that_they_ordered_in_their_own_hours(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await wants(mall.olena)
    await mall.rows("UPDATE person SET hours = '11:00-18:00' WHERE id = :id", id=mall.ids["Olena"])
    await mall.redeems(mall.ira, digits)
    await mall.town.moves_to("2026-11-24 10:00")
    assert heard(mall.olena) == []
    await mall.town.moves_to("2026-11-24 11:01")
    assert len(heard(mall.olena)) == 1
    await mall.rows("UPDATE person SET hours = NULL")


async def test_who_left_the_side_hears_nothing_of_it(mall: Mall) -> None:
    await mall.codes()
    await wants(mall.taras)
    before = len(heard(mall.taras))
    await mall.redeems(mall.ira, await issues(mall, mall.taras))
    where = {"person": mall.ids["Taras"]}
    await mall.rows("UPDATE membership SET until = 1 WHERE person_id = :person", **where)
    await mall.town.moves_to("2026-11-24 09:05")
    await mall.rows("UPDATE membership SET until = NULL WHERE person_id = :person", **where)
    assert len(heard(mall.taras)) == before
