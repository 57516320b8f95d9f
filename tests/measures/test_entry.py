"""The weekly numbers before and during a promo: entered in the chat, compared in Results, nobody else's business."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.options import Measure
from handlers.context import Work
from handlers.lifecycle import readiness
from storage.agreement import promos
from tests.world.counters import Counters, counters

pytestmark = pytest.mark.asyncio(loop_scope="module")
TERMS: dict[str, Any] = {"baseline": (Measure.CUSTOMERS, Measure.PROFIT, Measure.SATISFACTION)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(**TERMS) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def over(cast: Counters) -> None:
    """Mon 28 Dec, noon: only the end itself was still to come."""
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'done' WHERE kind <> 'finish'")
    await cast.town.moves_to("2026-12-28 12:00")


async def entered(cast: Counters) -> list[bool | None]:
    async with cast.program.db.transaction() as tx:
        promo = await promos.by_clock(tx, cast.promo)
        assert promo
        work = Work(cast.program.app, tx, cast.town.telegram.clock.now())
        return [side.baseline_entered for side in (await readiness.facts(work, promo, promo.terms)).sides]


async def test_one_measure_after_the_other_and_compared_in_results(cast: Counters) -> None:
    await cast.opens(cast.olena, "Numbers")
    cast.olena.sees_exactly("before – · during – · after –")
    assert await entered(cast) == [False, False]
    await cast.olena.presses("Customers")
    cast.olena.sees_exactly("four weeks before the promo (2–29 Nov): send the numbers")
    await cast.olena.says("120 many 128 140")
    cast.olena.sees_exactly("Number 2 is wrong: “many”.")
    cast.olena.sees_exactly("For example: 120 135 128 140")
    await cast.town.restart()
    await cast.olena.says("120 135 128 140")
    cast.olena.sees_exactly("✓ Customers, four weeks before the promo: 120 135 128 140")
    cast.olena.sees_exactly("A week on average: 130.8")
    await cast.olena.says("-500; 1 200")
    cast.olena.sees_exactly("✓ Profit, four weeks before the promo: −500")
    assert await entered(cast) == [False, False]
    await cast.olena.says("4,25 4,5")
    assert await entered(cast) == [True, False]
    cast.olena.sees_exactly("before 120 135 128 140 · during – · after –")
    cast.olena.sees_exactly("before 4.25 4.5 · during – · after –")
    await over(cast)
    assert sum("weekly numbers during the promo are still missing" in m.words for m in cast.olena.screen) == 1
    cast.marta.sees_exactly("weekly numbers during the promo are still missing: Customers, Profit, Satisfaction")
    await cast.olena.presses("Numbers")
    await cast.olena.presses("Customers")
    await cast.olena.says("150 160 170 180")
    await cast.opens(cast.olena, "Results")
    cast.olena.sees_exactly("· Customers: 130.8 → 165 → – (+26.2 %; beyond its trend −7 … +14 %)")


async def test_a_series_is_replaced_as_a_whole_and_the_old_one_is_kept(cast: Counters) -> None:
    for said in ("120 135 128 140", "100 110"):
        await cast.forges(cast.olena, f"weeks:{cast.promo}:before:customers")
        await cast.olena.says(said)
    await cast.forges(cast.olena, f"numbers:{cast.promo}")
    cast.olena.sees_exactly("before 100 110 · during – · after –")
    rows = await cast.town.database("SELECT revision, count(*) AS n FROM measurement GROUP BY revision ORDER BY 1")
    assert [(row["revision"], row["n"]) for row in rows] == [(1, 4), (2, 2)]


async def test_skipped_and_left_for_later(cast: Counters) -> None:
    await cast.forges(cast.olena, f"weeks:{cast.promo}:before:customers")
    await cast.olena.presses("Skip")
    cast.olena.sees_exactly("Profit, four weeks before the promo")
    await cast.olena.presses("Later")
    (row,) = await cast.town.database("SELECT listening FROM person WHERE name = 'Olena'")
    assert row["listening"] == ""
    assert await cast.town.database("SELECT * FROM measurement") == []


async def test_what_has_not_come_or_is_not_compared_is_refused(cast: Counters) -> None:
    for what in ("during:customers", "after:customers", "before:traffic", "x:y"):
        assert "cannot be entered now" in await cast.forges(cast.olena, f"weeks:{cast.promo}:{what}")


async def test_partners_and_strangers_see_nothing(cast: Counters) -> None:
    await cast.forges(cast.olena, f"weeks:{cast.promo}:before:customers")
    await cast.olena.says("77551")
    await cast.forges(cast.marta, f"numbers:{cast.promo}")
    assert not any("551" in message.words for message in cast.marta.screen)
    for who in (cast.taras, cast.ira, cast.zoe):
        for data in (f"numbers:{cast.promo}", f"weeks:{cast.promo}:before:customers", "numbers:0000000000"):
            assert await cast.forges(who, data) == "This is not available to you."
