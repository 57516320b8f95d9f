"""A shop that closes for good in the middle of a promo: its numbers stay, its silence is missed no longer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
import pytest_asyncio

from domain.options import CostSplit
from domain.results.export import PromoExport
from sandbox.town.model import Press
from tests.world.counters import Counters, counters
from tests.world.street import toast
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


async def opens_podil(cast: Counters) -> None:
    """Zerno's second shop, where Zoe works."""
    olena = cast.olena
    await olena.says("/business")
    await olena.presses("+ One more shop")
    await olena.says("Podil")
    await olena.presses("A counter")
    for answer in ("1-7", "20:00", "Sahaidachnoho 1"):
        await olena.says(answer)
    await olena.presses("✓ Save")
    await olena.says("/staff")
    await olena.presses("Invite staff: %(name)s", name="Podil")
    await cast.zoe.opens(olena.link("start=s_"))
    await cast.zoe.presses("✓ I work here")


async def wants_to_shut(cast: Counters, shop: str) -> Press:
    """The button beside that shop in /business."""
    await cast.olena.says("/business")
    rows = [[button.text for button in row] for row in cast.olena.last.keyboard]
    at = next(n for n, row in enumerate(rows) if shop in row[0] and len(row) == 2)
    press = cast.town.telegram.forges(cast.olena.person, cast.olena.last, cast.olena.last.keyboard[at][1].data or "")
    await cast.town.settle()
    return press


