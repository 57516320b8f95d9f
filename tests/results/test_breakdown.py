"""A side with several places, one of them online, reads its numbers by location and by channel; partners do not."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from pypdf import PdfReader

from domain.agreement.terms import Offer, PlaceTerms
from domain.options import Channel
from storage import people
from storage.business import businesses
from storage.staff import memberships
from tests.world.counters import Counters, counters
from tests.world.table import HOURS

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


async def opens_online(cast: Counters) -> None:
    """Zerno opens an online shop, where Zoe works."""
    now = cast.town.telegram.clock.now()
    async with cast.program.db.transaction() as tx:
        shop = HOURS | {"name": "Web", "online": "yes"}
        place = await businesses.add_location(tx, 1, shop)
        zoe = await people.find(tx, cast.zoe.person.id)
        assert zoe
        await memberships.join(tx, zoe.id, 1, place, "staff", now, None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 7 Dec, 09:05."""
    async with counters() as made:
        await opens_online(made)
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("10 5000 new 4")
        await made.zoe.says("3 900")
        await made.ira.says("7")
        await made.town.moves_to("2026-12-07 09:05")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def test_results_are_split_by_location_and_by_channel(cast: Counters) -> None:
    await cast.opens(cast.olena, "Results")
    page = cast.olena.last.words.replace("\u00a0", " ")
    for line in (
        "By location",
        "• Zerno: 10, new 4, 5 000 ₴",
        "• Zerno, Web: 3, 900 ₴",
        "At the counter: 10, new 4, 5 000 ₴",
        "Online: 3, 900 ₴",
    ):
        assert line in page, (line, page)
    await cast.opens(cast.marta, "Results")
    assert "By location" not in cast.marta.last.words, "one place"
    await cast.marta.presses("Zerno")
    assert "Web" not in cast.marta.last.words, "a partner's places"


async def test_so_are_the_week_and_the_pages(cast: Counters) -> None:
    await cast.olena.says(f"/start r_{cast.promo}-1")
    assert "Zerno: 13\n• Zerno: 10\n• Zerno, Web: 3" in cast.olena.last.words
    await cast.marta.says(f"/start r_{cast.promo}-1")
    assert "Web" not in cast.marta.last.words
    await cast.forges(cast.olena, f"export:{cast.promo}:pdf")
    assert cast.olena.last.file
    pages = PdfReader(io.BytesIO(cast.olena.last.file.data)).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "By location" in text
    assert "Zerno, Web" in text


@pytest.mark.quick
async def test_where_every_offer_is_used_online_all_is_online() -> None:
    async with counters(offers=(Offer(what="15 % off", channel=Channel.ONLINE),)) as made:
        await opens_online(made)
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("10")
        await made.town.moves_to("2026-12-01 09:05")
        await made.opens(made.olena, "Results")
        assert "• Zerno: 10" in made.olena.last.words
        assert "At the counter" not in made.olena.last.words


async def test_a_place_with_dates_of_its_own_owes_reports_of_these_only() -> None:
    later = PlaceTerms(location_id=2, name="Peony", first=date(2026, 12, 3))
    offers = (Offer(what="15 % off", receiver=1), Offer(what="A bun", receiver=2, places=(later,)))
    async with counters(offers=offers) as made:
        await made.town.moves_to("2026-11-30 20:01")
        made.taras.sees_exactly("How many customers came with the promo")
        made.ira.does_not_see("How many customers came with the promo")
        await made.town.moves_to("2026-12-01 12:00")
        assert not [
            m for m in made.marta.screen if "30 Nov" in m.words and "Peony" in m.words and "no number" in m.words
        ]
        await made.town.moves_to("2026-12-03 20:01")
        made.ira.sees_exactly("How many customers came with the promo")
        await made.town.moves_to("2026-12-07 09:05")
        assert made.marta.sees_exactly("Reports: 0 of 11")
        caught = [m.words for m in made.ira.screen if "These days still have no number" in m.words]
        assert caught
        assert not [words for words in caught if "2 Dec" in words]
