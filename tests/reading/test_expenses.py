"""What people type when they have paid for something."""

from __future__ import annotations

import pytest

from domain.money import Money
from domain.reading import Problem, Spent, expense


@pytest.mark.parametrize(
    ("typed", "minor", "currency", "what"),
    [
        ("1200 flyers", 120_000, "UAH", "flyers"),
        ("85,50 EUR листівки", 8_550, "EUR", "листівки"),
        ("3 000 листівки А5", 300_000, "UAH", "листівки А5"),
        ("листівки 1200 грн", 120_000, "UAH", "листівки"),
        ("1200грн листівки", 120_000, "UAH", "листівки"),
        ("2к реклама в пабліку", 200_000, "UAH", "реклама в пабліку"),
        ("флаєри 850 грн учора", 85_000, "UAH", "флаєри учора"),
        ("реклама в інсті, 1 200", 120_000, "UAH", "реклама в інсті"),
        ("$40 ads", 4_000, "USD", "ads"),
        ("1200 2 banners", 120_000, "UAH", "2 banners"),
        ("１２ tape", 1_200, "UAH", "tape"),
        ("7 <b>x</b>", 700, "UAH", "<b>x</b>"),
    ],
)
def test_a_sum_and_what_it_was_for(typed: str, minor: int, currency: str, what: str) -> None:
    assert expense(typed, "UAH") == Spent(Money(minor, currency), what)


def test_two_honest_readings_are_both_kept() -> None:
    assert expense("1.234 tape", "UAH") == Spent(Money(123_400, "UAH"), "tape", Money(123, "UAH"))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"), ("\u2800", "empty"), ("flyers", "no_sum"), ("1200", "no_what"), ("-5 tape", "no_sum"),
        ("0 tape", "no_sum"), ("1e3 tape", "no_sum"), ("nan tape", "no_sum"), ("9" * 30 + " tape", "no_sum"),
        ("1 " + "x" * 101, "too_long"), ("9" * 5000, "no_sum"), ("2000000000 tape", "too_big"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_with_an_example(typed: str, reason: str) -> None:
    read = expense(typed, "UAH")
    assert isinstance(read, Problem)
    assert (read.reason, read.example) == (reason, "1200 UAH flyers")
