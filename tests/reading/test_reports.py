"""The daily report's grammar, as a cashier types it on Tuesday, 15 December 2026, in hryvnias."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.check_digit import complete
from domain.money import Money
from domain.reading import (
    Adjust,
    Ambiguous,
    ClosedToday,
    CodeOrReport,
    CodeSeen,
    Confirm,
    CountOrMoney,
    Message,
    Newcomers,
    Problem,
    Report,
    Typo,
    Undo,
    report,
)

TODAY = date(2026, 12, 15)
YESTERDAY, FRIDAY = date(2026, 12, 14), date(2026, 12, 11)


def hryvnias(kopiyky: int) -> Money:
    return Money(kopiyky, "UAH")


def read(text: str) -> Message:
    return report(text, today=TODAY, currency="UAH")


PLAIN = Report(None, 7)
SUM = Report(None, 7, hryvnias(340000))
FULL = Report(None, 7, hryvnias(340000), 2)
MESSAGES: dict[str, Any] = {
    "7": PLAIN,
    " 7 ": PLAIN,
    "7.": PLAIN,
    "7 customers": PLAIN,
    "7 клієнтів": PLAIN,
    "7 чел": PLAIN,
    "7 человек": PLAIN,
    "7 3 400,50": Report(None, 7, hryvnias(340050)),
    "7 3\u00a0400,50": Report(None, 7, hryvnias(340050)),
    "7 3.4к": SUM,
    "7 3,4 тис": SUM,
    "7 3400 ₴": SUM,
    "7 3400 грн": SUM,
    "7 3400 uah": SUM,
    "7 ₴3400": SUM,
    "7, 3400": SUM,
    "7\n3400": SUM,
    "7 чел. на 3400 грн": SUM,
    "клиентов 7 сумма 3400": SUM,
    "7 клієнтів, виручка 3400": SUM,
    "7 3400 нов 2 # дождь": Report(None, 7, hryvnias(340000), 2, "дождь"),
    "7 3400 new 2": FULL,
    "7 3400 нових 2": FULL,
    "7 3400 новых: 2": FULL,
    "7 3400, 2 new": FULL,
    "7 new 2": Report(None, 7, None, 2),
    "7 #дощ": Report(None, 7, note="дощ"),
    "7 # а \u202e\x00б": Report(None, 7, note="а б"),
    "125 12500": Report(None, 125, hryvnias(1250000)),
    "12 3400.50": Report(None, 12, hryvnias(340050)),
    "8 400": Report(None, 8, hryvnias(40000)),
    "1 200 3 400": Report(None, 1200, hryvnias(340000)),
    "вчера 4": Report(YESTERDAY, 4),
    "вчора 4": Report(YESTERDAY, 4),
    "yesterday 4": Report(YESTERDAY, 4),
    "Вчора: 4": Report(YESTERDAY, 4),
    "4 вчера": Report(YESTERDAY, 4),
    "14.12 4": Report(YESTERDAY, 4),
    "14.12.26 4": Report(YESTERDAY, 4),
    "2026-12-14 4": Report(YESTERDAY, 4),
    "14 грудня 4": Report(YESTERDAY, 4),
    "14 декабря 4": Report(YESTERDAY, 4),
    "dec 14 4": Report(YESTERDAY, 4),
    "15 грудня 4": Report(TODAY, 4),
    "15 dec 26": Report(TODAY, 26),
    "сьогодні 4": Report(TODAY, 4),
    "вт 4": Report(TODAY, 4),
    "в пятницу 12 5400": Report(FRIDAY, 12, hryvnias(540000)),
    "у п'ятницю 12 5400": Report(FRIDAY, 12, hryvnias(540000)),
    "12 5400 on friday": Report(FRIDAY, 12, hryvnias(540000)),
    "20.12.2025 4": Report(date(2025, 12, 20), 4),
    "0": Report(None, 0),
    "ничего": Report(None, 0),
    "Ничего.": Report(None, 0),
    "нічого": Report(None, 0),
    "нема": Report(None, 0),
    "немає": Report(None, 0),
    "none": Report(None, 0),
    "nothing": Report(None, 0),
    "zero": Report(None, 0),
    "нуль": Report(None, 0),
    "no customers": Report(None, 0),
    "вчера ничего": Report(YESTERDAY, 0),
    "закрыто": ClosedToday(),
    "зачинено": ClosedToday(),
    "closed": ClosedToday(),
    "выходной": ClosedToday(),
    "вчора зачинено # світло": ClosedToday(YESTERDAY, "світло"),
    "+1": Adjust(1),
    "-1": Adjust(-1),
    "−1": Adjust(-1),
    "+5": Adjust(5),
    "-5": Adjust(-5),
    "вчера +1": Adjust(1, YESTERDAY),
    "undo": Undo(),
    "/undo": Undo(),
    "отмена": Undo(),
    "Скасувати": Undo(),
    "відміна": Undo(),
    "4821 7308": CodeSeen("48217308"),
    "48217308": CodeSeen("48217308"),
    "4821-7308": CodeSeen("48217308"),
    "48 21 73 08": CodeSeen("48217308"),
    "４８２１ ７３０８": CodeSeen("48217308"),
    "код 4821 7308": CodeSeen("48217308"),
    "4821 7308 4821 7308": CodeSeen("48217308"),
    "4821 7309": Typo("48217309"),
    "8421 7308": Typo("84217308"),
    "12400": CountOrMoney(Report(None, 12400), hryvnias(1240000)),
    "1.234": CountOrMoney(Report(None, 1234), hryvnias(123400)),
    "12.4к": CountOrMoney(Report(None, 12400), hryvnias(1240000)),
    "вчера 12400": CountOrMoney(Report(YESTERDAY, 12400), hryvnias(1240000)),
    "999": Report(None, 999),
    "7 1.234": Ambiguous((Report(None, 7, hryvnias(123400)), Report(None, 7, hryvnias(123)))),
    "１２": Report(None, 12),
    "١٢": Report(None, 12),
    "\u200b12": Report(None, 12),
}
REFUSED = {
    "": "no_number",
    "привет": "no_number",
    "# дощ": "no_number",
    "²": "no_number",
    "nan": "no_number",
    "inf": "no_number",
    "1e3": "not_a_number",
    "1_000": "not_a_number",
    "12.5": "whole",
    "12,5": "whole",
    "-0": "nothing_to_adjust",
    "+99999": "too_big",
    "-5 3400": "negative",
    "7 -3400": "negative",
    "12 or 13": "two_numbers",
    "12 или 13": "two_numbers",
    "12 чи 13": "two_numbers",
    "12-13": "two_numbers",
    "10 20 30": "too_many_numbers",
    "7 3400 нов 8": "new_more_than_count",
    "3400 грн": "no_count",
    "7 3400.505": "too_precise",
    "7 €100": "other_currency",
    "7 котиков": "not_understood",
    "завтра 4": "future_day",
    "tomorrow 4": "future_day",
    "16.12 4": "future_day",
    "16.12.2026 4": "future_day",
    "12.8 3400": "far_day",
    "31.04 4": "impossible_date",
    "4821 7308, 4821 7311": "two_codes",
    "48217308\n48217311": "two_codes",
    "9" * 5000: "too_big",
    "1" + "0" * 30: "too_big",
    "1 " * 2000: "not_understood",
}


@pytest.mark.parametrize(("typed", "meant"), MESSAGES.items(), ids=map(ascii, MESSAGES))
def test_a_message_is_read(typed: str, meant: object) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(("typed", "reason"), REFUSED.items(), ids=[ascii(t)[:24] for t in REFUSED])
def test_what_is_no_report_is_refused_with_a_reason(typed: str, reason: str) -> None:
    said = read(typed)
    assert isinstance(said, Problem)
    assert said.reason == reason
    assert len(said.said) <= 40


def test_a_note_is_cut_at_200_characters() -> None:
    said = read("7 # " + "я" * 300)
    assert isinstance(said, Report)
    assert said.note == "я" * 200


def test_the_currency_of_the_business_is_meant_when_none_is_typed() -> None:
    assert report("7 1200", today=TODAY, currency="JPY") == Report(None, 7, Money(1200, "JPY"))


def test_on_new_years_day_the_last_december_is_meant() -> None:
    assert report("31.12 4", today=date(2027, 1, 1), currency="UAH") == Report(date(2026, 12, 31), 4)


@given(st.integers(0, 999), st.integers(0, 10**9), st.integers(0, 5))
def test_what_is_typed_plainly_is_read_exactly(customers: int, kopiyky: int, new: int) -> None:
    new = min(new, customers)
    assume(kopiyky >= customers * 100 or kopiyky == 0)  # a sum below the count is asked
    said = read(f"{customers} {kopiyky // 100},{kopiyky % 100:02} new {new}")
    assert said == Report(None, customers, hryvnias(kopiyky), new)


@given(st.integers(0, 9_999_999), st.sampled_from(["{}{}", "{} {}", "{}-{}", "{}.{}", "№ {}  {}"]))
def test_every_coupon_number_is_seen_however_it_is_spaced(seven: int, shape: str) -> None:
    digits = complete(f"{seven:07}")
    assert read(shape.format(digits[:4], digits[4:])) == CodeSeen(digits)


@given(st.text(alphabet="0123456789 .,+-#:новnewвчера₴к'\u00a0/", max_size=24) | st.text(max_size=40))
def test_any_text_gets_an_answer_and_never_an_error(text: str) -> None:
    assert isinstance(
        read(text),
        Report
        | Adjust
        | CountOrMoney
        | CodeSeen
        | Typo
        | Undo
        | ClosedToday
        | Ambiguous
        | Problem
        | CodeOrReport
        | Confirm
        | Newcomers,
    )
