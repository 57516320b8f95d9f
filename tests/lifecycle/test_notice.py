"""Ending a promo alone by the notice that was agreed, or at once because all want it; and what that does to money.

Zerno (Olena, Taras) and Peony (Marta, Ira); the promo runs for 28 days, Mon 30 Nov to Sun 27 Dec.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.settlement.test_fair_endings import counted, page, quiet, stops
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(minimum=28, penalty=50_00, notice_days=7) as made:
        await quiet(made)
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def state(cast: Counters) -> str:
    return str((await cast.town.database("SELECT state FROM promo"))[0]["state"])


async def gives_notice(cast: Counters) -> None:
    """Olena does on Sat 5 Dec at noon."""
    await cast.town.moves_to("2026-12-05 12:00")
    await stops(cast, cast.olena, "cancel")


@pytest.mark.quick
async def test_who_cancels_alone_gives_notice_and_it_runs_until_that_day(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-05 12:00")
    await cast.forges(cast.olena, f"stop:{cast.promo}:cancel")
    cast.olena.sees_exactly("it then runs until Sat 12 Dec, and until that day everything counts")
    await cast.olena.says("The oven is broken")
    cast.marta.sees_exactly("Zerno cancelled Flowers + coffee: The oven is broken")
    cast.ira.sees_exactly("ends earlier, on Sat 12 Dec. Until then the offer is honoured and reported as before.")
    await cast.opens(cast.marta, "More ▾")
    assert any("It runs until Sat 12 Dec: Zerno has cancelled it." in m.words for m in cast.marta.screen)
    await cast.forges(cast.marta, f"soon:{cast.promo}")
    cast.marta.sees_exactly("it ends, as a side has cancelled it")
    await cast.town.moves_to("2026-12-12 23:59")
    assert await state(cast) == "running"
    await cast.town.moves_to("2026-12-13 09:00")
    assert await state(cast) == "cancelled"
    cast.marta.sees_exactly("has ended, as Zerno had cancelled it: The oven is broken")
    await cast.forges(cast.marta, f"hist:{cast.promo}:0")
    cast.marta.sees_exactly("Zerno gave notice: The oven is broken")


async def test_until_the_end_days_count_as_agreed_and_afterwards_as_for_who_cancels(cast: Counters) -> None:
    """Of 28 days 13 count for Peony, which sent 10 of 13: 3 × 50 = 150. For Zerno all 28 do, and it sent 13:
    15 × 50 = 750. Peony gets 600."""
    await gives_notice(cast)
    await counted(cast, 1, *[2] * 5, *[0] * 8)
    await counted(cast, 2, *[1] * 13)
    await cast.town.moves_to("2026-12-13 09:00")
    words = await page(cast, cast.marta)
    assert "13 of the agreed 28 customers" in words
    assert "10 of the agreed 13 customers, 50 ₴ for each one missing (28 for all days)" in words
    assert "You get: 600 ₴" in words


async def test_it_can_be_taken_back_by_who_gave_it(cast: Counters) -> None:
    await gives_notice(cast)
    assert "Only the side that has cancelled" in await cast.forges(cast.marta, f"unnotice:{cast.promo}")
    await cast.olena.presses("Take the cancellation back")
    cast.marta.sees_exactly("Zerno has taken the cancellation of Flowers + coffee back")
    cast.ira.sees_exactly("goes on to its last day after all")
    assert "not possible" in await cast.forges(cast.olena, f"unnotice:{cast.promo}")
    await cast.town.moves_to("2026-12-13 09:00")
    assert await state(cast) == "running"
    await stops(cast, cast.olena, "cancel")
    cast.marta.sees_exactly("By the terms it runs until Sun 20 Dec")


async def test_both_together_end_it_at_once_and_the_rest_counts_for_nobody(cast: Counters) -> None:
    """Olena and Marta end it on Sat 5 Dec at noon: five days have counted, of both 5 of 28. Zerno sent 5, Peony 3."""
    await counted(cast, 1, 3, 0, 0, 0, 0)
    await counted(cast, 2, *[1] * 5)
    await gives_notice(cast)
    assert "waits for the other sides" in await cast.forges(cast.olena, f"endnow:{cast.promo}:yes")
    await cast.forges(cast.marta, f"stop:{cast.promo}:cancel")
    cast.marta.sees_exactly("is cancelled already, by Zerno: it runs until Sat 12 Dec")
    await cast.marta.presses("End it at once")
    cast.marta.sees_exactly("The days that are left then count for nobody")
    assert await state(cast) == "running"
    await cast.marta.presses("Yes, end it now")
    assert await state(cast) == "cancelled"
    cast.olena.sees_exactly("Flowers + coffee has ended: all sides wanted it so.")
    words = await page(cast, cast.olena)
    assert "penalty from Peony: 3 of the agreed 5 customers" in words
    assert "You get: 100 ₴" in words
    await cast.forges(cast.marta, f"hist:{cast.promo}:0")
    cast.marta.sees_exactly("All sides ended it together")


async def test_among_three_all_have_to_want_it() -> None:
    async with counters(3, notice_days=7) as cast:
        nadia = cast.owners[2]
        await gives_notice(cast)
        await cast.marta.presses("End it at once")
        await cast.marta.presses("Yes, end it now")
        assert await state(cast) == "running"
        assert "waits for the other sides" in await cast.forges(cast.marta, f"endnow:{cast.promo}:yes")
        nadia.sees_exactly("Peony would rather end Flowers + coffee at once")
        await nadia.presses("End it at once")
        await nadia.presses("Yes, end it now")
        assert await state(cast) == "cancelled"


async def test_near_its_last_day_it_ends_by_itself(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-20 12:00")
    toast = await cast.forges(cast.olena, f"stop:{cast.promo}:cancel")
    assert "Sun 27 Dec, on which it ends anyway" in toast
    await cast.town.moves_to("2026-12-28 09:00")
    assert await state(cast) == "finishing"


async def test_a_promo_that_finished_before_the_notice_is_over_keeps_its_end(cast: Counters) -> None:
    """Both move the last day to Wed 9 Dec afterwards."""
    await gives_notice(cast)
    await cast.town.database("UPDATE promo SET state = 'finishing'")
    await cast.town.moves_to("2026-12-13 09:00")
    assert await state(cast) == "finishing"
    assert "not possible" in await cast.forges(cast.olena, f"unnotice:{cast.promo}")


async def test_a_strangers_press_ends_nothing(cast: Counters) -> None:
    await gives_notice(cast)
    for what in ("endnow", "unnotice"):
        assert "not available" in await cast.forges(cast.zoe, f"{what}:{cast.promo}:yes")
    assert await state(cast) == "running"
