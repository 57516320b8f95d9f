"""Who ends a pause, and that it ends by itself on the day that the terms name.

Zerno (Olena, Taras) and Peony (Marta, Ira); Marta pauses on Tue 1 Dec at noon.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from domain.options import Resumes
from tests.lifecycle.test_notice import state
from tests.settlement.test_fair_endings import amends, quiet, stops
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(pause_days=7, resumed_by=Resumes.ANYBODY) as made:
        await quiet(made)
        await made.town.moves_to("2026-12-01 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    made = await two.again()
    await made.forges(made.marta, f"stop:{made.promo}:pause")
    made.marta.sees_exactly("By the terms it goes on by itself after 7 days.")
    await made.marta.says("The oven is broken")
    return made


def heard(who: Actor, words: str) -> int:
    return sum(words in message.words for message in who.screen)


@pytest.mark.quick
async def test_a_pause_ends_by_itself_and_everybody_hears_it_the_day_before(cast: Counters) -> None:
    everybody = (cast.olena, cast.marta, cast.taras, cast.ira)
    await cast.opens(cast.olena, "More ▾")
    assert any("Paused by Peony. It goes on by itself on Tue 8 Dec." in m.words for m in cast.olena.screen)
    await cast.town.moves_to("2026-12-07 08:59")
    assert [heard(who, "tomorrow") for who in everybody] == [0, 0, 0, 0]
    await cast.town.moves_to("2026-12-07 09:01")
    assert [heard(who, "goes on") and heard(who, "tomorrow") for who in everybody] == [1, 1, 1, 1]
    assert await state(cast) == "paused"
    await cast.town.moves_to("2026-12-08 09:01")
    assert await state(cast) == "running"
    cast.olena.sees_exactly("goes on: by the terms a pause is over after 7 days")
    cast.ira.sees_exactly("goes on. The offer is honoured again, and I will ask at closing time.")


async def test_any_side_may_end_it_where_that_was_agreed(cast: Counters) -> None:
    await cast.opens(cast.olena, "Resume")
    assert await state(cast) == "running"
    cast.marta.sees_exactly("Zerno resumed Flowers + coffee")
    await cast.town.moves_to("2026-12-08 12:00")
    assert heard(cast.olena, "tomorrow") == heard(cast.olena, "a pause is over") == 0, "that pause is over long ago"


async def test_a_second_pause_has_its_own_end(cast: Counters) -> None:
    await cast.forges(cast.marta, f"resume:{cast.promo}")
    await cast.town.moves_to("2026-12-03 12:00")
    await stops(cast, cast.olena, "pause")
    await cast.town.moves_to("2026-12-09 12:00")
    assert await state(cast) == "paused"
    await cast.town.moves_to("2026-12-10 09:01")
    assert await state(cast) == "running"
    assert heard(cast.olena, "a pause is over after 7 days") == 1


async def test_changed_terms_change_the_end_of_a_pause(cast: Counters) -> None:
    await amends(cast, date(2026, 12, 2), pause_days=14)
    await cast.town.moves_to("2026-12-08 12:00")
    assert await state(cast) == "paused"
    await cast.town.moves_to("2026-12-14 09:01")
    await cast.town.moves_to("2026-12-15 09:01")
    assert await state(cast) == "running"
    assert heard(cast.marta, "tomorrow, Tue 15 Dec") == heard(cast.marta, "tomorrow") == 1


async def test_a_pause_that_would_outlast_the_promo_is_not_ended_before_it() -> None:
    async with counters(pause_days=60) as made:
        await quiet(made)
        await stops(made, made.marta, "pause")
        assert "Only" not in await made.forges(made.olena, f"resume:{made.promo}")
        assert await state(made) == "paused", "only who paused may resume"
        await made.town.moves_to("2026-12-28 12:00")
        assert await state(made) == "finishing"
        assert heard(made.marta, "by itself tomorrow") == 0
