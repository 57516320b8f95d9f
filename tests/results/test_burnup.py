"""The line to the goal: what the reports say, and gaps where they say nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.daily.totals import DayTotals
from domain.options import Goal
from domain.results.burnup import BurnUp, burn_up, scale, top
from domain.results.forecast import ADDS_UP, goal_pace
from domain.schedule.plan import Place
from tests.results.test_metrics_rules import STARTS, entry, facts, terms

DAY = timedelta(days=1)


def drawn(
    entries: list[DayTotals], gone: int, *, by_day: bool = True, over: int | None = None, **changes: Any
) -> BurnUp:
    """With both shops open every day; `gone` days are looked at, `over` of them are over."""
    found = burn_up(*_known(entries, gone, changes), over=_last(gone if over is None else over), by_day=by_day)
    assert found
    return found


def _known(
    entries: list[DayTotals], gone: int, changes: dict[str, Any]
) -> tuple[Any, tuple[Place, ...], list[DayTotals], date]:
    agreed = terms(**changes)
    return agreed, facts(agreed, []).places, entries, _last(gone)


def _last(gone: int) -> date:
    return STARTS + (gone - 1) * DAY


def both(*counts: int) -> list[DayTotals]:
    """The first shop's counts by day; the second had nobody."""
    return [one for day, count in enumerate(counts) for one in (entry(1, day, count), entry(2, day, 0))]


def test_the_total_grows_day_by_day() -> None:
    found = drawn(both(4, 0, 3), 3)
    assert found.pieces == (((0, 0), (1, 4), (2, 4), (3, 7)),)
    assert (found.missing, found.gone, found.days, found.pace.done) == ((), 3, 28, 7)


def test_a_day_with_no_report_at_all_is_a_gap_and_one_with_half_is_marked() -> None:
    entries = [one for one in both(4, 2, 3, 1) if one.day != STARTS + DAY][:-1]  # day 2 nobody, day 4 only the first
    found = drawn(entries, 4)
    assert found.pieces == (((0, 0), (1, 4)), ((2, 4), (3, 7), (4, 8)))
    assert found.missing == (1, 3)


def test_days_off_and_closed_days_are_flat_not_missing() -> None:
    closed = [DayTotals(shop, STARTS + DAY, True, 0, None, None, "UAH") for shop in (1, 2)]
    found = drawn([*both(4), *closed], 2)
    assert (found.pieces, found.missing) == ((((0, 0), (1, 4), (2, 4)),), ())


def test_today_is_not_missing_before_it_is_over() -> None:
    assert drawn([*both(4), entry(1, 1, 2)], 2, over=1).missing == ()


def test_by_week_there_is_a_point_a_week_and_one_for_now() -> None:
    assert drawn(both(*range(10)), 10, by_day=False).pieces == (((0, 0), (7, 21), (10, 45)),)


def test_a_week_of_silence_is_a_gap() -> None:
    entries = [*both(1), *[entry(1, day, 2) for day in (14, 15)]]
    assert drawn(entries, 16, by_day=False).pieces == (((0, 0), (7, 1)), ((14, 1), (16, 5)))


@pytest.mark.parametrize(
    ("goal", "done", "missing"),
    [
        (Goal.RECEIPTS, 10, ()),
        (Goal.NEW_CUSTOMERS, 4, (1,)),  # the second report does not say
        (Goal.REPEAT_VISITS, 3, (1,)),
        (Goal.REVENUE, 500_00, (1,)),
    ],
)
def test_each_goal_counts_its_own_and_marks_reports_that_do_not_say_it(
    goal: Goal, done: int, missing: tuple[int, ...]
) -> None:
    entries = [entry(1, 0, 7, new=4, sales=500_00), entry(2, 0, 0), entry(1, 1, 3), entry(2, 1, 0)]
    found = drawn(entries, 2, goal=goal)
    assert (found.pace.done, found.missing) == (done, missing)


def test_sales_in_another_currency_are_not_added() -> None:
    entries = [entry(1, 0, 1, sales=500_00), entry(2, 0, 1, sales=9_00, currency="EUR")]
    found = drawn(entries, 1, goal=Goal.REVENUE)
    assert (found.pace.done, found.missing) == (500_00, (0,))


@pytest.mark.parametrize("goal", [goal for goal in Goal if goal not in ADDS_UP])
def test_what_does_not_add_up_by_day_has_no_line(goal: Goal) -> None:
    entries = [entry(1, 0, 7, new=4, sales=500_00)]
    assert burn_up(*_known(entries, 1, {"goal": goal}), over=_last(1), by_day=True) is None


def test_without_a_report_or_before_the_first_day_there_is_none() -> None:
    for entries, gone in (([], 3), (both(1), 0)):
        assert burn_up(*_known(entries, gone, {}), over=_last(gone), by_day=True) is None


@given(
    reports=st.dictionaries(st.tuples(st.integers(1, 2), st.integers(0, 27)), st.integers(0, 50), min_size=1),
    gone=st.integers(1, 40),
    by_day=st.booleans(),
)
def test_the_line_ends_where_the_goal_s_own_count_is(
    reports: dict[tuple[int, int], int], gone: int, by_day: bool
) -> None:
    entries = [entry(shop, day, count) for (shop, day), count in reports.items()]
    agreed, places, *_ = _known(entries, gone, {})
    found = burn_up(agreed, places, entries, _last(gone), over=_last(gone), by_day=by_day)
    known = [one for one in entries if one.day <= min(_last(gone), agreed.ends)]
    goal = goal_pace(agreed, places, known, min(_last(gone), agreed.ends))
    assert (found.pace if found else None) == goal
    points = [point for piece in found.pieces for point in piece] if found else []
    assert points == sorted(points), "never back, never down"
    assert not found or not points or points[-1][1] == found.pace.done


@pytest.mark.parametrize(
    ("most", "marks"),
    [(0, (0,)), (3, (0, 1, 2, 3)), (8, (0, 2, 4, 6, 8)), (70, (0, 20, 40, 60)), (200, (0, 50, 100, 150, 200))],
)
def test_the_axis_has_round_numbers(most: int, marks: tuple[int, ...]) -> None:
    assert scale(most) == marks


def test_a_wild_pace_does_not_flatten_the_picture() -> None:
    assert top(drawn(both(100), 1)) == 200  # the goal: after one day nothing is said of the end
    assert top(drawn(both(*(100,) * 7), 7)) == 1225  # 2 800 at this pace; 700 so far
    assert top(drawn(both(*(10,) * 10), 10)) == 280  # 280 at this pace
