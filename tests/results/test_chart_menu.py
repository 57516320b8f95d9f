"""Pictures in the chat: which there are, what their captions say, and what partners do not show stays away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.measures.measure import Phase, Series
from domain.options import Goal, Measure, Sharing
from domain.states import State
from sandbox.town.model import Message
from storage.agreement import promos, versions
from storage.measures import measures
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
BASELINE = (Measure.CUSTOMERS, Measure.REVENUE, Measure.PROFIT)
BEFORE_AND_DURING = {  # a week, of Peony
    Measure.CUSTOMERS: (100, 150), Measure.REVENUE: (1_000_00, 1_500_00), Measure.PROFIT: (200_00, 100_00),
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Thu 3 Dec, noon: Zerno has reported 10 and 6, Peony 7; Peony has two days without a report, Zerno one."""
    async with counters(languages=("en", "uk"), target=100, baseline=BASELINE) as made:
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("10 5000")
        await made.ira.says("7 1400")
        await made.town.moves_to("2026-12-01 20:01")
        await made.taras.says("6 3000")
        await made.town.moves_to("2026-12-03 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def knows_its_weeks(cast: Counters) -> None:
    """Peony counted a week before and one during the promo."""
    async with cast.program.db.transaction() as tx:
        for measure, values in BEFORE_AND_DURING.items():
            for phase, value in zip((Phase.BEFORE, Phase.DURING), values, strict=True):
                series = Series(2, measure, phase, (value,), "UAH")
                await measures.save(tx, cast.promo, series, 1, cast.town.telegram.clock.now())


async def terms_become(cast: Counters, **changes: Any) -> None:
    """As an amendment that is in force."""
    async with cast.program.db.transaction() as tx:
        promo = await promos.by_clock(tx, cast.promo)
        assert promo and promo.terms
        terms = promo.terms.model_copy(update=changes)
        number = await versions.cut_version(tx, terms, promo, 1, cast.town.telegram.clock.now())
        await tx.run("UPDATE promo SET version = :n, amendment = NULL WHERE id = :id", n=number, id=cast.promo)


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def opened(cast: Counters, who: Actor) -> list[str]:
    await cast.opens(who, "Pictures")
    return labels(who.last)


async def test_the_goal_comes_as_a_photo_and_its_caption_says_the_same(cast: Counters) -> None:
    assert await opened(cast, cast.olena) == ["Goal", "Who sent whom", "◀ Back"]
    await cast.olena.presses("Goal")
    assert cast.olena.last.photo
    cast.olena.sees(
        "Flowers + coffee (up to Wed 2 Dec): Goal: 23 of 100, 23 %, 11 % of the time gone. "
        "On 2 days not everything is known; the total may be higher."
    )


@pytest.mark.quick
async def test_who_sent_whom_comes_as_a_photo_with_its_words(cast: Counters) -> None:
    await opened(cast, cast.olena)
    await cast.olena.presses("Who sent whom")
    assert cast.olena.last.photo
    cast.olena.sees(
        "who sent whom how many (agreed minimum 30): Zerno → Peony 7+, Peony → Zerno 16+. "
        "Reports missing: Zerno 1, Peony 2."
    )


async def test_before_and_after_of_both_sides_as_far_as_each_is_shown(cast: Counters) -> None:
    await knows_its_weeks(cast)
    assert await opened(cast, cast.olena) == ["Goal", "Before and after: Peony", "Who sent whom", "◀ Back"]
    await cast.olena.presses("Before and after: %(name)s", name="Peony")
    assert cast.olena.last.photo
    words = cast.olena.sees("0 of 3 measures came out well.").words.replace("\u00a0", " ")
    assert "· Customers +50 %; · Revenue +50 %; · Average check, all receipts ±0 %" in words  # one week each
    assert "Profit" not in words, "margins are hidden from partners"
    assert cast.marta.tr("Before and after") in await opened(cast, cast.marta)
    await cast.marta.presses("Before and after")
    assert "· Прибуток −50" in cast.marta.last.words.replace("\u00a0", " ")


async def test_the_owner_s_language_is_the_picture_s(cast: Counters) -> None:
    assert await opened(cast, cast.marta) == ["Ціль", "Хто кому направляє клієнтів", "◀ Назад"]
    await cast.marta.presses("Goal")
    assert "Ціль: 23 з 100" in cast.marta.last.words.replace("\u00a0", " ")


async def test_before_the_first_whole_day_a_press_says_when() -> None:
    async with counters() as early:
        assert await early.forges(early.olena, f"pics:{early.promo}") == (
            "The first pictures come on Tue 1 Dec, after the promo's first whole day."
        )
        await early.town.moves_to("2026-12-01 12:00")
        assert "There is nothing to draw yet" in await early.forges(early.olena, f"pics:{early.promo}:goal")


async def test_today_counts_once_somebody_has_reported_it(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-03 20:01")
    await cast.taras.says("9")
    await opened(cast, cast.olena)
    await cast.olena.presses("Goal")
    cast.olena.sees("(up to Thu 3 Dec): Goal: 32 of 100")
    cast.olena.sees("On 2 days not everything is known")


async def test_hidden_customers_leave_no_picture_of_goal_or_exchange(cast: Counters) -> None:
    await knows_its_weeks(cast)
    await terms_become(cast, share_customers=Sharing.HIDDEN)
    for kind in ("goal", "sent", "around:2"):
        await cast.forges(cast.olena, f"pics:{cast.promo}:{kind}")
        assert not cast.olena.last.photo


async def test_a_goal_in_money_is_hidden_with_the_sales_and_an_average_has_no_line(cast: Counters) -> None:
    await terms_become(cast, goal=Goal.REVENUE, target=100_000, share_sales=Sharing.DETAIL)
    await opened(cast, cast.olena)
    await cast.olena.presses("Goal")
    cast.olena.sees("9 400 ₴ of 100 000 ₴")
    await terms_become(cast, share_sales=Sharing.HIDDEN)
    assert "Goal" not in await opened(cast, cast.olena)
    await terms_become(cast, share_sales=Sharing.TOTALS, goal=Goal.AVERAGE_CHECK)
    assert "Goal" not in await opened(cast, cast.olena)


async def test_a_stranger_a_cashier_and_a_made_up_button_get_nothing(cast: Counters) -> None:
    for data in (f"pics:{cast.promo}", f"pics:{cast.promo}:goal", f"pics:{cast.promo}:around:2"):
        for who in (cast.zoe, cast.taras):
            assert await cast.forges(who, data) == who.tr("This is not available to you.")
    for data in (f"pics:{cast.promo}:around:9", f"pics:{cast.promo}:around:x", f"pics:{cast.promo}:else"):
        await cast.forges(cast.olena, data)
        assert not cast.olena.last.photo


async def test_an_old_button_works_after_a_restart_and_twice(cast: Counters) -> None:
    await opened(cast, cast.olena)
    await cast.town.restart()
    for _ in range(2):
        await cast.olena.presses("Goal")
        assert cast.olena.last.photo


async def test_a_promo_that_is_not_agreed_has_no_pictures(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = :state", state=State.CANCELLED.value)
    assert await cast.forges(cast.olena, f"pics:{cast.promo}:goal") == "This is not available to you."


async def in_the_group(cast: Counters) -> Message:
    """What /status answers there."""
    group = cast.town.telegram.group("Ours", cast.olena.person, [cast.marta.person])
    await cast.opens(cast.olena, "Link our group")
    await cast.olena.opens(cast.olena.link(r"startgroup=g_"), group=group)
    await cast.marta.says("/status", group)
    return [message for message in cast.town.telegram.messages(group) if message.from_bot][-1]


async def test_status_in_the_group_is_the_way_to_the_goal_with_the_card_as_its_caption(cast: Counters) -> None:
    status = await in_the_group(cast)
    assert status.photo
    for line in ("Flowers + coffee · running", "Used 23 times.", "23 of 100"):
        assert line in status.words


async def test_status_stays_text_where_the_goal_is_not_shown(cast: Counters) -> None:
    await terms_become(cast, share_customers=Sharing.HIDDEN)
    status = await in_the_group(cast)
    assert not status.photo
    assert "Flowers + coffee · running" in status.words
