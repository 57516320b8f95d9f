"""Three sides settle among all, or each two between themselves.

Zerno sends Peony 5, Peony sends Bloom 4, Bloom sends Zerno 3, 10 ₴ for each.
"""

from __future__ import annotations

from typing import Any

import pytest

from domain.agreement.terms import Offer
from domain.options import Netting, Sharing
from domain.results.export import PromoExport
from tests.settlement.test_document import pdf, sheets
from tests.settlement.test_fair_endings import counted, page, quiet
from tests.world.counters import Counters, counters

pytestmark = pytest.mark.slow

OFFERS = tuple(Offer(what="x", receiver=n % 3 + 1, giver=n) for n in range(1, 4))
RING: dict[str, Any] = {"offers": OFFERS, "pay": 10_00, "minimum": None, "share_customers": Sharing.HIDDEN}


async def ended(cast: Counters) -> None:
    await quiet(cast)
    for place, count in ((1, 3), (2, 5), (3, 4)):
        await counted(cast, place, count, *[0] * 27)
    await cast.town.moves_to("2026-12-28 12:00")


@pytest.mark.quick
async def test_each_two_sides_pay_each_other_where_it_was_agreed_and_see_only_their_own() -> None:
    async with counters(3, **RING, netting=Netting.PAIRS) as cast:
        await ended(cast)
        words = await page(cast, cast.olena)
        assert "Peony → Zerno: 50 ₴" in words
        assert "Zerno → Bloom: 30 ₴" in words
        assert "Bloom → Peony" not in words
        assert "You get: 20 ₴" in words
        for who in cast.owners:
            await cast.forges(who, f"settled:{cast.promo}:1")
        assert "Bloom → Peony" not in cast.olena.last.words
        nadia = cast.owners[2]
        await nadia.presses("Paid to %(name)s", name="Peony")
        await cast.marta.presses("Received")
        await cast.olena.presses("Paid to %(name)s", name="Bloom")
        await nadia.presses("Received")
        assert "Nothing is open any more" in await page(cast, nadia)
        assert "Nothing is open any more" not in await page(cast, cast.marta)


async def test_set_off_among_all_the_amounts_of_each_pair_stand_beside_it() -> None:
    async with counters(3, **RING) as cast:
        await ended(cast)
        words = await page(cast, cast.olena)
        paid, pairs = words.split("Between you and each side, before it was set off among all:")
        assert "Peony → Zerno: 10 ₴" in paid
        assert "Bloom → Zerno: 10 ₴" in paid
        assert pairs.strip().startswith("Peony +50 ₴ · Bloom −30 ₴")
        assert "Bloom → Peony" not in words
        await cast.forges(cast.olena, f"export:{cast.promo}:json")
        file = cast.olena.last.file
        assert file
        made = PromoExport.model_validate_json(file.data).settlement
        assert made
        assert [(one.debtor, one.creditor, int(one.amount)) for one in made.pairs] == [(2, 1, 50), (1, 3, 30)]


async def test_the_documents_of_a_side_name_its_own_pairs() -> None:
    """In pages and in the sheet: paid by pairs only these, set off among all both."""
    async with counters(3, **RING, netting=Netting.PAIRS) as cast:
        await ended(cast)
        words = await pdf(cast, cast.olena)
        assert "Peony Zerno 50 ₴" in words
        assert "Bloom Peony" not in words
        assert "before it was set off" not in words
    async with counters(3, **RING) as cast:
        await ended(cast)
        words = await pdf(cast, cast.olena)
        assert "Peony Zerno 10 ₴" in words
        assert "Peony Zerno 50 ₴" in words.split("Between each two sides, before it was set off among all")[1]
        rows = (await sheets(cast, cast.olena))["Settlement"]
        pairs = rows[[row[0] for row in rows].index("Between each two sides, before it was set off among all") + 2 :]
        assert [row[:3] for row in pairs[:2]] == [("Peony", 50, "Zerno"), ("Zerno", 30, "Bloom")]
