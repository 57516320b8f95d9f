"""Limits of an offer: in all, a day, at a place, in money; what a refusal says, and the warning at 80 %."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.agreement.terms import PlaceTerms
from tests.world.mall import COFFEE, Mall
from tests.world.town import START, Actor, a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("limits")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    return built


async def limited(mall: Mall, **limits: Any) -> None:
    await mall.lay(COFFEE.model_copy(update=limits))


async def redeem(mall: Mall, who: Actor, count: int) -> None:
    for digits in await mall.codes(count):
        await mall.redeems(who, digits)


async def refused(mall: Mall, who: Actor, why: str, **words: Any) -> None:
    """One more code is refused with these words, at once and after a press."""
    before = await mall.uses()
    (digits,) = await mall.codes()
    await who.says(digits)
    who.sees(why, **words)
    mall.presses(who, f"redeem:{digits}")
    await mall.town.settle()
    assert await mall.uses() == before


def warnings(who: Actor) -> list[str]:
    return [message.words for message in who.screen if message.words.startswith("⚠")]


def clear(*people: Actor) -> None:
    for who in people:
        who.chat.messages[:] = who.chat.messages[:1]


async def test_the_total_is_for_all_counters_together(mall: Mall) -> None:
    await limited(mall, limit=5)
    await redeem(mall, mall.ira, 3)
    await redeem(mall, mall.max, 2)
    await refused(
        mall,
        mall.ira,
        "All %(limit)s uses of this offer are taken. Only the owners can raise the limit, by changing the terms.",
        limit=5,
    )


@pytest.mark.quick
async def test_a_use_that_was_given_back_leaves_room(mall: Mall) -> None:
    await limited(mall, limit=2)
    one, other, third = await mall.codes(3)
    for digits in (one, other):
        await mall.redeems(mall.ira, digits)
    await mall.marta.says(one)
    await mall.marta.presses("Give the use back")
    await mall.marta.presses("A mistake at the till")
    await mall.redeems(mall.max, third)
    assert await mall.uses() == 2


async def test_the_daily_limit_ends_with_the_receivers_day(mall: Mall) -> None:
    await limited(mall, daily=2)
    await redeem(mall, mall.ira, 2)
    why = "Today's %(limit)s uses are taken. Invite the customer to come tomorrow: the code stays good."
    await refused(mall, mall.max, why, limit=2)
    mall.town.telegram.clock.move(timedelta(hours=18))  # 04:00: the night still belongs to Monday
    await refused(mall, mall.max, why, limit=2)
    mall.town.telegram.clock.move(timedelta(hours=2))
    await redeem(mall, mall.max, 1)
    assert await mall.uses() == 3


async def test_a_place_has_its_own_number_and_its_own_offer(mall: Mall) -> None:
    place = PlaceTerms(location_id=mall.places["Podil"], name="Podil", what="20 % off", limit=1)
    await limited(mall, places=(place,))
    await redeem(mall, mall.ira, 1)
    mall.ira.sees_exactly("20 % off")
    await refused(
        mall,
        mall.ira,
        "All %(limit)s uses of this location are taken. The code stays good at the others, if there are any.",
        limit=1,
    )
    await redeem(mall, mall.max, 2)
    assert await mall.uses() == 3


async def test_a_place_begins_later_and_ends_earlier(mall: Mall) -> None:
    span = {"first": date(2026, 11, 25), "last": date(2026, 11, 26)}
    await limited(mall, places=(PlaceTerms(location_id=mall.places["Podil"], name="Podil", **span),))
    await refused(
        mall, mall.ira, "Too early: %(day)s is the first day. Invite the customer to come then.", day="Wed 25 Nov"
    )
    await redeem(mall, mall.max, 1)
    mall.town.telegram.clock.move(timedelta(days=3))
    await redeem(mall, mall.ira, 1)
    mall.town.telegram.clock.move(timedelta(days=1))
    await refused(mall, mall.ira, "Too late: %(day)s was the last day.", day="Thu 26 Nov")


async def test_the_promos_own_days_hold(mall: Mall) -> None:
    await mall.lay(starts=date(2026, 11, 24), ends=date(2026, 11, 25))
    await refused(
        mall, mall.ira, "Too early: %(day)s is the first day. Invite the customer to come then.", day="Tue 24 Nov"
    )
    mall.town.telegram.clock.move(timedelta(days=2))
    await redeem(mall, mall.ira, 1)
    mall.town.telegram.clock.move(timedelta(days=1))
    await refused(mall, mall.ira, "Too late: %(day)s was the last day.", day="Wed 25 Nov")


async def test_money_is_counted_in_costs_of_uses(mall: Mall) -> None:
    """6 000 kopiyky a use, 200 hryvnias at most: three fit, the fourth would be over."""
    await limited(mall, cost=6000, cap=20000)
    await redeem(mall, mall.ira, 2)
    await redeem(mall, mall.max, 1)
    await refused(
        mall,
        mall.ira,
        "The agreed sum of %(cap)s for this offer is spent here. Only the owners can raise it, by changing the terms.",
        cap="200\u00a0₴",
    )


async def test_at_eighty_percent_both_sides_are_warned_once(mall: Mall) -> None:
    clear(mall.olena, mall.marta, mall.petro)
    await limited(mall, limit=10)
    await redeem(mall, mall.ira, 7)
    assert warnings(mall.olena) + warnings(mall.marta) == []
    await redeem(mall, mall.max, 3)
    for owner in (mall.olena, mall.marta):
        (said,) = warnings(owner)
        assert "8 of 10 uses are taken" in said
    assert warnings(mall.petro) == []


@pytest.mark.parametrize(
    ("limits", "uses", "said"),
    [
        ({"daily": 5}, 4, "4 of 5 uses of the day are taken at Peony, Podil"),
        ({"cost": 100, "cap": 500}, 4, "Peony, Podil has spent 4\u00a0₴ of 5\u00a0₴"),
    ],
)
async def test_so_they_are_for_a_day_and_for_money(mall: Mall, limits: dict[str, int], uses: int, said: str) -> None:
    clear(mall.olena, mall.marta)
    await limited(mall, **limits)
    await redeem(mall, mall.ira, uses)
    assert [said in one for one in warnings(mall.marta) + warnings(mall.olena)] == [True, True]


async def test_a_warning_at_night_waits_for_the_morning(mall: Mall) -> None:
    clear(mall.olena, mall.marta)
    mall.town.telegram.clock.move(timedelta(hours=11))
    await limited(mall, limit=1)
    await redeem(mall, mall.ira, 1)
    assert warnings(mall.marta) == []
    await mall.town.waits(hours=12)
    assert len(warnings(mall.marta)) == len(warnings(mall.olena)) == 1


async def test_an_own_voucher_is_allowed_and_both_owners_know(mall: Mall) -> None:
    """Ira works at Zerno too, issues a code there and redeems it at Peony."""
    clear(mall.olena, mall.marta)
    await limited(mall)
    own = f"""INSERT INTO membership (person_id, business_id, location_id, role, since)
              VALUES ({mall.ids["Ira"]}, {mall.shops["Zerno"]}, {mall.places["Zerno"]}, 'staff', 1)"""
    async with mall.db.transaction() as tx:
        await tx.run(own)
    await mall.ira.says("/code")
    rows = await mall.rows("SELECT digits FROM code")
    await mall.redeems(mall.ira, rows[0]["digits"])
    for owner in (mall.olena, mall.marta):
        assert "Ira issued the code" in owner.last.words
    assert [row["own"] for row in await mall.rows("SELECT own FROM redemption")] == [1]
    async with mall.db.transaction() as tx:
        await tx.run("DELETE FROM membership WHERE since = 1")
