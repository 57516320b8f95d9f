"""Silence is never zero: not in the week's report, not in the ledger, not in what is taken home."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.agreement.terms import Offer
from domain.results.export import PromoExport
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 14 Dec, 09:05: Zerno has reported its first day, Peony nothing at all."""
    async with counters() as made:
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("4 400")
        await made.town.moves_to("2026-12-07 09:05")
        await made.town.moves_to("2026-12-14 09:05")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


def week(who: Actor, number: int) -> str:
    said = [m.words for m in who.town.telegram.messages(who.person) if f"week {number} of 4" in m.words]
    return said[0]


async def test_a_side_without_a_report_has_no_data_in_the_week(cast: Counters) -> None:
    said = week(cast.marta, 1)
    assert "Used 4 times" in said
    assert "• Zerno 4 · Peony: no data" in said
    assert "Zerno → Peony: no data, Peony → Zerno 4 (agreed minimum 30)" in said
    await cast.marta.says(f"/start r_{cast.promo}-1")
    cast.marta.sees_exactly("Peony: no data")


@pytest.mark.quick
async def test_a_week_without_any_report_is_neither_zero_nor_a_fall(cast: Counters) -> None:
    said = week(cast.marta, 2)
    assert "Nobody has reported this week, so nothing is known of it." in said
    assert "Reports: 0 of 14" in said
    assert not any(words in said for words in ("Used", "−100", "Peony 0", "Sent to each other"))


async def test_the_ledger_and_the_files_know_nothing_of_a_silent_side(cast: Counters) -> None:
    await cast.opens(cast.olena, "Ledger")
    page = cast.olena.sees_exactly("Zerno → Peony: no data").words
    assert "Peony → Zerno: 4 (agreed minimum 30" in page
    await cast.forges(cast.olena, f"export:{cast.promo}:json")
    assert cast.olena.last.file
    book = PromoExport.model_validate_json(cast.olena.last.file.data)
    assert {one.receiver: one.customers for one in book.sent} == {1: 4, 2: None}
    for kind in ("xlsx", "pdf"):
        await cast.forges(cast.olena, f"export:{cast.promo}:{kind}")
        assert cast.olena.last.file


async def test_among_three_the_week_names_the_senders_that_the_offers_tell() -> None:
    offers = (Offer(what="Coffee", receiver=1), Offer(what="Bread", receiver=2, giver=3))
    async with counters(3, offers=offers) as made:
        await made.taras.says("4")
        await made.ira.says("7")
        await made.town.moves_to("2026-12-07 09:05")
        assert "Sent to each other: Bloom → Peony 7 (agreed minimum 30)" in week(made.marta, 1)
