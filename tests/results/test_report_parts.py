"""A week's numbers of one's own business by place, and by counter and online shop."""

from __future__ import annotations

import pytest

from domain.agreement.terms import Offer
from tests.world.mall import Mall
from tests.world.town import Town

pytestmark = pytest.mark.slow


async def test_the_details_split_a_week_by_place_and_by_channel(town: Town) -> None:
    mall = await Mall(town).built()
    await mall.lay(Offer(what="tea", receiver=2))
    await mall.rows("UPDATE location SET online = 1 WHERE id = :id", id=mall.places["Center"])
    await mall.ira.says("7")
    await mall.marta.says(f"/start r_{mall.promo}-1")
    for line in ("• Peony, Podil: 7", "• Peony, Center: no data", "• At the counter: 7", "• Online: no data"):
        assert line in mall.marta.last.words
    await mall.max.says("5")
    await mall.marta.says(f"/start r_{mall.promo}-1")
    assert "Peony: 12" in mall.marta.last.words
    assert "• Online: 5" in mall.marta.last.words
    await mall.olena.says(f"/start r_{mall.promo}-1")
    assert "Podil" not in mall.olena.last.words
