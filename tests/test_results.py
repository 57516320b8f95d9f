"""Results: one's own figures, the partner's as far as they are shared, and what each is made from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.choices import Goal, Sharing
from domain.terms import Offer
from tests.counters import Counters, counters
from tests.town import Actor

pytestmark = pytest.mark.asyncio(loop_scope="module")
TERMS: dict[str, Any] = {"goal": Goal.RECEIPTS, "target": 100, "offers": (Offer(what="15 % off", cost=60_00),)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Thu 3 Dec, noon: Zerno has two days of reports, Peony one; both know their margin."""
    async with counters(**TERMS) as made:
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("10 5000 new 4")
        await made.ira.says("7 1400")
        await made.town.moves_to("2026-12-01 20:01")
        await made.taras.says("6 3000 new 2")
        async with made.program.db.transaction() as tx:
            await tx.run("UPDATE business SET margin = 4000")
        await made.town.moves_to("2026-12-03 12:00")
        made.snapshot.close()
        made.snapshot = type(made.snapshot)(made.town)
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def opened(cast: Counters, who: Actor) -> None:
    await who.says("/promos")
    await who.presses("Flowers + coffee")
    await who.presses("Results")


async def test_an_owner_sees_every_figure_and_what_is_missing(cast: Counters) -> None:
    await opened(cast, cast.olena)
    for line in (
        "up to Wed 2 Dec", "Zerno", "Average check: 500 ₴",  # 8 000 ÷ 16
        "Revenue per customer: 500 ₴", "Goal pace: 214.7",  # 23 × 28 ÷ 3 days
        "Net promo profit: no data (expenses)", "Conversion: no data (codes used, codes handed out)",
        "Report coverage: 66.7 %",  # 2 of 3
    ):  # fmt: skip
        cast.olena.sees(line)


async def test_a_figure_shows_its_inputs_and_goes_back(cast: Counters) -> None:
    await opened(cast, cast.olena)
    await cast.olena.presses("Average check")
    for line in (
        "promo sales ÷ receipts",
        "promo sales: 8 000 ₴",
        "receipts with a sum: 16",
        "500 ₴",
        "Good: 10 to 20 %",
    ):
        cast.olena.sees(line)
    await cast.olena.presses("Back")
    cast.olena.sees("Report coverage")


async def test_a_partner_s_profit_is_hidden_and_its_sales_are_not(cast: Counters) -> None:
    await opened(cast, cast.olena)
    await cast.olena.presses("Peony")
    cast.olena.sees("Average check: 200 ₴")
    cast.olena.sees("Not shown to partners: profit and costs")
    assert "Net promo profit" not in cast.olena.last.words


async def test_all_together_adds_what_both_share(cast: Counters) -> None:
    await opened(cast, cast.marta)
    await cast.marta.presses("All together")
    cast.marta.sees("Average check: 408.70 ₴")  # 9 400 ÷ 23 = 408.70


async def test_a_made_up_button_shows_nothing_that_is_hidden(cast: Counters) -> None:
    for data in (f"metric:{cast.promo}:1:net_profit", f"metric:{cast.promo}:9:roi", f"metric:{cast.promo}:1:x"):
        await cast.forges(cast.marta, data)
        assert "Net promo profit" not in cast.marta.last.words
    for data in (f"results:{cast.promo}:1", f"metric:{cast.promo}:1:coverage"):
        assert await cast.forges(cast.zoe, data) == cast.zoe.tr("This is not available to you.")


async def test_hidden_customers_leave_nothing_of_the_partner_and_nothing_in_the_group() -> None:
    async with counters(**TERMS, share_customers=Sharing.HIDDEN, share_sales=Sharing.HIDDEN) as shy:
        await shy.town.moves_to("2026-11-30 20:01")
        await shy.taras.says("10 5000")
        await shy.town.moves_to("2026-12-07 11:00")
        said = (
            shy.marta.last.words
            if "keep their numbers" in shy.marta.last.words
            else "\n".join(message.words for message in shy.town.telegram.messages(shy.marta.person))
        )
        assert "keep their numbers to themselves" in said and "Used" not in said
        await opened(shy, shy.marta)
        await shy.marta.presses("Zerno")
        assert "500 ₴" not in shy.marta.last.words
