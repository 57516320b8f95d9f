"""The weekly picture says what is known, and only that."""

from typing import Any

import pytest

from bot.rendering.weekly import weekly_chart
from tests.rendering.pictures import colours_on, size, words_on
from tests.rendering.samples import TRICKS, every_day, week

FIVE_COLOURS = {(10, 102, 176), (242, 168, 29), (91, 26, 84), (143, 211, 244), (209, 86, 27)}
DOT, GREYED, TRACK = (125, 135, 151), (241, 244, 248), (223, 228, 236)


def test_the_picture_is_a_square_of_1080_pixels() -> None:
    assert size(weekly_chart(week())) == (1080, 1080)


def test_the_same_data_gives_the_same_picture() -> None:
    assert weekly_chart(week()) == weekly_chart(week())


def test_each_of_five_businesses_has_its_own_colour() -> None:
    assert colours_on("weekly", week(businesses=every_day(1, 2, 3, 4, 5))) >= FIVE_COLOURS


def test_what_is_not_known_is_not_drawn() -> None:
    known = colours_on("weekly", week())
    bare = colours_on("weekly", week(goal=None, last_week=None, footer=None, headline=None, subtitle=None))
    assert {DOT, TRACK} <= known
    assert not {DOT, TRACK} & bare


def test_days_outside_the_promo_are_greyed() -> None:
    first = [{"name": "Zerno", "days": ["out", "out", 1, 2, 3, 4, 5]}] * 2
    assert GREYED in colours_on("weekly", week(businesses=first))
    assert GREYED not in colours_on("weekly", week())


def test_the_words_and_sums_are_on_the_picture() -> None:
    words = words_on("weekly", week())
    for line in ("Flowers + coffee", "46", "Sat 12", "Zerno 27 Peony 14+", "Goal: 84 of 200 (42 %)", "13 of 14"):
        assert line in words


def test_a_sum_without_all_reports_says_that_it_may_be_higher() -> None:
    words = words_on("weekly", week(businesses=every_day(7, None), headline=None))
    assert words.count("7+") == 7
    assert "Business 1 49 Business 2 –" in words


def test_a_figure_is_never_cut_short() -> None:
    words = words_on("weekly", week(businesses=every_day(*(99_999,) * 5)))
    assert words.count("499\u202f995") == 7


def test_only_signs_that_are_on_the_picture_are_explained() -> None:
    bare = words_on("weekly", week(businesses=every_day(1, 2), last_week=None, headline_note=None))
    assert "last week no report closed" in words_on("weekly", week())
    assert not [sign for sign in ("last week", "no report", "closed") if sign in bare]


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    words = words_on("weekly", week(businesses=[{"name": "Very long name " * 10, "days": [1] * 7}] * 4))
    assert words.count("…") == 4


def test_missing_zero_closed_and_outside_are_four_different_pictures() -> None:
    values: list[Any] = [None, 0, "closed", "out"]
    drawn = {weekly_chart(week(businesses=every_day(3, value), last_week=None)) for value in values}
    assert len(drawn) == 4


@pytest.mark.parametrize(
    "values", [(0, 0), (None, None), ("closed", "closed"), ("out", "out"), (99_999,) * 5, (None,) * 5, (0, 99_999)]
)
def test_weeks_of_nothing_and_weeks_of_very_much_are_drawn(values: tuple[Any, ...]) -> None:
    assert size(weekly_chart(week(businesses=every_day(*values)))) == (1080, 1080)


@pytest.mark.parametrize(("done", "target", "gone"), [(0, 0, None), (0, 200, 0), (300, 200, 1.2), (1, 1, 1)])
def test_a_goal_may_be_empty_reached_or_passed(done: int, target: int, gone: float | None) -> None:
    goal = {"label": "Goal", "done": done, "target": target, "time_gone": gone, "time_label": "time"}
    assert size(weekly_chart(week(goal=goal))) == (1080, 1080)


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_the_picture(trick: str) -> None:
    businesses = [{"name": trick, "days": [1] * 7}, {"name": trick, "days": [None] * 7}]
    goal = {"label": trick, "done": 1, "target": 2, "pace": trick, "time_gone": 0.9, "time_label": trick}
    words = dict.fromkeys(("title", "subtitle", "headline", "headline_note", "footer"), trick)
    assert size(weekly_chart(week(businesses=businesses, goal=goal, **words))) == (1080, 1080)
