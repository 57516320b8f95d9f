"""A pause: its days are missed by no figure, and what fell into it and is still needed is asked once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from domain.duties.duty import DutyKind, Promised, reminders
from domain.results.export import PromoExport
from storage.duties import duties
from storage.queues import schedule
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

POST = Promised(1, DutyKind.AGREED, "a post in our channel", date(2026, 12, 3))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Monday is reported; Tuesday by Ira alone; Zerno's post is due on Thursday. Now it is Tue 1 Dec, 20:30."""
    async with counters() as made:
        async with made.program.db.transaction() as tx:
            number = await duties.add(tx, made.promo, POST, None, made.town.telegram.clock.now())
            await schedule.plan(tx, reminders(number, POST.due, "Europe/Kyiv"))
        await made.town.moves_to("2026-11-30 20:05")
        await made.taras.says("1")
        await made.ira.says("2")
        await made.town.moves_to("2026-12-01 20:05")
        await made.ira.says("3")
        await made.town.moves_to("2026-12-01 20:30")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def pauses(cast: Counters, since: str, until: str) -> None:
    """Olena does."""
    await cast.town.moves_to(since)
    await cast.forges(cast.olena, f"stop:{cast.promo}:pause")
    await cast.olena.says("The coffee machine is broken")
    await cast.town.moves_to(until)
    await cast.forges(cast.olena, f"resume:{cast.promo}")
    await cast.town.waits(seconds=1)


async def book(cast: Counters) -> PromoExport:
    await cast.forges(cast.olena, f"export:{cast.promo}:json")
    assert cast.olena.last.file
    return PromoExport.model_validate_json(cast.olena.last.file.data)


@pytest.mark.quick
async def test_the_staff_hear_that_the_offer_is_not_honoured_and_that_it_is_again(cast: Counters) -> None:
    seen = len(cast.taras.screen)
    await pauses(cast, "2026-12-02 12:00", "2026-12-02 15:00")
    said = [message.words for message in cast.taras.screen[seen:] if message.words[0] in "⏸▶"]
    assert [words.split(".")[0] for words in said] == ["⏸ Flowers + coffee is paused", "▶ Flowers + coffee goes on"]
    assert "not honoured" in said[0]
    assert not [m for m in cast.zoe.screen if "Flowers + coffee" in m.words]


def times(who: Actor, words: str) -> int:
    return sum(words in message.words for message in who.screen)


async def test_days_of_a_pause_are_not_missing(cast: Counters) -> None:
    """From Wednesday morning to Saturday noon: Wed, Thu and Fri are in it."""
    await pauses(cast, "2026-12-02 08:00", "2026-12-05 12:00")
    for day in (5, 6):
        await cast.town.moves_to(f"2026-12-{day:02} 20:05")
        await cast.taras.says("1")
        await cast.ira.says("2")
    await cast.town.moves_to("2026-12-07 09:05")
    report = cast.marta.sees_exactly("Reports: 7 of 8").words
    assert "Missing: Zerno, Tue 1 Dec; totals may be higher." in report
    assert [day.day for day in (await book(cast)).places[0].excused] == [2, 3, 4]


async def test_a_week_that_was_all_pause_is_no_zero(cast: Counters) -> None:
    await pauses(cast, "2026-12-07 08:00", "2026-12-14 08:00")
    await cast.town.moves_to("2026-12-14 09:05")
    report = cast.marta.sees_exactly("week 2 of 4").words
    assert "No report was due in these days." in report
    assert not any(words in report for words in ("Used", "Reports: 0 of 0", "−100"))


async def test_a_day_before_the_pause_that_nobody_was_reminded_of_is_asked_once_after_it(cast: Counters) -> None:
    await pauses(cast, "2026-12-02 08:00", "2026-12-05 12:00")
    asked = cast.taras.sees_exactly("These days still have no number:").words
    assert "Tue 1 Dec" in asked
    assert "2 Dec" not in asked
    assert times(cast.ira, "These days still have no number") == 0
    await cast.town.moves_to("2026-12-05 20:05")
    await cast.taras.says("1")
    await cast.town.moves_to("2026-12-06 12:00")
    assert times(cast.taras, "These days still have no number") == 1


async def test_who_was_reminded_before_the_pause_is_not_asked_again(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-02 09:05")
    await pauses(cast, "2026-12-02 10:00", "2026-12-04 12:00")
    assert times(cast.taras, "These days still have no number") == 0


async def test_a_week_whose_monday_fell_into_the_pause_is_reported_once_after_it_and_not_at_night(
    cast: Counters,
) -> None:
    await pauses(cast, "2026-12-02 08:00", "2026-12-08 21:00")
    assert times(cast.marta, "week 1 of 4") == 0
    await cast.town.moves_to("2026-12-09 09:01")
    assert times(cast.marta, "week 1 of 4") == 1
    cast.marta.sees_exactly("Reports: 3 of 4")
    await pauses(cast, "2026-12-09 12:00", "2026-12-09 13:00")
    await cast.town.moves_to("2026-12-14 09:05")
    assert (times(cast.marta, "week 1 of 4"), times(cast.marta, "week 2 of 4")) == (1, 1)


async def test_an_open_duty_of_the_pause_is_reminded_of_once_after_it(cast: Counters) -> None:
    await pauses(cast, "2026-12-02 08:00", "2026-12-06 12:00")
    cast.olena.sees_exactly("During the pause I did not remind you:")
    assert times(cast.marta, "During the pause I did not remind you") == 0
    await cast.town.moves_to("2026-12-10 12:00")
    assert times(cast.olena, "During the pause I did not remind you") == 1


async def test_what_was_done_in_the_pause_is_not_asked_for(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-02 08:00")
    rows = await cast.town.database("SELECT id FROM duty WHERE what = 'a post in our channel'")
    await cast.forges(cast.olena, f"done:{rows[0]['id']}")
    await cast.taras.says("1.12 4")
    await pauses(cast, "2026-12-02 08:00", "2026-12-05 12:00")
    assert times(cast.olena, "During the pause") == times(cast.taras, "These days still have no number") == 0
