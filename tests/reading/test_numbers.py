"""Numbers, percentages and money as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, exponent, split
from domain.reading import Ambiguous, Problem, count, currency, money, number, percent

NUMBERS = {
    "7": "7",
    " 7 ": "7",
    "007": "7",
    "7.": "7",
    "8 400": "8400",
    "8\u00a0400": "8400",
    "8\u2009400": "8400",
    "8\u202f400,50": "8400.50",
    "8\t400": "8400",
    "8 400,50": "8400.50",
    "8.400,50": "8400.50",
    "8,400.50": "8400.50",
    "8400.5": "8400.5",
    "1 234 567": "1234567",
    "1.234.567": "1234567",
    "1,234,567.5": "1234567.5",
    "1234,567": "1234.567",
    "0.123": "0.123",
    "3.4к": "3400",
    "3,4 тис": "3400",
    "3,4 тисячі": "3400",
    "2k": "2000",
    "2K": "2000",
    "2 тыс.": "2000",
    "1.234к": "1234",
    "1,5 млн": "1500000",
    "1'200": "1200",
    "1’200": "1200",
    "1ʼ200": "1200",
    "12.5": "12.5",
    "12,5": "12.5",
    "１２": "12",
    "١٢": "12",
    "\u200b12": "12",
    "1\u200b2": "12",
    "\ufeff12\u202e": "12",
}
NOT_NUMBERS = {
    "": "empty",
    "\u200b": "empty",
    "-5": "negative",
    "−5": "negative",
    "-0": "negative",
    "1e3": "not_a_number",
    "1_000": "not_a_number",
    "+5": "not_a_number",
    "²": "not_a_number",
    "10³⁰": "not_a_number",
    "nan": "not_a_number",
    "inf": "not_a_number",
    "Infinity": "not_a_number",
    "seven": "not_a_number",
    "15.12.26": "not_a_number",
    "5 м": "not_a_number",
    "0x10": "not_a_number",
    "12 or 13": "two_numbers",
    "12-13": "two_numbers",
    "8 40": "two_numbers",
    "9" * 5000: "too_big",
    "1" + "0" * 30: "too_big",
    "1 000 000 000 000": "too_big",
    "999999999999 млн": "too_big",
}


@pytest.mark.parametrize(("typed", "value"), NUMBERS.items(), ids=map(ascii, NUMBERS))
def test_a_number_is_read(typed: str, value: str) -> None:
    assert number(typed) == Decimal(value)


@pytest.mark.parametrize(("typed", "reason"), NOT_NUMBERS.items(), ids=[ascii(t)[:24] for t in NOT_NUMBERS])
def test_what_is_no_number_is_refused_with_a_reason(typed: str, reason: str) -> None:
    read = number(typed)
    assert isinstance(read, Problem)
    assert read.reason == reason
    assert len(read.said) <= 40


@pytest.mark.parametrize("typed", ["1.234", "1,234"])
def test_two_readings_are_asked(typed: str) -> None:
    assert number(typed) == Ambiguous((Decimal(1234), Decimal("1.234")))


@pytest.mark.parametrize("typed", ["7 customers", "7 клієнтів", "7 чел", "7 чел.", "7 человек", "7 осіб", "7"])
def test_a_count_may_name_what_is_counted(typed: str) -> None:
    assert count(typed) == 7


@pytest.mark.parametrize(
    ("typed", "reason"), [("12.5", "whole"), ("12,5", "whole"), ("101", "too_big"), ("-1", "negative")]
)
def test_a_count_is_whole_and_within_its_limit(typed: str, reason: str) -> None:
    read = count(typed, maximum=100)
    assert isinstance(read, Problem)
    assert read.reason == reason


def test_a_count_has_only_the_grouped_reading() -> None:
    assert count("1.234") == 1234


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("15", 15),
        ("15%", 15),
        ("15 %", 15),
        ("15 відсотків", 15),
        ("15 процентов", 15),
        ("0 %", 0),
        ("12,5 percent", "12.5"),
    ],
)
def test_a_percentage_is_read(typed: str, value: int | str) -> None:
    assert percent(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("0 %", "too_small"), ("101 %", "too_big"), ("-5%", "negative"), ("0.5", "too_small"), ("1.2345", "too_precise")],
)
def test_a_percentage_outside_its_limits_is_refused(typed: str, reason: str) -> None:
    read = percent(typed, minimum=Decimal(1))
    assert isinstance(read, Problem)
    assert read.reason == reason


@pytest.mark.parametrize(
    ("typed", "minor", "code"),
    [
        ("3400", 340000, "UAH"),
        ("3 400,50 ₴", 340050, "UAH"),
        ("3.4к грн.", 340000, "UAH"),
        ("3 тис. грн", 300000, "UAH"),
        ("100 грн 50 коп", 10050, "UAH"),
        ("1 200 руб. 5 копеек", 120005, "RUB"),
        ("5 pounds 20 pence", 520, "GBP"),
        ("100,-", 10000, "UAH"),
        ("1'200 гривень", 120000, "UAH"),
        ("€100", 10000, "EUR"),
        ("100 євро", 10000, "EUR"),
        ("100 eur", 10000, "EUR"),
        ("$ 1,200.50", 120050, "USD"),
        ("100р", 10000, "RUB"),
        ("100 руб.", 10000, "RUB"),
        ("5 000 ₸", 500000, "KZT"),
        ("50 zł", 5000, "PLN"),
        ("£5", 500, "GBP"),
        ("50 kč", 5000, "CZK"),
        ("1200 jpy", 1200, "JPY"),
        ("1.234 ¥", 1234, "JPY"),
        ("5 KWD", 5000, "KWD"),
    ],
)
def test_money_is_read_in_minor_units(typed: str, minor: int, code: str) -> None:
    assert money(typed, "UAH") == Money(minor, code)


def test_money_with_two_readings_is_asked() -> None:
    assert money("1.234", "UAH") == Ambiguous((Money(123400, "UAH"), Money(123, "UAH")))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("3400.505", "too_precise"),
        ("12.5 jpy", "too_precise"),
        ("-5 грн", "negative"),
        ("1e3 грн", "not_a_number"),
        ("100 слонів", "not_a_number"),
        ("100 грн 500 коп", "two_numbers"),
        ("100,5 грн 50 коп", "not_a_number"),
        ("9" * 5000, "too_big"),
        ("", "empty"),
    ],
    ids=ascii,
)
def test_money_that_cannot_be_kept_exactly_is_refused(typed: str, reason: str) -> None:
    read = money(typed, "UAH")
    assert isinstance(read, Problem)
    assert read.reason == reason


@pytest.mark.parametrize(("typed", "code"), [("₴", "UAH"), ("грн.", "UAH"), ("pln", "PLN"), ("Тенге", "KZT")])
def test_a_currency_is_read(typed: str, code: str) -> None:
    assert currency(typed) == code
    assert currency("чупакабра") == Problem("unknown_currency", said="чупакабра", example="UAH")


@given(
    minor=st.integers(0, 10**12 - 1),
    code=st.sampled_from(["UAH", "JPY", "KWD", "EUR"]),
    space=st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "'", "’", ""]),
    point=st.sampled_from([".", ","]),
)
def test_what_is_echoed_is_what_is_stored(minor: int, code: str, space: str, point: str) -> None:
    stored = Money(minor, code)
    echoed = f"{stored.amount:,.{exponent(code)}f}".replace(".", "\0").replace(",", space).replace("\0", point)
    read = money(f"{echoed} {code}", "UAH")
    assert read == stored or (isinstance(read, Ambiguous) and stored in read.options)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_never_an_error(text: str) -> None:
    for read in (number(text), count(text), percent(text), money(text, "UAH")):
        assert isinstance(read, Decimal | int | Money | Ambiguous | Problem)


@given(
    st.integers(-(10**9), 10**9), st.lists(st.integers(0, 100) | st.decimals(0, 100, places=2), min_size=1, max_size=6)
)
def test_parts_of_a_split_always_sum_to_the_whole(minor: int, weights: list[int | Decimal]) -> None:
    parts = split(Money(minor, "UAH"), weights)
    assert sum(part.minor for part in parts) == minor
    if any(weights):
        total = sum(Decimal(weight) for weight in weights)
        assert all(abs(p.minor - minor * Decimal(w) / total) < 1 for p, w in zip(parts, weights, strict=True))


def test_a_split_by_thirds_gives_the_odd_kopiyka_to_the_first() -> None:
    assert [part.minor for part in split(Money(100, "UAH"), [1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in split(Money(-100, "UAH"), [1, 1, 1])] == [-34, -33, -33]
    assert [part.minor for part in split(Money(5, "UAH"), [0, 0])] == [3, 2]


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="UAH and EUR"):
        Money(1, "UAH") + Money(1, "EUR")
    assert Money(5, "UAH") - Money(7, "UAH") == -Money(2, "UAH")
