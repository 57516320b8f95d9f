"""Four weeks in one message, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.choices import Measure
from domain.measures import Phase, Series
from domain.reading import Ambiguous, Problem
from domain.reading_measures import weekly
from templates import LANGUAGES
from templates.measure_words import values

CUSTOMERS, REVENUE, PROFIT = Measure.CUSTOMERS, Measure.REVENUE, Measure.PROFIT
REPEAT, SATISFACTION = Measure.REPEAT, Measure.SATISFACTION

READ = [
    ("120 135 128 140", CUSTOMERS, (120, 135, 128, 140)),
    ("120, 135, 128, 140", CUSTOMERS, (120, 135, 128, 140)),
    ("120,135,128,140", CUSTOMERS, (120, 135, 128, 140)),
    ("120;135;128;140", CUSTOMERS, (120, 135, 128, 140)),
    ("120\n135\n128\n140\n", CUSTOMERS, (120, 135, 128, 140)),
    ("1 200 1 350 1 280 1 400", CUSTOMERS, (1200, 1350, 1280, 1400)),
    ("12 400 13 100 12 800 13 000", CUSTOMERS, (12400, 13100, 12800, 13000)),
    ("980 1 020 990 1 100", CUSTOMERS, (980, 1020, 990, 1100)),
    ("12 400; 13 100; 12 800; 13 000", REVENUE, (1240000, 1310000, 1280000, 1300000)),
    ("12 400 ₴ 13 100 ₴ 12 800 ₴ 13 000 ₴", REVENUE, (1240000, 1310000, 1280000, 1300000)),
    ("12400,50 13100 12800 13000 грн", REVENUE, (1240050, 1310000, 1280000, 1300000)),
    ("3.4к 3к 3,2к 3 тис", REVENUE, (340000, 300000, 320000, 300000)),
    ("3,4 тис 3 тис 3,2 тыс 3k", CUSTOMERS, (3400, 3000, 3200, 3000)),
    ("-500 300 -1 200 100", PROFIT, (-50000, 30000, -120000, 10000)),
    ("−500 300 200 100", PROFIT, (-50000, 30000, 20000, 10000)),
    ("12,5 13 12 14", REPEAT, (1250, 1300, 1200, 1400)),
    ("12.5% 13% 12 % 14%", REPEAT, (1250, 1300, 1200, 1400)),
    ("4,2 4.5 5 1", SATISFACTION, (420, 450, 500, 100)),
    ("0 5 1 12", Measure.COMPLAINTS, (0, 5, 1, 12)),
    ("120 135 128", CUSTOMERS, (120, 135, 128)),
    ("12,5 13", REPEAT, (1250, 1300)),
    ("12,5", REPEAT, (1250,)),
    ("120", CUSTOMERS, (120,)),
    ("１２０ ١٣٥ 128 140", CUSTOMERS, (120, 135, 128, 140)),
    ("120 клієнтів 135 гостей 128 140", CUSTOMERS, (120, 135, 128, 140)),
]


@pytest.mark.parametrize(("said", "measure", "expected"), READ)
def test_is_read(said: str, measure: Measure, expected: tuple[int, ...]) -> None:
    assert weekly(said, measure, "UAH", 4) == expected


ASKED = [
    ("12 400 13 100", CUSTOMERS, 4, {(12400, 13100), (12, 400, 13, 100)}),
    ("12 400", CUSTOMERS, 4, {(12400,), (12, 400)}),
    ("120 135 128", CUSTOMERS, 2, {(120135, 128), (120, 135128)}),
    ("1.234; 1.300; 1.250; 1.400", REVENUE, 4, {(123400, 130000, 125000, 140000), (123, 130, 125, 140)}),
]


@pytest.mark.parametrize(("said", "measure", "weeks", "expected"), ASKED)
def test_two_readings_are_asked(said: str, measure: Measure, weeks: int, expected: set[tuple[int, ...]]) -> None:
    read = weekly(said, measure, "UAH", weeks)
    assert isinstance(read, Ambiguous)
    assert set(read.options) == expected


REFUSED = [
    ("", CUSTOMERS, "empty"), ("120 135 - 140", CUSTOMERS, "no_data"), ("?", CUSTOMERS, "no_data"),
    ("нет данных", CUSTOMERS, "no_data"), ("немає даних", CUSTOMERS, "no_data"), ("no data", REVENUE, "no_data"),
    ("120; -; 128; 140", CUSTOMERS, "no_data"), ("1 2 3 4 5", CUSTOMERS, "too_many_weeks"),
    ("1;2;3;4;5", CUSTOMERS, "too_many_weeks"), ("-5 1 2 3", CUSTOMERS, "negative"),
    ("-5 1 2 3", REVENUE, "negative"), ("101 5 6 7", REPEAT, "too_big"), ("5.5 4 4 4", SATISFACTION, "too_big"),
    ("0.5 4 4 4", SATISFACTION, "too_small"), ("12.5 13 14 15", CUSTOMERS, "whole"),
    ("12.5555 13 14 15", REPEAT, "too_precise"), ("100 € 200 300 400", REVENUE, "other_currency"),
    ("many few some none", CUSTOMERS, "not_a_number"), ("9" * 20, CUSTOMERS, "too_big"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "measure", "reason"), REFUSED)
def test_is_refused_with_a_reason(said: str, measure: Measure, reason: str) -> None:
    read = weekly(said, measure, "UAH", 4)
    assert isinstance(read, Problem)
    assert read.reason == reason


LIMITS = {REPEAT: (0, 10000), SATISFACTION: (100, 500), PROFIT: (-(10**9), 10**9)}


@given(st.data())
def test_what_is_shown_is_read_back(data: st.DataObject) -> None:
    measure = data.draw(st.sampled_from(list(Measure)))
    low, high = LIMITS.get(measure, (0, 10**7))
    numbers = tuple(data.draw(st.lists(st.integers(low, high), min_size=2, max_size=13)))
    shown = values(Series(1, measure, Phase.BEFORE, numbers, "UAH"), data.draw(st.sampled_from(LANGUAGES)), "; ")
    assert weekly(shown, measure, "UAH", len(numbers)) == numbers


@given(st.text(max_size=60))
def test_no_text_breaks_it(said: str) -> None:
    read = weekly(said, CUSTOMERS, "UAH", 4)
    assert isinstance(read, Problem | Ambiguous) or all(value >= 0 for value in read)
