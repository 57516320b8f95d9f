"""Reminders come from nine to eight, unless a person chose other hours; the question at closing comes at closing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 30 Nov, 20:05: Taras and Ira have been asked and have not answered."""
    async with counters() as made:
        await made.town.moves_to("2026-11-30 20:05")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def chooses(who: Actor, said: str) -> None:
    await who.says("/settings")
    await who.presses("Reminders: 09:00–20:00")
    await who.says(said)


def since(who: Actor, seen: int) -> list[str]:
    return [message.words for message in who.screen[seen:]]


async def test_the_morning_s_reminder_waits_for_the_hour_that_was_chosen(cast: Counters) -> None:
    await chooses(cast.taras, "10:30-19")
    cast.taras.sees_exactly("From now on reminders come between 10:30–19:00.")
    seen = len(cast.taras.screen)
    await cast.town.moves_to("2026-12-01 10:00")
    assert since(cast.taras, seen) == []
    cast.ira.sees_exactly("Mon 30 Nov · Peony")
    await cast.town.moves_to("2026-12-01 10:31")
    assert [words[:19] for words in since(cast.taras, seen)] == ["Mon 30 Nov · Zerno\n"]
    await cast.town.moves_to("2026-12-01 20:01")
    assert "Tue 1 Dec · Zerno" in cast.taras.last.words, "the question at closing does not wait"


@pytest.mark.quick
async def test_what_was_answered_meanwhile_is_not_asked(cast: Counters) -> None:
    await cast.taras.says("/settings")
    await cast.taras.presses("Reminders: 09:00–20:00")
    await cast.taras.presses("10:00–22:00")
    await cast.town.moves_to("2026-12-01 09:30")
    await cast.forges(cast.taras, f"rep:{cast.promo}:1:2026-11-30:4")
    seen = len(cast.taras.screen)
    await cast.town.moves_to("2026-12-01 12:00")
    assert since(cast.taras, seen) == []


async def test_an_owner_hears_of_a_silent_shop_in_the_owner_s_hours(cast: Counters) -> None:
    await chooses(cast.olena, "з 12 до 18")
    seen = len(cast.olena.screen)
    await cast.town.moves_to("2026-12-01 11:30")
    assert since(cast.olena, seen) == []
    assert "nobody has reported" in cast.marta.last.words
    await cast.town.moves_to("2026-12-01 12:01")
    assert "nobody has reported" in cast.olena.last.words


async def test_at_any_hour_takes_the_night_as_well(cast: Counters) -> None:
    await cast.olena.says("/settings")
    await cast.olena.presses("Reminders: 09:00–20:00")
    await cast.olena.presses("At any hour")
    await cast.olena.says("/settings")
    await cast.olena.presses("Reminders: at any hour")
    cast.olena.sees_exactly("Reminders come to you at any hour")


async def test_what_is_no_pair_of_times_is_asked_again_with_an_example(cast: Counters) -> None:
    await chooses(cast.taras, "later")
    cast.taras.sees_exactly("I could not read a time in “later”.")
    await cast.town.restart()
    await cast.taras.says("11-19")
    cast.taras.sees_exactly("From now on reminders come between 11:00–19:00.")


async def test_a_stranger_has_no_hours_to_choose_and_a_made_up_hour_changes_nothing(cast: Counters) -> None:
    await cast.zoe.says("/settings")
    assert not any("Reminders" in button.text for button in cast.zoe.last.buttons)
    await cast.forges(cast.taras, "hours:25-99")
    rows = await cast.town.database("SELECT hours FROM person WHERE hours IS NOT NULL")
    assert rows == []
