"""/compare: promos side by side, the best return first, and who sent the most."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.agreement.sharing import Topic
from domain.results.metrics import Metric, MetricKind
from domain.results.portfolio import Partner, PortfolioLine, best_partner, ranked
from domain.states import State
from tests.results.test_export import TERMS, lived
from tests.world.counters import counters

pytestmark = pytest.mark.slow


def line(name: str, roi: int | None, came: dict[str, int], month: int = 1) -> PortfolioLine:
    value = None if roi is None else Fraction(roi)
    figure = Metric("roi", MetricKind.PERCENT, Topic.MARGIN, value, (), (), None)
    day = date(2026, month, 1)
    return PortfolioLine(name, name, State.CLOSED, day, day, tuple(came), None, figure, figure, "UAH", came)


def test_the_best_return_is_first_and_what_is_not_known_last() -> None:
    lines = [line("a", None, {}, 1), line("b", 40, {}), line("c", 180, {}), line("d", None, {}, 5), line("e", -10, {})]
    assert [one.title for one in ranked(lines)] == ["c", "b", "e", "d", "a"]


def test_the_best_partner_sent_the_most_over_all_promos() -> None:
    lines = [line("a", 1, {"Peony": 20, "Bloom": 25}), line("b", 1, {"Peony": 15}), line("c", 1, {"Kvitka": 0})]
    assert best_partner(lines) == Partner("Peony", 35, 2)
    assert best_partner([line("a", 1, {"Peony": 0})]) is None


@pytest.mark.asyncio
@pytest.mark.quick
async def test_an_owner_compares_and_a_stranger_has_nothing_to_compare() -> None:
    async with counters(**TERMS) as cast:
        await cast.olena.says("/compare")
        cast.olena.sees("There is nothing to compare yet.")
        await lived(cast)
        await cast.taras.says("yesterday closed")
        await cast.ira.says("yesterday closed")
        await cast.olena.says("/compare")
        for words in (
            "With Peony",
            "Return on investment: 152 %",
            "18 customers",
            "Peony sent you the most: 18 in 1 promo.",
        ):
            cast.olena.sees(words)
        await cast.olena.presses("Flowers + coffee")
        cast.olena.sees("results")
        await cast.forges(cast.olena, f"stop:{cast.promo}:pause")
        await cast.olena.says("The coffee machine is broken")
        await cast.olena.says("/compare")
        cast.olena.sees("paused")
        await cast.marta.says("/compare")
        cast.marta.sees("Return on investment")
        assert "1 930" not in cast.marta.last.words
        await cast.zoe.says("/compare")
        cast.zoe.sees("There is nothing to compare yet.")
