"""A day on which money hangs is corrected alone for a week, and afterwards only by both.

Zerno (Olena, Taras) sends customers to Peony (Marta, Ira), which pays 10 ₴ for each.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.options import Sharing
from tests.settlement.test_fair_endings import counted, page, quiet
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Peony counted 3 on each of the first three days."""
    async with counters(minimum=None, pay=10_00) as made:
        await quiet(made)
        await counted(made, 2, 3, 3, 3)
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def first_day(cast: Counters) -> list[Any]:
    """The newest word on Mon 30 Nov at Peony, as state and customers."""
    rows = await cast.town.database(
        "SELECT state, customers FROM daily_report WHERE location_id = 2 AND day = '2026-11-30' ORDER BY revision DESC"
    )
    return [rows[0]["state"], rows[0]["customers"]]


@pytest.mark.quick
async def test_within_a_week_alone_later_with_the_sender(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-07 12:00")
    await cast.forges(cast.marta, f"fix:{cast.promo}:2:2026-11-30")
    await cast.marta.says("2")
    assert await first_day(cast) == ["reported", 2]
    await cast.town.moves_to("2026-12-08 12:00")
    await cast.forges(cast.marta, f"fix:{cast.promo}:2:2026-11-30")
    await cast.marta.says("1")
    cast.marta.sees_exactly("Mon 30 Nov · Peony: that day is more than a week ago, and money hangs on its number.")
    assert await first_day(cast) == ["reported", 2]
    cast.olena.sees_exactly("Flowers + coffee: Peony would correct Mon 30 Nov, which is more than a week ago. 2 → 1.")
    await cast.olena.presses("Change it")
    assert await first_day(cast) == ["reported", 1]
    cast.marta.sees_exactly("Mon 30 Nov at Peony is corrected, as all agreed.")
    assert "7 × 10 ₴" in await page(cast, cast.olena)


async def test_the_senders_no_leaves_the_day(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-10 12:00")
    await cast.marta.says("30.11 1")
    await cast.marta.presses("Replace: %(n)s", n="1")
    await cast.marta.says("30.11 2")
    await cast.marta.presses("Replace: %(n)s", n="2")
    cast.marta.sees_exactly("the partner has been asked about that day already")
    await cast.olena.presses("It stays as it is")
    assert await first_day(cast) == ["reported", 3]
    cast.marta.sees_exactly("Mon 30 Nov at Peony stays as it is.")
    assert "not available" in await cast.forges(cast.olena, "oldday:1:yes"), "answered once"


async def test_taking_an_old_report_back_or_calling_the_day_closed_needs_it_too(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-10 12:00")
    await cast.forges(cast.marta, f"undo:{cast.promo}:2:2026-11-30:1")
    cast.olena.sees_exactly("3 → no report.")
    await cast.marta.says("1.12 closed")
    await cast.marta.presses("Replace: closed")
    cast.olena.sees_exactly("3 → closed.")
    assert await first_day(cast) == ["reported", 3]


async def test_what_no_money_hangs_on_changes_alone(cast: Counters) -> None:
    """The sales of a day, and a first report that comes late."""
    await cast.town.moves_to("2026-12-12 12:00")
    await cast.marta.says("30.11 3 400")
    await cast.marta.presses("Replace: %(n)s", n="3")
    await cast.marta.says("3.12 5")
    rows = await cast.town.database(
        "SELECT day, sales FROM daily_report WHERE revision = 2 OR day = '2026-12-03' ORDER BY day"
    )
    assert [(row["day"], row["sales"]) for row in rows] == [("2026-11-30", 400_00), ("2026-12-03", None)]
    assert not any("more than a week ago" in m.words for m in cast.olena.screen)


async def test_a_day_that_was_changed_meanwhile_is_not_overwritten(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-10 12:00")
    await cast.marta.says("30.11 1")
    await cast.marta.presses("Replace: %(n)s", n="1")
    await counted_again(cast)
    await cast.olena.presses("Change it")
    assert await first_day(cast) == ["reported", 9]
    cast.marta.sees_exactly("stays as it is")


async def counted_again(cast: Counters) -> None:
    """A dispute has corrected the day."""
    await cast.town.database(
        "INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, currency, person_id, at)"
        f" VALUES ('{cast.promo}', 2, '2026-11-30', 2, 'reported', 9, 'UAH', 1, 1)"
    )


async def test_where_partners_see_no_days_the_question_has_no_figures() -> None:
    async with counters(minimum=None, pay=10_00, share_customers=Sharing.TOTALS) as cast:
        await quiet(cast)
        await counted(cast, 2, 37)
        await cast.town.moves_to("2026-12-10 12:00")
        await cast.marta.says("30.11 18")
        await cast.marta.presses("Replace: %(n)s", n="18")
        asked = cast.olena.sees_exactly("would correct Mon 30 Nov").words
        assert "37" not in asked
        assert "18" not in asked


async def test_without_money_and_rewards_an_owner_corrects_alone() -> None:
    async with counters(minimum=30) as cast:
        await quiet(cast)
        await counted(cast, 2, 3)
        await cast.town.moves_to("2026-12-10 12:00")
        await cast.marta.says("30.11 1")
        await cast.marta.presses("Replace: %(n)s", n="1")
        assert await first_day(cast) == ["reported", 1]


async def test_among_three_each_side_that_may_have_sent_them_agrees() -> None:
    async with counters(3, minimum=None, pay=10_00) as cast:
        await quiet(cast)
        await counted(cast, 2, 3)
        await cast.town.moves_to("2026-12-10 12:00")
        await cast.marta.says("30.11 1")
        await cast.marta.presses("Replace: %(n)s", n="1")
        await cast.olena.presses("Change it")
        cast.olena.sees_exactly("changes when the other sides agree too")
        assert await first_day(cast) == ["reported", 3]
        await cast.owners[2].presses("Change it")
        assert await first_day(cast) == ["reported", 1]
