"""Weekly numbers before and during a promo: one message a measure, compared in Results, private to a side."""

from __future__ import annotations

import pytest

from domain.choices import Measure
from tests.counters import Counters, counters

pytestmark = pytest.mark.asyncio
PICKED = (Measure.CUSTOMERS, Measure.REVENUE, Measure.SATISFACTION)


async def opened(cast: Counters) -> None:
    await cast.opens(cast.olena, "Numbers")


async def test_four_weeks_in_one_message_and_the_next_measure_is_asked_by_itself() -> None:
    async with counters(baseline=PICKED) as cast:
        await opened(cast)
        cast.olena.sees("Customers before – · during – · after –")
        cast.olena.sees("four weeks before the promo")
        await cast.olena.presses("Customers")
        cast.olena.sees("120 135 128 140")
        await cast.olena.says("120 135 128 140")
        cast.olena.sees("A week on average: 130.8")
        cast.olena.sees("Revenue, four weeks before the promo")
        await cast.town.restart()
        await cast.olena.says("40 000; 42 000; 41 000; 43 000")
        cast.olena.sees("A week on average: 41 500 ₴")
        await cast.olena.says("3,7 4 9 4")
        cast.olena.sees("Number 3 is wrong")
        await cast.olena.presses("Later")
        rows = await cast.town.database("SELECT measure, value FROM measurement ORDER BY measure, week")
        assert [row["value"] for row in rows] == [120, 135, 128, 140, 40_000_00, 42_000_00, 41_000_00, 43_000_00]


async def test_before_and_during_stand_side_by_side_in_results_for_that_side_only() -> None:
    async with counters(baseline=PICKED) as cast:
        await opened(cast)
        await cast.olena.presses("Customers")
        await cast.olena.says("100 100 100 100")
        await cast.olena.says("1000 1000 1000 1000")
        await cast.town.moves_to("2026-11-30 20:01")
        await cast.taras.says("9")
        await cast.town.moves_to("2026-12-28 10:00")
        cast.olena.sees("The weekly numbers during the promo are still missing: Customers, Revenue, Satisfaction")
        await cast.olena.presses("Numbers")
        await cast.olena.presses("Customers")
        await cast.olena.says("150 150 150 150 ")
        await cast.olena.says("1500 1500 1500 1500")
        await cast.opens(cast.olena, "Results")
        for line in ("✓ Customers: 100 → 150 → – (+50 %)", "✗ Average check: 10 ₴ → 10 ₴ → – (±0 %)"):
            cast.olena.sees(line)
        await cast.opens(cast.marta, "Numbers")
        assert "150" not in cast.marta.last.words


async def test_foreign_numbers_are_no_one_s() -> None:
    async with counters(baseline=PICKED) as cast:
        for data in (f"numbers:{cast.promo}:before", f"weeks:{cast.promo}:before:customers"):
            assert await cast.forges(cast.zoe, data) == cast.zoe.tr("This is not available to you.")
        await cast.forges(cast.olena, f"weeks:{cast.promo}:after:customers")
        await cast.forges(cast.olena, f"weeks:{cast.promo}:before:traffic")
        assert await cast.town.database("SELECT * FROM measurement") == []
