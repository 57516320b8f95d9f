"""The ranges hold what they state, on shops without any effect; docs/methods.md has the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.measures.change import in_percent, in_points
from domain.measures.season import orthodox_easter, seasons, western_easter
from domain.measures.student import STATED
from tests.measures.simulated_shops import CLAIMS, table

METHODS = Path(__file__).parents[2] / "docs" / "methods.md"


@pytest.mark.slow
def test_ranges_hold_the_truth_as_often_as_they_state_and_the_page_shows_it() -> None:
    page, wide = METHODS.read_text(), list(CLAIMS).index("pace, day 7")
    for name, held in table():
        assert f"| {name} | {' | '.join(f'{one:.1f}' for one in held)} |" in page
        assert all(abs(one - STATED) <= 3 for n, one in enumerate(held) if n != wide), (name, held)
        assert held[wide] >= STATED - 3


def test_a_range_is_what_least_squares_give() -> None:
    """By hand: 10, 12, 14 points, then 20, 22, 24 on the same line with a step of 4 and nothing left over."""
    found = in_points([10, 12, 14], [20, 22, 24])
    assert found
    assert (round(found.low, 6), round(found.high, 6)) == (4, 4)


def test_three_weeks_are_needed_on_both_sides_and_a_week_of_nothing_has_no_logarithm() -> None:
    assert in_percent([100, 100], [100, 100, 100]) is None
    assert in_percent([100, 100, 100], [100, None, 100]) is None
    assert in_percent([100, 0, 100], [100, 100, 100]) is None


def test_easter_by_both_calendars() -> None:
    assert [western_easter(year).isoformat() for year in (2025, 2026, 2027)] == [
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
    ]
    assert [orthodox_easter(year).isoformat() for year in (2025, 2026, 2027)] == [
        "2025-04-20",
        "2026-04-12",
        "2027-05-02",
    ]


def test_a_promo_in_december_names_the_holidays_of_each_phase() -> None:
    """30 Nov to 27 Dec: four weeks before are 2 to 29 Nov, four after 28 Dec to 24 Jan."""
    before, during, after = seasons(date(2026, 11, 30), date(2026, 12, 27))
    assert before.holidays == ("black_friday",)  # 27 Nov
    assert during.holidays == ("nicholas", "christmas")
    assert after.holidays == ("new_year", "christmas")  # 7 Jan
    assert [month.month for month in during.months] == [11, 12]
