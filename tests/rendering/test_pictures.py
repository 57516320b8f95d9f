"""The pictures of the goal, of before and after, and of who sent whom: what is known, and only that."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rendering import draw
from tests.rendering.pictures import colours_on, size, words_on
from tests.rendering.samples import TRICKS, comparison, course, exchange

SAMPLES: dict[str, Any] = {"burnup": course, "comparison": comparison, "exchange": exchange}
SQUARE = (1080, 1080)
ZERNO, PEONY, UNKNOWN = (10, 102, 176), (242, 168, 29), (195, 202, 213)
FLOW = {"sender": 0, "receiver": 1, "count": 7, "label": "7", "short": "7", "more": False, "met": None}


def pixels(name: str, data: Any) -> tuple[int, int]:
    return size(draw(name, data).content)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_picture_is_a_square_and_the_same_for_the_same_data(name: str) -> None:
    first, second = (draw(name, SAMPLES[name]()).content for _ in range(2))
    assert size(first) == SQUARE
    assert first == second


def test_the_way_to_the_goal_names_its_figures_and_its_lines() -> None:
    words = words_on("burnup", course())
    for line in (
        "84 of 200",
        "Goal: 200",
        "168",
        "up to Sun 13 Dec",
        "7 Dec",
        "150",
        "so far",
        "evenly to the goal",
        "at this pace",
        "no report: may be more",
    ):
        assert line in words


def test_only_what_is_drawn_is_explained() -> None:
    words = words_on("burnup", course(missing=[], expected=None, expected_label=None, gone=28))
    assert "so far" in words
    assert "at this pace" not in words and "no report" not in words


def test_week_names_that_would_overlap_are_left_out() -> None:
    weeks = [{"at": 7 * n, "label": f"week {n} of them"} for n in range(20)]
    words = words_on("burnup", course(days=140, weeks=weeks))
    assert "week 0 of them" in words
    assert 2 < words.count("of them") < 9


@pytest.mark.parametrize(
    "changed",
    [
        {"gone": 1, "done": 0, "expected": 0, "pieces": [[[0, 0], [1, 0]]], "missing": []},
        {"gone": 1, "done": 50, "target": 20, "expected": 1400, "top": 87, "pieces": [[[0, 0], [1, 50]]]},
        {"gone": 28, "done": 84, "expected": None, "expected_label": None, "pieces": []},
        {"days": 1, "gone": 1, "weeks": [{"at": 0, "label": "7 Dec"}], "missing": [0], "pieces": []},
    ],
)
def test_ways_of_nothing_and_of_very_much_are_drawn(changed: dict[str, Any]) -> None:
    assert pixels("burnup", course(**changed)) == SQUARE


def test_a_comparison_names_measures_figures_changes_and_verdicts() -> None:
    words = words_on("comparison", comparison())
    for line in ("before", "during", "after", "Customers", "130", "30 %", "no data", "✓", "+15", "points", "✗", "±0 %"):
        assert line in words


def test_eleven_measures_fit_and_say_how_many_more_there_are() -> None:
    data = comparison(11, more="+1 more in Results")
    assert words_on("comparison", data).count("before") == 1 + data["subtitle"].count("before")
    assert "+1 more in Results" in words_on("comparison", data)
    assert pixels("comparison", data) == SQUARE


@pytest.mark.parametrize(
    "values", [[0, 0, 0], [None, None, None], [-300, 100, 500], [-5, -3, -1], [10**9, 1, 10**9], [0.5, None, 0.1]]
)
def test_losses_zeros_and_what_is_not_known_are_drawn(values: list[float | None]) -> None:
    row = {"name": "Profit", "values": values, "labels": [str(value) for value in values], "change": None, "met": None}
    assert pixels("comparison", comparison(rows=1) | {"rows": [row]}) == SQUARE


def test_few_directions_are_bars_in_the_colour_of_the_sender() -> None:
    flows = [FLOW, FLOW | {"sender": None, "receiver": 0}]
    assert colours_on("exchange", exchange(2, flows=flows)) >= {ZERNO, UNKNOWN}
    assert PEONY not in colours_on("exchange", exchange(2, flows=flows))
    assert "sender not known → Zerno" in words_on("exchange", exchange(2, flows=flows))


def test_many_directions_are_a_table_with_numbers_for_names() -> None:
    words = words_on("exchange", exchange(5))
    for line in ("from ↓ to →", "Zerno", "Slon", "46", "47", "no report: may be more"):
        assert line in words


def test_the_minimum_is_explained_where_it_is_drawn() -> None:
    assert "agreed minimum: 30" in words_on("exchange", exchange(2))
    assert "agreed minimum" not in words_on("exchange", exchange(2, minimum=None))
    assert "agreed minimum" not in words_on("exchange", exchange(2, flows=[FLOW | {"sender": None}]))


@pytest.mark.parametrize("sides", [3, 4])
def test_three_and_four_sides_are_drawn(sides: int) -> None:
    assert pixels("exchange", exchange(sides)) == SQUARE


def tricked(name: str, trick: str) -> Any:
    """All that a person types, and the words around it."""
    words = dict.fromkeys(("title", "subtitle", "headline", "headline_note", "footer"), trick)
    if name == "comparison":
        return comparison(11, **words) | {"rows": [comparison()["rows"][0] | {"name": trick}] * 11}
    return course(**words) if name == "burnup" else exchange(5, businesses=[trick] * 5, **words)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_longest_names_are_drawn(name: str) -> None:
    assert pixels(name, tricked(name, "W" * 64)) == SQUARE


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_a_picture(name: str, trick: str) -> None:
    assert pixels(name, tricked(name, trick)) == SQUARE
