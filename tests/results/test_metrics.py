"""Results: one's own figures, the partner's as far as they are shared, and what each is made from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.agreement.terms import Offer
from domain.options import Goal, Sharing
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = pytest.mark.asyncio(loop_scope="module")
TERMS: dict[str, Any] = {
    "goal": Goal.RECEIPTS,
    "target": 100,
    "offers": (Offer(what="15 % off", cost=60_00),),
    "share_sales": Sharing.DETAIL,
}


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
        made.keeps()
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
        "up to Wed 2 Dec",
        "Zerno",
        "Average promo check: 500 ₴",  # 8 000 ÷ 16
        "Revenue per customer: 500 ₴",
        "Goal pace: no data (a week of days that all have reported)",
        "Return, all who used it; Return, new customers; Return on investment; Net profit, all who used it; "
        "Net profit, new customers; Cost of a returned customer; Payback: no data (expenses)",
        "Conversion of issued cards: no data (codes used, codes printed or issued)",
        "Report coverage: 66.7 %",  # 2 of 3
    ):
        cast.olena.sees(line)


async def test_a_figure_shows_its_inputs_and_goes_back(cast: Counters) -> None:
    await opened(cast, cast.olena)
    await cast.olena.presses("Average promo check")
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
    cast.olena.sees("Average promo check: 200 ₴")
    cast.olena.sees("Not shown to partners: profit and costs")
    assert "Net profit" not in cast.olena.last.words


async def test_all_together_adds_what_both_share(cast: Counters) -> None:
    await opened(cast, cast.marta)
    await cast.marta.presses("All together")
    cast.marta.sees("Average promo check: 408.70 ₴")  # 9 400 ÷ 23 = 408.70


async def test_a_made_up_button_shows_nothing_that_is_hidden(cast: Counters) -> None:
    for data in (f"metric:{cast.promo}:1:net_profit", f"metric:{cast.promo}:9:roi", f"metric:{cast.promo}:1:x"):
        await cast.forges(cast.marta, data)
        assert "Net profit" not in cast.marta.last.words
    for data in (f"results:{cast.promo}:1", f"metric:{cast.promo}:1:coverage"):
        assert await cast.forges(cast.zoe, data) == cast.zoe.tr("This is not available to you.")


async def test_hidden_customers_leave_nothing_of_the_partner_and_nothing_in_the_group() -> None:
    async with counters(**TERMS | {"share_customers": Sharing.HIDDEN, "share_sales": Sharing.HIDDEN}) as shy:
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


async def test_a_goal_in_money_follows_hidden_sales_everywhere() -> None:
    async with counters(goal=Goal.REVENUE, target=100_000, share_sales=Sharing.HIDDEN) as shy:
        await shy.town.moves_to("2026-11-30 20:01")
        await shy.taras.says("10 5000")
        await shy.ira.says("4 1400")
        await shy.town.moves_to("2026-12-07 11:00")
        await opened(shy, shy.marta)
        everything = "\n".join(message.words for message in shy.town.telegram.messages(shy.marta.person))
        assert "Used 14 times" in everything
        for sum_ in ("5 000", "6 400", "26 000"):  # Zerno's, both sides', and the pace of both
            assert sum_ not in everything.replace("\u00a0", " ")


async def test_two_currencies_add_up_once_both_typed_the_same_rate() -> None:
    async with counters(**TERMS) as cast:
        async with cast.program.db.transaction() as tx:
            await tx.run("UPDATE business SET currency = 'EUR' WHERE id = 2")
        await cast.town.moves_to("2026-11-30 20:01")
        await cast.taras.says("10 5000")
        await cast.ira.says("10 100")
        await cast.town.moves_to("2026-12-01 12:00")
        await opened(cast, cast.olena)
        await cast.olena.presses("All together")
        cast.olena.sees("The businesses have different currencies")
        for who in (cast.olena, cast.marta):
            await cast.opens(who, "Money")
            await who.presses("Exchange rates")
            await who.presses("Type the rate for %(currency)s", currency="EUR")
            await who.says("45")
        await opened(cast, cast.olena)
        await cast.olena.presses("All together")
        cast.olena.sees("Average promo check: 475 ₴")  # (5 000 + 100 × 45) ÷ 20


async def test_what_is_hidden_is_not_called_other_currencies_or_no_reports() -> None:
    async with counters(**TERMS | {"share_customers": Sharing.HIDDEN, "share_sales": Sharing.HIDDEN}) as shy:
        await shy.town.moves_to("2026-11-30 20:01")
        await shy.taras.says("10 5000")
        await shy.town.moves_to("2026-12-01 12:00")
        await opened(shy, shy.olena)
        await shy.olena.presses("All together")
        shy.olena.sees("The partners keep these figures to themselves.")
        assert "different currencies" not in shy.olena.last.words


async def test_an_expense_of_zero_is_not_called_unknown(cast: Counters) -> None:
    """Nothing was spent, and somebody said so: that is a number."""
    async with cast.program.db.transaction() as tx:
        await tx.run(
            "INSERT INTO spent_nothing (promo_id, business_id, person_id, at) VALUES (:p, 1, 1, 1)", p=cast.promo
        )
    await cast.town.moves_to("2026-12-02 20:01")
    await cast.taras.says("0")
    await cast.town.moves_to("2026-12-03 12:00")
    await opened(cast, cast.olena)
    cast.olena.sees("Net profit, all who used it: 2 240 ₴")  # 8 000 × 40 % − 16 × 60
    cast.olena.sees("Payback: 0 weeks")
    cast.olena.sees("Cost of a new customer: 0 ₴")


async def test_totals_of_a_partner_stop_at_its_last_whole_week() -> None:
    """Two totals that are a day apart would give the day away."""
    async with counters(**TERMS | {"share_sales": Sharing.TOTALS}) as cast:
        await cast.town.moves_to("2026-11-30 20:01")
        await cast.ira.says("7 1400")
        await cast.town.moves_to("2026-12-02 12:00")
        await opened(cast, cast.olena)
        await cast.olena.presses("Peony")
        cast.olena.sees("What partners see in totals goes up to the last whole week.")
        assert "200 ₴" not in cast.olena.last.words
        await cast.town.moves_to("2026-12-07 12:00")
        await cast.ira.says("6.12 3 900")
        await opened(cast, cast.olena)
        await cast.olena.presses("Peony")
        cast.olena.sees("up to Sun 6 Dec")
        cast.olena.sees("Average promo check: 230 ₴")  # (1 400 + 900) ÷ 10
