"""What people type when they have paid for something."""

from __future__ import annotations

from datetime import date

import pytest

from domain.money import Money
from domain.reading import Problem, Spent, expense

TODAY = date(2026, 12, 15)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("typed", "minor", "currency", "what"),
    [
        ("1200 flyers", 120_000, "UAH", "flyers"),
        ("85,50 EUR листівки", 8_550, "EUR", "листівки"),
        ("3 000 листівки А5", 300_000, "UAH", "листівки А5"),
        ("листівки 1200 грн", 120_000, "UAH", "листівки"),
        ("1200грн листівки", 120_000, "UAH", "листівки"),
        ("2к реклама в пабліку", 200_000, "UAH", "реклама в пабліку"),
        ("сто гривень друк", 10_000, "UAH", "друк"),
        ("85 грн 50 коп скотч", 8_550, "UAH", "скотч"),
        ("3400,- друк", 340_000, "UAH", "друк"),
        ("10x15 фото 500", 50_000, "UAH", "10x15 фото"),
        ("12.12 друк", 1_212, "UAH", "друк"),
        ("12.5 100 пакетів", 1_250, "UAH", "100 пакетів"),
        ("500 реклама до 28.12", 50_000, "UAH", "реклама до 28.12"),
        ("500 flyers for Friday", 50_000, "UAH", "flyers for Friday"),
        ("500 торт на завтра", 50_000, "UAH", "торт на завтра"),
        ("500 подарунки 8 березня", 50_000, "UAH", "подарунки 8 березня"),
        ("1000 оренда за грудень", 100_000, "UAH", "оренда за грудень"),
        ("реклама в інсті, 1 200", 120_000, "UAH", "реклама в інсті"),
        ("$40 ads", 4_000, "USD", "ads"),
        ("1200 2 banners", 120_000, "UAH", "2 banners"),
        ("１２ tape", 1_200, "UAH", "tape"),
        ("7 <b>x</b>", 700, "UAH", "<b>x</b>"),
    ],
)
def test_a_sum_and_what_it_was_for(typed: str, minor: int, currency: str, what: str) -> None:
    assert expense(typed, "UAH", TODAY) == Spent(Money(minor, currency), what)


DATED = {
    "12.12 500 друк": ("2026-12-12", "друк"),
    "12.12.26 500 друк": ("2026-12-12", "друк"),
    "2026-12-12 500 друк": ("2026-12-12", "друк"),
    "12/12 500 друк": ("2026-12-12", "друк"),
    "12 грудня 500 друк": ("2026-12-12", "друк"),
    "500 друк 12.12": ("2026-12-12", "друк"),
    "500 друк 12 декабря": ("2026-12-12", "друк"),
    "500 flyers yesterday": ("2026-12-14", "flyers"),
    "вчора 500 листівки": ("2026-12-14", "листівки"),
    "за вчора 500 листівки": ("2026-12-14", "листівки"),
    "500 листівки вчора": ("2026-12-14", "листівки"),
    "флаєри 500 грн учора": ("2026-12-14", "флаєри"),
    "флаєри вчора 500": ("2026-12-14", "флаєри"),
    "Позавчера 500 визитки": ("2026-12-13", "визитки"),
    "500 листівки в п'ятницю": ("2026-12-11", "листівки"),
    "пт 500 друк": ("2026-12-11", "друк"),
    "2 дні тому 500 друк": ("2026-12-13", "друк"),
    "500 ads today": ("2026-12-15", "ads"),
}


@pytest.mark.parametrize(("typed", "meant"), DATED.items(), ids=map(ascii, DATED))
def test_an_expense_has_a_day_of_its_own(typed: str, meant: tuple[str, str]) -> None:
    day, what = meant
    assert expense(typed, "UAH", TODAY) == Spent(Money(50_000, "UAH"), what, day=date.fromisoformat(day))


RECKONED = {
    "500 / 2 друк": (25_000, 50_000), "500/2 друк": (25_000, 50_000), "500*2 грн друк": (100_000, 50_000),
    "друк 500 + 200": (70_000, 50_000),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "sums"), RECKONED.items())
def test_a_sum_that_has_to_be_reckoned_is_asked(typed: str, sums: tuple[int, int]) -> None:
    result, first = sums
    assert expense(typed, "UAH", TODAY) == Spent(Money(result, "UAH"), "друк", Money(first, "UAH"))


@pytest.mark.parametrize(
    ("typed", "reason", "said"),
    [
        ("12.12 2 банери", "day_or_sum", "12.12"),
        ("20.12 500 друк", "future_day", "20.12"),
        ("завтра 500 друк", "future_day", "завтра"),
        ("31.11 500 друк", "impossible_date", "31.11"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_one_that_can(typed: str, reason: str, said: str) -> None:
    assert expense(typed, "UAH", TODAY) == Problem(reason, said=said, example="15.12.2026 1200 UAH flyers")


def test_two_honest_readings_are_both_kept() -> None:
    assert expense("1.234 tape", "UAH", TODAY) == Spent(Money(123_400, "UAH"), "tape", Money(123, "UAH"))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"), ("\u2800", "empty"), ("flyers", "no_sum"), ("1200", "no_what"), ("-5 tape", "no_sum"),
        ("0 tape", "no_sum"), ("1e3 tape", "no_sum"), ("nan tape", "no_sum"), ("9" * 30 + " tape", "no_sum"),
        ("1 " + "x" * 101, "too_long"), ("9" * 5000, "no_sum"), ("2000000000 tape", "too_big"),
        ("500 / 3 tape", "two_numbers"), ("500 / 2 tape 100", "two_numbers"), ("два банери", "no_sum"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_with_an_example(typed: str, reason: str) -> None:
    read = expense(typed, "UAH", TODAY)
    assert isinstance(read, Problem)
    assert (read.reason, read.example) == (reason, "1200 UAH flyers")
