"""A partner cannot compute from the screens what is hidden: the numbers are changed behind them, and not a letter
changes on them. Olena of Zerno looks; Peony's numbers are the hidden ones. It is Wed 16 Dec, in the third week.

What is taken home as data: tests/numbers/test_leaks.py.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from domain.options import Mechanic, Reporting, Sharing
from tests.settlement.test_fair_endings import counted, quiet
from tests.world.counters import Counters, counters

pytestmark = pytest.mark.slow

TERMS: dict[str, Any] = {"reporting": Reporting.SALES, "minimum": 30, "mechanic": Mechanic.DISCOUNT}
SCREENS = ("ledger:{}", "week:{}", "money:{}", "settle:{}", "results:{}", "promo:{}:card")
OTHER_CUSTOMERS = "UPDATE daily_report SET customers = customers + 3 WHERE location_id = 2"
OTHER_SALES = "UPDATE daily_report SET sales = sales + 7700 WHERE location_id = 2"
OTHER_MARGIN = "UPDATE business SET margin = 1234 WHERE id = 2"
OTHER_EXPENSES = "UPDATE expense SET minor = minor + 500 WHERE business_id = 2"
TRADED = """
UPDATE daily_report SET {field} = CASE day WHEN '2026-12-08' THEN 90 WHEN '2026-12-10' THEN 10 ELSE {field} + 5 END
WHERE location_id = 2 AND (day IN ('2026-12-08', '2026-12-10') OR day >= '2026-12-14')
"""
"""Two days of the second week trade their numbers, and those of the week that goes on become others."""


@pytest_asyncio.fixture
async def cast(request: pytest.FixtureRequest) -> AsyncIterator[Counters]:
    async with counters(**TERMS | request.param) as made:
        await quiet(made)
        await made.town.database("UPDATE business SET margin = 4000")
        for place in (1, 2):
            await counted(made, place, *[20] * 8, 10, 20, 90, *[20] * 5, sales=200_00)
        await made.town.database("UPDATE daily_report SET sales = 10 WHERE day = '2026-12-08'")
        await made.town.database("UPDATE daily_report SET sales = 90 WHERE day = '2026-12-10'")
        await made.town.database(
            "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, purpose, common, person_id,"
            f" at) VALUES ('{made.promo}', 2, 70000, 'UAH', 'flyers', '2026-12-01', 'marketing', 0, 2, 1)"
        )
        await made.town.moves_to("2026-12-16 10:00")
        yield made


async def screens(cast: Counters) -> list[str]:
    """Everything that Olena is shown on the way through the promo, the weeks by link too. The range of the goal comes
    from the restlessness of all days together, which names none of them."""
    shown = []
    for data in SCREENS:
        await cast.forges(cast.olena, data.format(cast.promo))
        shown.append(cast.olena.last.words)
    for week in (1, 2, 3):
        await cast.olena.says(f"/start r_{cast.promo}-{week}")
        shown.append(cast.olena.last.words)
    await cast.forges(cast.olena, f"results:{cast.promo}")
    for side in ("Peony", "All together"):
        await cast.olena.presses(side)
        shown.append(cast.olena.last.words)
    return [re.sub(r"\([\d\s]+–[\d\s]+\)", "", words) for words in shown]


CASES = [
    ({"share_customers": Sharing.HIDDEN, "share_sales": Sharing.HIDDEN}, OTHER_CUSTOMERS, True),
    ({"share_sales": Sharing.HIDDEN}, OTHER_SALES, True),
    ({"share_margin": Sharing.HIDDEN}, OTHER_MARGIN, True),
    ({"share_margin": Sharing.HIDDEN}, OTHER_EXPENSES, True),
    ({"share_customers": Sharing.TOTALS, "share_sales": Sharing.HIDDEN}, TRADED.format(field="customers"), True),
    (
        {"share_customers": Sharing.TOTALS, "pay": 10_00, "share_sales": Sharing.HIDDEN},
        TRADED.format(field="customers"),
        True,
    ),
    ({"share_sales": Sharing.TOTALS}, TRADED.format(field="sales"), True),
    ({"share_customers": Sharing.TOTALS, "share_sales": Sharing.HIDDEN}, OTHER_CUSTOMERS, False),
    ({"share_sales": Sharing.TOTALS}, OTHER_SALES, False),
]


@pytest.mark.parametrize(("cast", "change", "hidden"), CASES, indirect=["cast"])
async def test_the_screens_do_not_give_it_away(cast: Counters, change: str, hidden: bool) -> None:
    """What is shared does change: the last cases are the other way round."""
    before = await screens(cast)
    await cast.town.database(change)
    after = await screens(cast)
    assert (after == before) is hidden


@pytest.mark.parametrize(
    "cast", [{"share_customers": Sharing.TOTALS, "share_sales": Sharing.HIDDEN}], indirect=True, ids=["totals"]
)
async def test_on_a_sunday_its_week_is_not_whole_yet(cast: Counters) -> None:
    """At noon Peony has not reported Sun 20 Dec, in the evening it has."""
    await cast.town.moves_to("2026-12-20 12:00")
    before = await screens(cast)
    await counted(cast, 2, 57, first=date(2026, 12, 20))
    assert await screens(cast) == before
