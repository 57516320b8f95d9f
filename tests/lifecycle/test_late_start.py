"""A promo's first day while the clock is late: what is reported of it counts, and what waits for a word waits."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.lifecycle.test_readiness import NOTHING, PROVED
from tests.world.ready import Ready, signed
from tests.world.town import KYIV, Actor, InProcess, Town


async def said_while_down(ready: Ready, who: Actor, at: str, words: str, up_again: str) -> None:
    """The bot stops in the evening before, hears it only when it is up again, and has not looked at the clock."""
    town = ready.town
    assert isinstance(town.bot, InProcess)
    await town.bot.stop()
    town.telegram.clock.set(datetime.fromisoformat(at).replace(tzinfo=KYIV))
    town.telegram.says(who.person, None, words)
    town.telegram.clock.set(datetime.fromisoformat(up_again).replace(tzinfo=KYIV))
    await town.bot.start()
    await town.settle()


async def reported(town: Town) -> list[tuple[str, int]]:
    rows = await town.database("SELECT day, customers FROM daily_report ORDER BY day, revision")
    return [(row["day"], row["customers"]) for row in rows]


async def test_a_report_of_the_first_day_counts_although_the_bot_was_down_over_the_start(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    await town.moves_to("2026-11-29 22:00")
    await said_while_down(ready, ready.taras, "2026-11-30 20:00", "7", "2026-12-01 10:00")
    assert await reported(town) == [("2026-11-30", 7)]
    assert await ready.state() == "running"
    await town.bot.tick()
    await town.settle()
    assert sum("it starts today!" in words for words in ready.posts()) == 1
    rows = await town.database("SELECT to_state FROM transition WHERE to_state = 'running'")
    assert len(rows) == 1


@pytest.mark.slow
async def test_a_report_before_the_clock_s_first_look_counts(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    town.telegram.clock.set(datetime(2026, 11, 30, 20, 5, tzinfo=KYIV))
    await ready.taras.says("/report")
    ready.taras.sees_exactly("Mon 30 Nov · Zerno")
    await ready.taras.says("7")
    await ready.ira.says("0")
    assert await reported(town) == [("2026-11-30", 7), ("2026-11-30", 0)]


@pytest.mark.slow
async def test_a_start_that_waits_for_a_word_waits_on(town: Town) -> None:
    ready = await signed(town, sides=PROVED)
    await town.moves_to("2026-11-29 22:00")
    await said_while_down(ready, ready.taras, "2026-11-30 07:30", "7", "2026-11-30 08:00")
    ready.taras.sees_exactly("No promo is running at your shop right now")
    assert (await ready.state(), await reported(town)) == ("signed", [])
    await town.moves_to("2026-11-30 09:00")
    await ready.marta.presses("Start anyway")
    await ready.taras.says("7")
    assert (await ready.state(), await reported(town)) == ("running", [("2026-11-30", 7)])


@pytest.mark.slow
async def test_what_would_have_started_by_itself_a_day_late_has_started(town: Town) -> None:
    ready = await signed(town, sides=PROVED)
    await town.moves_to("2026-11-29 22:00")
    await said_while_down(ready, ready.taras, "2026-12-01 20:00", "7", "2026-12-02 10:00")
    assert (await ready.state(), await reported(town)) == ("running", [("2026-12-01", 7)])
    await town.bot.tick()
    await town.settle()
    ready.marta.sees_exactly("Flowers + coffee has started by itself at midnight, a day late")


@pytest.mark.slow
async def test_nothing_starts_before_its_day_and_nothing_that_was_moved(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    await town.moves_to("2026-11-27 10:00")
    await ready.amends(starts=date(2026, 12, 7), in_force_from=date(2026, 11, 29))
    await said_while_down(ready, ready.taras, "2026-11-28 12:00", "7", "2026-11-28 12:01")
    assert (await ready.state(), await reported(town)) == ("signed", [])
    await said_while_down(ready, ready.taras, "2026-11-30 20:00", "7", "2026-12-01 10:00")
    assert (await ready.state(), await reported(town)) == ("signed", [])
    await town.moves_to("2026-12-07 00:00")
    assert await ready.state() == "running"


@pytest.mark.slow
async def test_what_was_reported_on_the_last_day_counts_when_it_is_read_after_the_end(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    await town.moves_to("2026-12-27 19:00")
    await said_while_down(ready, ready.taras, "2026-12-27 20:30", "7", "2026-12-28 10:00")
    assert await reported(town) == [("2026-12-27", 7)]
