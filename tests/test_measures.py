"""Weekly numbers before, during and after: one question after the other, kept, corrected, and nobody else's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.choices import Measure
from domain.measures import Phase
from handlers import readiness
from handlers.context import Work
from storage import measures as stored
from storage import promos
from templates import word
from tests.counters import Counters, counters
from tests.neighbours import toast

pytestmark = pytest.mark.asyncio(loop_scope="module")
PICKED = (Measure.CUSTOMERS, Measure.REVENUE, Measure.SATISFACTION)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(languages=("en", "uk"), baseline=PICKED) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def of(cast: Counters, phase: Phase = Phase.BEFORE) -> dict[str, tuple[int, ...]]:
    """What Zerno has entered."""
    async with cast.program.db.transaction() as tx:
        return {one.measure: one.values for one in await stored.of_side(tx, cast.promo, 1) if one.phase is phase}


async def test_three_measures_in_three_messages(cast: Counters) -> None:
    await cast.opens(cast.olena, "Numbers")
    cast.olena.sees_exactly("Customers: before — · during — · after —")
    cast.olena.sees_exactly("Below: four weeks before, 2–29 Nov.")
    await cast.olena.presses("Customers")
    asked = cast.olena.sees_exactly("Number 1 of 3 · Flowers + coffee").words
    assert "Customers, four weeks before (2–29 Nov)" in asked
    assert "2–8 Nov; 9–15 Nov; 16–22 Nov; 23–29 Nov" in asked
    assert "For example: 120 135 128 140" in asked
    await cast.olena.says("120 135 128 140")
    cast.olena.sees_exactly("Customers, four weeks before: 120, 135, 128, 140 A week on average: 130.75")
    cast.olena.sees_exactly("Revenue, UAH, four weeks before")
    await cast.town.restart()
    await cast.olena.says("12 400,50 13 100 12 800 13 000")
    cast.olena.sees_exactly("Revenue, four weeks before: 12 400.50, 13 100, 12 800, 13 000 ₴")
    cast.olena.sees_exactly("A week on average: 12 825.13 ₴")
    await cast.olena.says("4,2 4.5 4.4")
    cast.olena.sees_exactly("Satisfaction, four weeks before: 4.2, 4.5, 4.4")
    cast.olena.sees_exactly("Counted over 3 weeks.")
    cast.olena.sees_exactly("Customers: before 120, 135, 128, 140 · during — · after —")
    assert await of(cast) == {
        "customers": (120, 135, 128, 140), "revenue": (1240050, 1310000, 1280000, 1300000),
        "satisfaction": (420, 450, 440),
    }  # fmt: skip
    assert (await cast.town.database("SELECT listening FROM person WHERE id = 1"))[0]["listening"] == ""


async def asks_customers(cast: Counters) -> None:
    await cast.opens(cast.olena, "Numbers")
    await cast.olena.presses("Customers")


async def test_a_wrong_answer_says_what_is_wrong_and_asks_again(cast: Counters) -> None:
    await asks_customers(cast)
    for said, why in (
        ("many", "“many” is not a number"), ("120 ? 128 140", "Without any, press Skip"),
        ("1 2 3 4 5", "there are 4 weeks"), ("-5 1 2 3", "below zero"), ("1.5 2 3 4", "whole number"),
    ):  # fmt: skip
        await cast.olena.says(said)
        cast.olena.sees_exactly(why)
        assert "Number 1 of 3" in cast.olena.last.words
    await cast.olena.sends("sticker")
    assert await of(cast) == {}
    await cast.olena.says("120 135 128 140")
    assert await of(cast) == {"customers": (120, 135, 128, 140)}


async def test_two_readings_are_two_buttons(cast: Counters) -> None:
    await asks_customers(cast)
    await cast.olena.says("12 400 13 100")
    cast.olena.sees_exactly("Customers: which is right?")
    question = cast.olena.last
    await cast.olena.taps("12\u00a0400; 13\u00a0100")
    assert await of(cast) == {"customers": (12400, 13100)}
    cast.olena.sees_exactly("Revenue, UAH, four weeks before")
    cast.town.telegram.forges(cast.olena.person, question, "nyes:1")
    cast.town.telegram.forges(cast.olena.person, question, "nyes:2")
    await cast.town.settle()
    assert await of(cast) == {"customers": (12400, 13100)}


async def test_skip_later_and_an_old_button(cast: Counters) -> None:
    await asks_customers(cast)
    first = cast.olena.last
    await cast.olena.presses("Skip")
    cast.olena.sees_exactly("Revenue, UAH, four weeks before")
    cast.olena.sees_exactly("Skipped: Customers")
    press = cast.town.telegram.forges(cast.olena.person, first, f"num:{cast.promo}:before:customers:skip")
    await cast.town.settle()
    assert toast(press) == "This button no longer works. /promos shows what is current."
    await cast.olena.presses("Later")
    cast.olena.sees_exactly("All that you entered is kept.")
    await cast.olena.says("5")
    assert await of(cast) == {}


async def test_fix_replaces_the_whole_series_and_keeps_the_old_one(cast: Counters) -> None:
    await asks_customers(cast)
    await cast.olena.says("120 135 128 140")
    await cast.olena.presses("Fix")
    cast.olena.sees_exactly("Now: 120, 135, 128, 140")
    await cast.olena.says("1 2 3")
    assert await of(cast) == {"customers": (1, 2, 3)}
    assert len(await cast.town.database("SELECT * FROM measurement")) == 7


async def test_a_side_sees_only_its_own_and_others_nothing(cast: Counters) -> None:
    await asks_customers(cast)
    await cast.olena.says("777 778 779 780")
    await cast.marta.says("/promos")
    await cast.forges(cast.marta, f"nums:{cast.promo}")
    assert "777" not in "".join(message.words for message in cast.marta.screen)
    assert "до — · під час — · після —" in cast.marta.last.words
    for who in (cast.taras, cast.ira, cast.zoe):
        for data in ("nums:{0}", "num:{0}:before:customers", "nfile:{0}:before:csv", "nyes:1"):
            assert await cast.forges(who, data.format(cast.promo))
        assert not any("778" in message.words for message in who.screen)
    assert await cast.forges(cast.olena, f"num:{cast.promo}:before:reviews")
    assert await cast.forges(cast.olena, f"nums:{cast.promo}:ever")


async def ready(cast: Counters) -> list[bool | None]:
    async with cast.program.db.transaction() as tx:
        work = Work(cast.program.app, tx, cast.town.telegram.clock.now())
        promo = await promos.by_clock(tx, cast.promo)
        assert promo
        assert promo.terms
        return [side.baseline_entered for side in (await readiness.facts(work, promo, promo.terms)).sides]


async def test_readiness_knows_who_has_entered_the_baseline(cast: Counters) -> None:
    assert await ready(cast) == [False, False]
    await asks_customers(cast)
    for said in ("1 2 3 4", "5 6 7 8", "4 4 4 4"):
        await cast.olena.says(said)
    assert await ready(cast) == [True, False]


async def test_during_and_after_are_asked_when_their_weeks_are_over(cast: Counters) -> None:
    assert "From" in await cast.forges(cast.olena, f"nums:{cast.promo}:during")
    await cast.town.moves_to("2026-12-28 08:00")
    await cast.town.moves_to("2026-12-28 10:00")
    cast.olena.sees_exactly("Flowers + coffee is over. How were its weeks?")
    assert len([m for m in cast.olena.screen if "How were its weeks" in m.words]) == 1
    await cast.olena.presses("Enter the numbers")
    cast.olena.sees_exactly("Below: during, 30 Nov – 27 Dec.")
    await cast.olena.presses("Customers")
    for said in ("150 160 170 180", "20000 21000 22000 23000", "5 5 5 5"):
        await cast.olena.says(said)
    assert (await of(cast, Phase.DURING))["customers"] == (150, 160, 170, 180)
    await cast.town.moves_to("2027-01-10 12:00")
    assert "From" in await cast.forges(cast.olena, f"num:{cast.promo}:after:customers")
    await cast.town.moves_to("2027-01-25 10:00")
    (row,) = await cast.town.database("SELECT state FROM promo")
    assert row["state"] == "closed"
    cast.olena.sees_exactly("Four weeks have passed since Flowers + coffee.")
    await cast.olena.presses("Enter the numbers")
    await cast.olena.presses("Customers")
    await cast.olena.says("130 131 132 133")
    assert await of(cast, Phase.AFTER) == {"customers": (130, 131, 132, 133)}


async def test_who_has_entered_all_is_not_reminded_and_a_late_word_is_dropped(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-28 01:00")
    await cast.forges(cast.olena, f"num:{cast.promo}:during:customers")
    for said in ("150 160 170 180", "20000 21000 22000 23000", "5 5 5 5"):
        await cast.olena.says(said)
    await cast.town.moves_to("2026-12-28 10:00")
    assert not any("How were its weeks" in m.words for m in cast.olena.screen)
    assert "Enter the numbers" in [button.text for button in cast.marta.last.buttons] or cast.marta.last.buttons
    await cast.town.moves_to("2027-02-03 12:00")
    assert not any("Four weeks have passed" in m.words for m in cast.olena.screen)


async def test_a_promo_that_compares_nothing_has_no_such_button() -> None:
    async with counters() as cast:
        await cast.olena.says("/promos")
        await cast.olena.presses("Flowers + coffee")
        assert "Numbers" not in [button.text for message in cast.olena.screen for button in message.buttons]
        assert await cast.forges(cast.olena, f"nums:{cast.promo}")
        assert await ready(cast) == [None, None]


async def test_in_ukrainian(cast: Counters) -> None:
    await cast.opens(cast.marta, "Numbers")
    await cast.marta.taps(word("measure", "satisfaction", "uk"))
    await cast.marta.says("4,2; 4,5; 4,4; 4,6")
    assert "4,2; 4,5; 4,4; 4,6" in "".join(message.words for message in cast.marta.screen[-3:])
    assert "4,43" in "".join(message.words for message in cast.marta.screen[-3:])
