"""The end: a final report to the group and to each side, how content they are, and whether they would do it again."""

from __future__ import annotations

import io

import openpyxl
import pytest
from pypdf import PdfReader

from domain.agreement.terms import Offer, Perk
from domain.options import Goal, Repeats, Sharing
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


async def ended(cast: Counters) -> Counters:
    """Tue 5 Jan, 12:00: eight days after the last one."""
    await cast.town.moves_to("2026-11-30 20:01")
    await cast.taras.says("60 24000 new 20")
    await cast.ira.says("50 10000")
    await cast.town.moves_to("2026-12-28 10:00")
    for day in range(29, 32):
        await cast.town.moves_to(f"2026-12-{day} 10:00")
    for day in range(1, 6):
        await cast.town.moves_to(f"2027-01-0{day} 12:00")
    return cast


def finals(cast: Counters, words: str = "final report") -> list[str]:
    return [
        message.words
        for who in cast.owners
        for message in cast.town.telegram.messages(who.person)
        if words in message.words
    ]


async def test_each_side_reads_the_whole_and_its_own_figures_and_says_how_it_was() -> None:
    async with counters(goal=Goal.RECEIPTS, target=100, offers=(Offer(what="15 % off", cost=60_00),)) as cast:
        await ended(cast)
        olena, marta = finals(cast)
        for line in (
            "Used 110 times",
            "Zerno: 60, new 20 (1 of 28 days known), 24 000 ₴ (1 of 28 days known)",
            "Peony: 50, 10 000 ₴ (1 of 28 days known)",
            "Promo sales 34 000 ₴",
            "Goal: 110 of 100 (110 %, 2 of 56 days known)",
            "Reports: 2 of 56",
            "Average promo check: 400 ₴",
            "Net profit, all who used it; Net profit, new customers: no data",
        ):
            assert line in olena.replace("\u00a0", " "), (line, olena)
        assert "Average promo check: 200" in marta
        await cast.olena.presses("Results")
        assert any("final report" in message.words for message in cast.olena.screen)  # it stays above them
        await cast.olena.presses("4")
        cast.olena.sees("4 of 5")
        await cast.olena.presses("Yes")
        await cast.olena.says("The cards ran out.")
        await cast.marta.presses("5")
        await cast.marta.presses("No")
        await cast.marta.says("We had too few staff.")
        cast.marta.sees("Zerno: 4 of 5 · again: yes · The cards ran out.")
        cast.marta.sees("Peony: 5 of 5 · again: no · We had too few staff.")
        await cast.forges(cast.zoe, f"rate:{cast.promo}:1")
        assert [row["score"] for row in await cast.town.database("SELECT score FROM opinion")] == [4, 5]


@pytest.mark.quick
async def test_a_side_where_no_offer_is_used_has_nothing_missing() -> None:
    async with counters(offers=(Offer(what="15 % off", receiver=1),), share_sales=Sharing.DETAIL) as cast:
        await cast.town.moves_to("2026-11-30 20:01")
        await cast.taras.says("60 24000 new 20")
        await cast.town.moves_to("2026-12-02 12:00")
        await cast.opens(cast.marta, "Results")
        cast.marta.sees("No offer is used there, so there are no customers to count.")
        await cast.marta.presses("All together")
        assert "Average promo check: 400 ₴" in cast.marta.last.words.replace("\u00a0", " ")
        await ended(cast)
        for said in finals(cast):
            assert "Used 60 times" in said
            assert "• Peony: no offer is used there" in said


async def test_what_is_hidden_stays_hidden_at_the_end() -> None:
    async with counters(share_customers=Sharing.HIDDEN, share_sales=Sharing.HIDDEN) as shy:
        await ended(shy)
        olena, _ = finals(shy)
        assert "Peony: not shown to partners" in olena and "Zerno: 60" in olena
        assert "Used" not in olena and "34" not in olena


async def test_rewards_and_words_are_in_the_message_the_pages_and_the_workbook() -> None:
    cake = Perk(giver=2, what="A cake for the shift", at=20, repeats=Repeats.EVERY)
    async with counters(perks=(cake,)) as cast:
        await cast.town.moves_to("2026-11-30 20:01")
        await cast.ira.says("45")
        await cast.town.moves_to("2026-12-01 10:01")
        await cast.olena.presses("Approve")
        await cast.marta.presses("Approve")
        await ended(cast)
        olena, marta = finals(cast)
        for said in (olena, marta):
            assert "Zerno → Peony: A cake for the shift · earned 2, approved 1" in said
        await cast.olena.presses("4")
        await cast.olena.presses("Yes")
        await cast.olena.says("The cards ran out.")
        for kind, read in (("pdf", _pages), ("xlsx", _cells)):
            await cast.forges(cast.olena, f"export:{cast.promo}:{kind}")
            assert cast.olena.last.file
            words = read(cast.olena.last.file.data)
            assert "A cake for the shift" in words, kind
            assert "The cards ran out." in words, kind


def _pages(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _cells(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


async def test_a_running_promo_is_not_rated_yet() -> None:
    async with counters() as cast:
        await cast.forges(cast.olena, f"rate:{cast.promo}:5")
        await cast.forges(cast.olena, f"redo:{cast.promo}:1")
        assert await cast.town.database("SELECT * FROM opinion") == []
