"""What a restart in the middle must not change."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.world.cast import Cast, running_promo
from tests.world.town import KYIV, InProcess, Town


@pytest.fixture
async def cast(town: Town) -> Cast:
    """Mon 30 Nov, after closing: both cashiers have been asked."""
    made = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    return made


async def test_somebody_in_a_half_finished_form_reports_and_comes_back_to_the_same_step(cast: Cast, town: Town) -> None:
    await cast.taras.says("/new")
    await cast.taras.says("Second shop")
    cast.taras.sees("What kind of business is it? Press one, or type another kind.")
    await cast.taras.says("/report 7 3400")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers, 3 400 ₴")
    await town.restart()
    await cast.taras.presses("Continue from step %(n)s", n=2)
    cast.taras.sees("What kind of business is it? Press one, or type another kind.")
    await cast.taras.presses("Bookshop")
    cast.taras.sees("In which city?")


async def test_a_report_that_waited_for_the_bot_overnight_counts_for_the_day_it_was_sent(
    cast: Cast, town: Town
) -> None:
    await town.bot.stop()
    town.telegram.says(cast.taras.person, None, "7")
    town.telegram.clock.set(datetime.fromisoformat("2026-12-01 08:00").replace(tzinfo=KYIV))
    assert isinstance(town.bot, InProcess)
    await town.bot.start()
    await town.settle()
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
