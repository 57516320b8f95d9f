"""The owner's calendar of reports, what will be sent, and what comes after the bot was down."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Thu 3 Dec, noon. Zerno has reported Monday, was closed on Tuesday, and Wednesday is missing."""
    async with counters() as made:
        for day, said in (("11-30", "4"), ("12-01", "closed")):
            await made.town.moves_to(f"2026-{day} 20:01")
            await made.taras.says(said)
        await made.town.moves_to("2026-12-02 20:01")
        await made.town.moves_to("2026-12-03 09:01")
        await made.town.moves_to("2026-12-03 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


def labels(who: Actor) -> list[str]:
    return [button.text for button in who.last.buttons]


# The calendar ----------------------------------------------------------------------------------


async def test_the_month_shows_each_day_as_reported_closed_or_missing(cast: Counters) -> None:
    await cast.opens(cast.olena, "Calendar")
    assert "December 2026" in labels(cast.olena)
    assert {"–1", "✗2", "3", "4", "27"} <= set(labels(cast.olena))
    assert "28" not in labels(cast.olena), "after the last day"
    rows = [[button.text for button in row] for row in cast.olena.last.keyboard]
    assert (rows[0], rows[-2]) == (["December 2026"], ["‹", "›"])
    await cast.olena.presses("‹")
    assert "✓30" in labels(cast.olena)
    assert "November 2026" in labels(cast.olena)


@pytest.mark.quick
async def test_a_missing_day_leads_to_its_question_and_is_reported_then(cast: Counters) -> None:
    await cast.opens(cast.olena, "Calendar")
    await cast.olena.presses("✗2")
    cast.olena.sees_exactly("Wed 2 Dec · Zerno")
    await cast.olena.says("6")
    cast.olena.sees_exactly("Saved: Wed 2 Dec · Zerno: 6 customers")
    await cast.opens(cast.olena, "Calendar")
    assert "✓2" in labels(cast.olena)


async def test_a_day_to_come_and_the_months_name_do_nothing(cast: Counters) -> None:
    await cast.opens(cast.olena, "Calendar")
    before = len(cast.olena.screen)
    for words in ("27", "December 2026"):
        await cast.olena.presses(words)
    assert len(cast.olena.screen) == before
    assert await cast.forges(cast.olena, f"cal:{cast.promo}:1:2026-13-99") == ""


async def test_several_shops_are_paged_and_other_peoples_are_not_there(cast: Counters) -> None:
    await cast.forges(cast.olena, "place:new:1")
    for said in ("Zerno Podil", "A counter", "1-5", "18:00"):
        await cast.olena.says(said)
    await cast.olena.presses("Skip")
    await cast.olena.presses("✓ Save")
    await cast.opens(cast.olena, "Calendar")
    await cast.olena.presses("Zerno Podil")
    assert "Zerno, Zerno Podil" in cast.olena.last.words
    assert {"·5", "·6"} & set(labels(cast.olena)) == set(), "days to come have no mark yet"
    assert await cast.forges(cast.olena, f"cal:{cast.promo}:2:2026-12-01") == "This is not available to you."
    for who in (cast.zoe, cast.taras):
        assert await cast.forges(who, f"cal:{cast.promo}") == "This is not available to you."


# What will be sent -----------------------------------------------------------------------------


async def test_the_next_two_weeks_are_told_by_day_for_ones_own_shops(cast: Counters) -> None:
    await cast.opens(cast.olena, "What will be sent")
    page = cast.olena.last.words
    assert "Thu 3 Dec\n20:00 · Zerno · daily question to the staff\n" in page
    assert "Fri 4 Dec\n09:00 · Zerno · if the number is missing: a reminder to the staff" in page
    assert "Mon 7 Dec\n09:00" in page
    assert "weekly report to the group" in page
    assert "Peony" not in page
    await cast.olena.presses("Later ▶")
    assert "Thu 3 Dec" not in cast.olena.last.words
    await cast.olena.presses("◀ Earlier")
    assert cast.olena.last.words == page
    assert await cast.forges(cast.zoe, f"soon:{cast.promo}") == "This is not available to you."


# After the bot was down ------------------------------------------------------------------------


async def test_after_three_days_a_cashier_gets_one_message_that_names_the_days(cast: Counters) -> None:
    before = len(cast.ira.screen)
    await cast.town.moves_to("2026-12-06 23:30")
    assert len(cast.ira.screen) == before, "it is night: the word waits for the morning"
    await cast.town.moves_to("2026-12-07 09:01")
    (said,) = cast.ira.screen[before:]
    assert "Peony · Flowers + coffee: Mon 30 Nov; Tue 1 Dec; Wed 2 Dec; Thu 3 Dec; Fri 4 Dec; Sat 5 Dec; Sun 6 Dec" in (
        said.words
    )
    assert "reminders were left out." in said.words
    await cast.ira.presses("Sat 5 Dec")
    await cast.ira.says("9")
    cast.ira.sees_exactly("Saved: Sat 5 Dec · Peony: 9 customers")


async def test_by_day_it_comes_at_once_instead_of_all_questions_and_only_once(cast: Counters) -> None:
    before = len(cast.taras.screen)
    await cast.town.moves_to("2026-12-06 12:00")
    (said,) = cast.taras.screen[before:]
    assert "Wed 2 Dec; Thu 3 Dec; Fri 4 Dec; Sat 5 Dec" in said.words
    await cast.town.restart()
    await cast.town.moves_to("2026-12-06 12:30")
    assert len(cast.taras.screen) == before + 1
    await cast.town.moves_to("2026-12-06 20:01")
    cast.taras.sees_exactly("Sun 6 Dec · Zerno")


async def test_a_closing_that_was_missed_is_not_asked_about_in_the_night_but_by_the_mornings_reminder(
    cast: Counters,
) -> None:
    await cast.town.moves_to("2026-12-03 21:30")
    cast.taras.sees_exactly("Thu 3 Dec · Zerno")
    await cast.taras.says("5")
    before = len(cast.taras.screen)
    await cast.town.moves_to("2026-12-05 03:00")
    assert len(cast.taras.screen) == before
    await cast.town.moves_to("2026-12-05 09:01")
    (said,) = cast.taras.screen[before:]
    assert said.words.startswith("Fri 4 Dec · Zerno")


async def test_the_owner_hears_once_of_the_days_too(cast: Counters) -> None:
    before = len(cast.olena.screen)
    await cast.town.moves_to("2026-12-06 12:00")
    news = [m.words for m in cast.olena.screen[before:] if "still have no number" in m.words]
    assert len(news) == 1


async def test_tomorrow_on_a_reminder_asks_again_the_next_morning(cast: Counters) -> None:
    before = len(cast.taras.screen)
    press = await cast.taras.presses("Tomorrow")
    assert press.answer
    assert "tomorrow morning" in press.answer["text"]
    press = await cast.taras.presses("In 1 h")
    assert press.answer
    assert "as you wished" in press.answer["text"]
    await cast.taras.says("3.12 5")
    await cast.town.moves_to("2026-12-04 09:01")
    again = [m for m in cast.taras.screen[before:] if m.words.startswith("Wed 2 Dec · Zerno")]
    assert len(again) == 1