async def shuts(cast: Counters, shop: str) -> None:
    await wants_to_shut(cast, shop)
    await cast.olena.presses("Close for good")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Podil counts 4 on Mon 30 Nov and 5 on Tuesday, is silent on Wednesday; now it is Thu 3 Dec, 10:00."""
    async with counters(split=CostSplit.OWN, pay=10_00) as made:
        await opens_podil(made)
        for day, podil in (("2026-11-30", "4"), ("2026-12-01", "5"), ("2026-12-02", "")):
            await made.town.moves_to(f"{day} 20:05")
            await made.taras.says("1")
            await made.ira.says("2")
            if podil:
                await made.zoe.says(podil)
        await made.town.moves_to("2026-12-03 10:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def book(cast: Counters, who: Actor) -> PromoExport:
    await cast.forges(who, f"export:{cast.promo}:json")
    file = who.last.file
    assert file
    return PromoExport.model_validate_json(file.data)


async def goes_on(cast: Counters) -> None:
    """The rest of the week, without Podil, up to Monday morning."""
    for day in range(3, 7):
        await cast.town.moves_to(f"2026-12-{day:02} 20:05")
        await cast.taras.says("1")
        await cast.ira.says("2")
    await cast.town.moves_to("2026-12-07 09:05")


async def test_the_weekly_report_keeps_its_numbers_and_misses_only_the_days_before(cast: Counters) -> None:
    await shuts(cast, "Podil")
    await goes_on(cast)
    report = cast.olena.sees_exactly("Used 30 times").words  # 7 + 9 of Zerno, 14 of Peony
    assert "Zerno 16" in report
    assert "Reports: 16 of 17" in report
    assert "Missing: Zerno, Podil, Wed 2 Dec" in report


async def test_results_ledger_and_settlement_go_on_counting_it(cast: Counters) -> None:
    before = await book(cast, cast.olena)
    await shuts(cast, "Podil")
    after = await book(cast, cast.olena)
    assert [(one.sender, one.receiver, one.customers) for one in after.sent] == [(2, 1, 12), (1, 2, 6)]
    assert (after.days, after.totals) == (before.days, before.totals)
    changed = [(a, b) for a, b in zip(after.figures, before.figures, strict=True) if a != b]
    assert {a.name for a, _ in changed} == {"goal_pace"}
    for a, b in changed:  # three counters for 28 days; Podil's last 25 are no longer open
        assert (b.inputs["open_all"], a.inputs["open_all"]) == (Decimal(84), Decimal(59))
    assert after.settlement == before.settlement
    assert [place.name for place in after.places] == ["Zerno", "Zerno, Podil"]
    await cast.opens(cast.marta, "Ledger")
    cast.marta.sees_exactly("Zerno: 12")


@pytest.mark.slow
async def test_nobody_is_asked_about_it_any_more(cast: Counters) -> None:
    seen = len(cast.zoe.screen)
    await shuts(cast, "Podil")
    cast.zoe.sees_exactly("You no longer report for Podil. Thank you!")
    await goes_on(cast)
    await cast.town.moves_to("2026-12-14 12:00")
    assert len(cast.zoe.screen) == seen + 1
    since = [m.words for m in cast.olena.screen if "Podil" in m.words and "Used" not in m.words]
    assert not [words for words in since if "3 Dec" in words or "week 2" in words], since
    assert (await book(cast, cast.olena)).places[1].excused[0].isoformat() == "2026-12-03"


async def test_partners_hear_that_nobody_can_be_sent_there_any_more(cast: Counters) -> None:
    await shuts(cast, "Podil")
    said = cast.marta.sees_exactly("Flowers + coffee: Zerno has closed its shop Podil for good.")
    assert said == cast.marta.last
    assert not [m for m in cast.olena.screen if "has closed its shop" in m.words]


@pytest.mark.slow
async def test_its_owner_corrects_an_earlier_day_and_is_refused_a_later_one(cast: Counters) -> None:
    await shuts(cast, "Podil")
    await cast.town.moves_to("2026-12-03 20:05")
    await cast.forges(cast.olena, f"fix:{cast.promo}:3:2026-12-01")
    await cast.olena.says("6")
    cast.olena.sees_exactly("Zerno, Podil")
    assert await tuesday(cast) == [5, 6]
    await cast.forges(cast.olena, f"fix:{cast.promo}:3:2026-12-03")
    await cast.olena.says("6")
    cast.olena.sees_exactly("this shop has been closed for good")
    await cast.olena.says("/cancel")
    await cast.olena.says("/report")
    assert not any("Podil" in button.text for button in cast.olena.last.buttons)


async def tuesday(cast: Counters) -> list[int]:
    rows = await cast.town.database(
        "SELECT customers FROM daily_report WHERE location_id = 3 AND day = '2026-12-01' ORDER BY revision"
    )
    return [row["customers"] for row in rows]


@pytest.mark.slow
async def test_its_former_cashier_reports_nothing_there(cast: Counters) -> None:
    await shuts(cast, "Podil")
    foreign = await cast.forges(cast.zoe, f"rep:{cast.promo}:1:2026-12-02:7")
    assert await cast.forges(cast.zoe, f"rep:{cast.promo}:3:2026-12-02:7") == foreign
    await cast.zoe.says("7")
    assert not await cast.town.database("SELECT 1 FROM daily_report WHERE location_id = 3 AND day >= '2026-12-02'")


@pytest.mark.slow
async def test_an_old_button_a_stranger_and_the_last_shop_close_nothing(cast: Counters) -> None:
    await wants_to_shut(cast, "Podil")
    question = cast.olena.last
    await cast.olena.presses("◀ Leave it as it is")
    assert await cast.forges(cast.marta, "shut:3:yes") == await cast.forges(cast.marta, "shut:99:yes")
    assert not await cast.town.database("SELECT 1 FROM location WHERE closed_at IS NOT NULL")
    cast.town.telegram.forges(cast.olena.person, question, "shut:3:yes")
    cast.town.telegram.forges(cast.olena.person, question, "shut:3:yes")
    await cast.town.settle()
    press = cast.town.telegram.forges(cast.olena.person, question, "shut:1:yes")
    await cast.town.settle()
    assert toast(press) == "It is the only shop of this business. Add another one first."
    closed = await cast.town.database("SELECT id, closed_by FROM location WHERE closed_at IS NOT NULL")
    assert closed == [{"id": 3, "closed_by": 1}]


@pytest.mark.slow
async def test_a_card_that_was_open_saves_nothing_once_the_shop_is_closed(cast: Counters) -> None:
    await cast.forges(cast.olena, "place:1")
    card = cast.olena.last
    await shuts(cast, "Zerno")
    await cast.olena.presses("✓ Save", card)
    rows = await cast.town.database("SELECT id, closed_at IS NULL AS open FROM location ORDER BY id")
    assert [(row["id"], row["open"]) for row in rows] == [(1, 0), (2, 1), (3, 1)]


@pytest.mark.slow
async def test_a_restart_between_question_and_answer_changes_nothing(cast: Counters) -> None:
    await wants_to_shut(cast, "Podil")
    await cast.town.restart()
    await cast.olena.presses("Close for good")
    cast.olena.sees_exactly("Podil is closed. What it reported stays, and you can still correct it.")
