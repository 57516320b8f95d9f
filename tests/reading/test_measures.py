"""Weekly numbers as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.measures.measure import UNITS, Phase, days, most_weeks, opened
from domain.options import Measure
from domain.reading import WrongValue, weekly, weeks_example
from domain.states import State

C, R, P, S = Measure.CUSTOMERS, Measure.REVENUE, Measure.REPEAT, Measure.SATISFACTION


@pytest.mark.parametrize(
    ("measure", "text", "values"),
    [
        (C, "120 135 128 140", (120, 135, 128, 140)),
        (C, "120, 135,  128, 140", (120, 135, 128, 140)),
        (C, "120;135;128;140;", (120, 135, 128, 140)),
        (C, "120\n135 клієнтів\n\n128", (120, 135, 128)),
        (C, "1 200; 1 300", (1200, 1300)),
        (C, "1\u00a0200 1\u00a0300", (1200, 1300)),
        (C, "0", (0,)),
        (P, "12,5 13 100 % 0", (1250, 1300, 10000, 0)),
        (S, "4,25 5 1", (425, 500, 100)),
        (R, "12 400; 13 100,50", (12_400_00, 13_100_50)),
        (R, "12400 13100", (12_400_00, 13_100_00)),
        (R, "12 400 грн\n13 100 UAH", (12_400_00, 13_100_00)),
        (Measure.PROFIT, "-500; − 1 200; 300", (-500_00, -1_200_00, 300_00)),
    ],
)
def test_read(measure: Measure, text: str, values: tuple[int, ...]) -> None:
    assert weekly(text, measure, "UAH", 4) == values


@pytest.mark.parametrize(
    ("measure", "text", "week", "reason", "said"),
    [
        (C, "", 0, "empty", ""),
        (C, " ; \n", 0, "empty", ""),
        (C, "1 2 3 4 5", 0, "too_many_weeks", ""),
        (C, "120 many 128", 2, "not_a_number", "many"),
        (C, "120 12,5", 2, "whole", "12,5"),
        (C, "120,135", 1, "sum_twice", "120,135"),
        (C, "120,135,128,140", 1, "sum_twice", "120,135,128,140"),
        (C, "120 -5", 2, "negative", "-5"),
        (R, "-5", 1, "negative", "-5"),
        (R, "12 400; 85 EUR", 2, "other_currency", "85 EUR"),
        (P, "12 101", 2, "too_big", "101"),
        (P, "12,3456", 1, "decimals", "12,3456"),
        (S, "4 0,5", 2, "too_small", "0,5"),
        (S, "5,5", 1, "too_big", "5,5"),
    ],
)
def test_the_first_wrong_value_is_named_with_an_example(
    measure: Measure, text: str, week: int, reason: str, said: str
) -> None:
    read = weekly(text, measure, "UAH", 4)
    assert isinstance(read, WrongValue)
    assert (read.week, read.problem.reason, read.problem.said) == (week, reason, said)
    assert read.problem.example == weeks_example(measure, 4)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("most", [1, 2, 4])
def test_an_example_would_be_read(measure: Measure, most: int) -> None:
    read = weekly(weeks_example(measure, most), measure, "UAH", most)
    assert not isinstance(read, WrongValue), UNITS[measure]
    assert len(read) == most


@pytest.mark.parametrize(
    ("state", "today", "phases"),
    [
        (State.SIGNED, date(2026, 11, 20), "before"),
        (State.RUNNING, date(2026, 12, 10), "before"),
        (State.FINISHING, date(2026, 12, 28), "before during"),
        (State.CLOSED, date(2027, 1, 24), "before during"),
        (State.CLOSED, date(2027, 1, 25), "before during after"),
    ],
)
def test_a_phase_opens_when_its_weeks_are_over(state: State, today: date, phases: str) -> None:
    assert opened(state, date(2026, 12, 27), today) == tuple(Phase(one) for one in phases.split())


def test_the_days_and_weeks_of_a_phase() -> None:
    first, last = date(2026, 12, 2), date(2026, 12, 13)
    assert days(Phase.BEFORE, first, last) == (date(2026, 11, 4), date(2026, 12, 1))
    assert days(Phase.AFTER, first, last) == (date(2026, 12, 14), date(2027, 1, 10))
    assert [most_weeks(phase, first, last) for phase in Phase] == [4, 2, 4]


def test_spaces_in_money_may_part_thousands_or_weeks_and_are_never_guessed() -> None:
    for said in ("12 400 13 100", "900 950 870 910"):
        read = weekly(said, Measure.REVENUE, "UAH", 4)
        assert isinstance(read, WrongValue)
        assert read.problem.reason == "spaces_twice"
    assert weekly("12400 13100", Measure.REVENUE, "UAH", 4) == (12_400_00, 13_100_00)
    assert weekly("120 135 128 140", Measure.CUSTOMERS, "UAH", 4) == (120, 135, 128, 140)


def test_commas_with_a_space_part_weeks_of_money() -> None:
    read = weekly("28400, 30тис, 27 500, 31к", Measure.REVENUE, "UAH", 4)
    assert read == (2_840_000, 3_000_000, 2_750_000, 3_100_000)
