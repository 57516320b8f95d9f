"""A corrected day edits the week's post in its place and adds one line; nothing is posted anew."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.counters import Counters, counters

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 7 Dec, noon: the first week is with the owners; Zerno reported two days of it."""
    async with counters() as made:
        for day, said in (("11-30", "4"), ("12-04", "9")):
            await made.town.moves_to(f"2026-{day} 20:01")
            await made.taras.says(said)
        await made.town.moves_to("2026-12-07 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


def weeks(cast: Counters) -> list[str]:
    return [m.words for m in cast.town.telegram.messages(cast.marta.person) if "week 1 of" in m.words]


async def test_a_late_day_edits_the_post_within_ten_minutes(cast: Counters) -> None:
    assert ["Used 13 times" in words for words in weeks(cast)] == [True]
    pictures = [m.file for m in cast.town.telegram.messages(cast.marta.person) if "week 1 of" in m.words]
    await cast.taras.says("04.12 11")
    await cast.taras.presses("Replace")
    await cast.taras.says("05.12 3")
    assert "Used 13 times" in weeks(cast)[0]
    await cast.town.moves_to("2026-12-07 12:11")
    (said,) = weeks(cast)
    assert "Used 18 times" in said and "Corrected: Zerno, Fri 4 Dec; Zerno, Sat 5 Dec." in said
    assert [m.file for m in cast.town.telegram.messages(cast.marta.person) if "week 1 of" in m.words] != pictures


async def test_a_day_of_this_week_touches_nothing(cast: Counters) -> None:
    before = weeks(cast)
    await cast.taras.says("6")
    await cast.town.moves_to("2026-12-07 12:11")
    assert weeks(cast) == before


async def test_two_corrections_apart_are_two_edits_of_the_same_post(cast: Counters) -> None:
    await cast.taras.says("05.12 3")
    await cast.town.moves_to("2026-12-07 12:31")
    await cast.taras.says("06.12 2")
    await cast.town.moves_to("2026-12-07 12:51")
    (said,) = weeks(cast)
    assert "Used 18 times" in said and "Sat 5 Dec; Zerno, Sun 6 Dec" in said


async def test_new_ones_of_no_customers_are_left_out_and_the_week_is_posted_all_the_same(cast: Counters) -> None:
    await cast.taras.says("05.12 0 new 0")
    await cast.town.moves_to("2026-12-07 12:11")
    (said,) = weeks(cast)
    assert "Corrected: Zerno, Sat 5 Dec." in said and "New customers" not in said


async def test_a_post_that_telegram_holds_back_is_corrected_once_it_has_left() -> None:
    async with counters() as made:
        town = made.town
        await town.moves_to("2026-11-30 20:01")
        await made.taras.says("4")
        town.telegram.faults.flood(1800, chat_id=made.marta.person.id)
        await town.moves_to("2026-12-07 09:00")
        town.telegram.faults.clear()
        await made.taras.says("30.11 5")
        await made.taras.presses("Replace")
        await town.moves_to("2026-12-07 09:12")
        assert weeks(made) == []
        await town.moves_to("2026-12-07 09:32")
        assert "Used 4 times" in weeks(made)[0]
        await town.moves_to("2026-12-07 09:42")
        (said,) = weeks(made)
        assert "Used 5 times" in said
