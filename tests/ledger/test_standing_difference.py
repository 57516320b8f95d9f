"""After a week whose codes and reports tell of different numbers both owners are asked, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.options import Counts, Mechanic
from domain.schedule.plan import Due
from storage.queues import schedule
from tests.world.mall import Mall
from tests.world.town import Town

DIFFER = "week 1 at Peony: the counts differ."


@pytest.fixture
async def mall(town: Town) -> Mall:
    built = await Mall(town).built()
    await built.lay(counted=Counts.CODES)
    return built


async def week_ends(mall: Mall) -> None:
    """Mon 30 Nov, 09:01: the week's report leaves."""
    async with mall.db.transaction() as tx:
        at = mall.town.telegram.clock.now() + timedelta(days=6)
        await schedule.plan(tx, (Due("week", mall.promo, "1", at),))
    await mall.town.moves_to("2026-11-30 10:05")


async def reports(mall: Mall, codes: int, said: str, beside: str | None = None) -> None:
    for digits in await mall.codes(codes):
        await mall.redeems(mall.ira, digits)
    await mall.ira.says(said)
    if beside:
        await mall.ira.taps(beside)


async def test_thirteen_by_codes_and_twenty_two_said_are_explained_by_both_sides(mall: Mall) -> None:
    await reports(mall, 3, "22", "19 · 22 in all")
    await week_ends(mall)
    for who in (mall.olena, mall.marta):
        who.sees_exactly(DIFFER)
        who.sees_exactly("codes 3, reported 22.")
    mall.ira.does_not_see(DIFFER)
    await mall.marta.presses("Explain")
    await mall.marta.says("Nineteen came by the flyer without its code")
    for who in (mall.olena, mall.marta):
        who.sees_exactly("Peony: Nineteen came by the flyer without its code")
    before = len(mall.olena.screen)
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'waiting' WHERE kind = 'week'")
    await mall.town.waits(minutes=5)
    assert len([m for m in mall.olena.screen[before:] if DIFFER in m.words]) == 0


@pytest.mark.parametrize(("codes", "said", "beside"), [(3, "3", None), (3, "5", "2 · 5 in all")])
async def test_a_small_difference_or_none_is_no_question(mall: Mall, codes: int, said: str, beside: str | None) -> None:
    await reports(mall, codes, said, beside)
    await week_ends(mall)
    for who in (mall.olena, mall.marta):
        who.does_not_see(DIFFER)


async def test_where_no_code_exists_there_is_nothing_to_compare(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.DISCOUNT)
    await mall.ira.says("22")
    await week_ends(mall)
    mall.olena.does_not_see(DIFFER)


async def test_where_all_count_nobody_is_asked_every_week_what_was_agreed(mall: Mall) -> None:
    await mall.lay(counted=Counts.ALL)
    await reports(mall, 3, "22", "19 · 22 in all")
    await week_ends(mall)
    mall.olena.does_not_see(DIFFER)
