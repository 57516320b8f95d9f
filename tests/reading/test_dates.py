"""Days and spans of days. In these tests it is Tuesday, 1 December 2026, unless said otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading import Ambiguous, Confirm, Problem, Span, day, days

TODAY = date(2026, 12, 1)
DAYS = {
    "15.12": "2026-12-15",
    "15.12.": "2026-12-15",
    "15/12": "2026-12-15",
    "15.12.26": "2026-12-15",
    "15.12.2026": "2026-12-15",
    "15-12-2026": "2026-12-15",
    "2026-12-15": "2026-12-15",
    "１５.１２": "2026-12-15",
    "15 грудня": "2026-12-15",
    "15 груд.": "2026-12-15",
    "15 декабря": "2026-12-15",
    "15-го декабря": "2026-12-15",
    "15 грудня 2026 року": "2026-12-15",
    "15 dec": "2026-12-15",
    "dec 15": "2026-12-15",
    "15 December 2026": "2026-12-15",
    "December 15th, 2026": "2026-12-15",
    "вт, 15 груд.": "2026-12-15",
    "Tue 15 Dec": "2026-12-15",
    "1.12": "2026-12-01",
    "30.11": "2027-11-30",
    "29.02.2028": "2028-02-29",
    "завтра": "2026-12-02",
    "Завтра": "2026-12-02",
    "tomorrow": "2026-12-02",
    "післязавтра": "2026-12-03",
    "сьогодні": "2026-12-01",
    "cьогоднi": "2026-12-01",  # Latin c and i
    "сегодня": "2026-12-01",
    "вчера": "2026-11-30",
    "вчора": "2026-11-30",
    "yesterday": "2026-11-30",
    "позавчера": "2026-11-29",
    "в пятницу": "2026-12-04",
    "у п'ятницю": "2026-12-04",
    "у пʼятницю": "2026-12-04",
    "on friday": "2026-12-04",
    "пт": "2026-12-04",
    "у понеділок": "2026-12-07",
    "у вівторок": "2026-12-08",  # today is a Tuesday: the coming one
    "во вторник": "2026-12-08",
    "нд": "2026-12-06",
    "в воскресенье": "2026-12-06",
    "через місяць": "2027-01-01",
    "через 2 недели": "2026-12-15",
    "через два тижні": "2026-12-15",
    "in 3 weeks": "2026-12-22",
    "in a month": "2027-01-01",
    "за тиждень": "2026-12-08",
    "2 дня назад": "2026-11-29",
    "до конца месяца": "2026-12-31",
    "до кінця місяця": "2026-12-31",
    "end of the month": "2026-12-31",
    "до кінця тижня": "2026-12-06",
    "до нового року": "2026-12-31",
    "before New Year": "2026-12-31",
    "end of february": "2027-02-28",
}
PAST = {
    "1.12": "2026-12-01",
    "2.12": "2025-12-02",
    "30.11": "2026-11-30",
    "20 листопада": "2026-11-20",
    "в пятницу": "2026-11-27",
    "у вівторок": "2026-12-01",
    "last tuesday": "2026-11-24",
    "в прошлую пятницу": "2026-11-27",
}
REFUSED_DAYS = {
    "31.04": ("impossible_date", "31.04"),
    "31 Apr": ("impossible_date", "31 Apr"),
    "30 лютого": ("impossible_date", "30 лютого"),
    "29.02": ("impossible_date", "29.02.2027"),
    "29 Feb 2027": ("impossible_date", "29 Feb 2027"),
    "15.13": ("impossible_date", "15.13"),
    "0.12": ("impossible_date", "0.12"),
    "15.12.1826": ("impossible_date", "15.12.1826"),
    "": ("empty", ""),
    "абракадабра": ("not_a_date", "абракадабра"),
    "99999": ("not_a_date", "99999"),
    "через 999 років": ("not_a_date", "через 999 років"),
    "²": ("not_a_date", "²"),
}


@pytest.mark.parametrize(("typed", "meant"), DAYS.items(), ids=list(DAYS))
def test_a_day_is_the_next_such_day(typed: str, meant: str) -> None:
    assert day(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(("typed", "meant"), PAST.items(), ids=list(PAST))
def test_in_a_report_a_day_is_the_last_such_day(typed: str, meant: str) -> None:
    assert day(typed, TODAY, past=True) == date.fromisoformat(meant)


@pytest.mark.parametrize(("typed", "refused"), REFUSED_DAYS.items(), ids=list(REFUSED_DAYS))
def test_an_impossible_day_is_refused_by_name(typed: str, refused: tuple[str, str]) -> None:
    read = day(typed, TODAY)
    assert isinstance(read, Problem)
    assert (read.reason, read.said) == refused


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("15", "2026-12-15"),
        ("15-12", "2026-12-15"),
        ("next friday", "2026-12-11"),
        ("в следующую пятницу", "2026-12-11"),
        ("через полгода", "2027-06-01"),
    ],
)
def test_a_guess_must_be_confirmed(typed: str, guess: str) -> None:
    assert day(typed, TODAY) == Confirm(date.fromisoformat(guess))


def test_29_february_without_a_year_is_read_when_the_next_one_exists() -> None:
    assert day("29.02", date(2027, 12, 1)) == date(2028, 2, 29)
    assert day("29 лютого", date(2028, 3, 1), past=True) == date(2028, 2, 29)


SPANS = {
    "1–28.12": "2026-12-01 2026-12-28",
    "1-28.12": "2026-12-01 2026-12-28",
    "1 — 28.12": "2026-12-01 2026-12-28",
    "1−28.12": "2026-12-01 2026-12-28",
    "1–28.12.26": "2026-12-01 2026-12-28",
    "1-28 грудня": "2026-12-01 2026-12-28",
    "с 1 по 28 декабря": "2026-12-01 2026-12-28",
    "з 1 по 28 грудня": "2026-12-01 2026-12-28",
    "з 1 до 28 грудня": "2026-12-01 2026-12-28",
    "1 dec - 28 dec": "2026-12-01 2026-12-28",
    "dec 1-28": "2026-12-01 2026-12-28",
    "from 1 to 28 december": "2026-12-01 2026-12-28",
    "01.12.2026-28.12.2026": "2026-12-01 2026-12-28",
    "2026-12-01 - 2026-12-28": "2026-12-01 2026-12-28",
    "2026-12-01–2026-12-28": "2026-12-01 2026-12-28",
    "1.12 - 28.12.2026": "2026-12-01 2026-12-28",
    "20.12–10.01": "2026-12-20 2027-01-10",
    "20 грудня - 10 січня": "2026-12-20 2027-01-10",
    "20.12 - 10.01.2027": "2026-12-20 2027-01-10",
    "15.12 4 тижні": "2026-12-15 2027-01-11",
    "15.12 на 4 недели": "2026-12-15 2027-01-11",
    "4 weeks from monday": "2026-12-07 2027-01-03",
    "4 тижні з понеділка": "2026-12-07 2027-01-03",
    "з понеділка на місяць": "2026-12-07 2027-01-06",
    "31.01.2027 1 month": "2027-01-31 2027-02-28",
    "до конца месяца": "2026-12-01 2026-12-31",
    "до кінця місяця": "2026-12-01 2026-12-31",
    "until 28 dec": "2026-12-01 2026-12-28",
    "грудень": "2026-12-01 2026-12-31",
    "увесь січень": "2027-01-01 2027-01-31",
    "весь январь": "2027-01-01 2027-01-31",
    "all of January": "2027-01-01 2027-01-31",
    "до нового року": "2026-12-01 2026-12-31",
    "до нового года": "2026-12-01 2026-12-31",
    "until New Year": "2026-12-01 2026-12-31",
    "з понеділка до нового року": "2026-12-07 2026-12-31",
    "на місяць з понеділка": "2026-12-07 2027-01-06",
    "на 4 недели с 7.12": "2026-12-07 2027-01-03",
    "for a month from monday": "2026-12-07 2027-01-06",
    "с 1.12.26 до 28.12.26 включно": "2026-12-01 2026-12-28",
    "від 1 до 28 грудня включно": "2026-12-01 2026-12-28",
    "from 1 to 28 december inclusive": "2026-12-01 2026-12-28",
    "с понедельника по пятницу": "2026-12-07 2026-12-11",
    "завтра - через 2 недели": "2026-12-02 2026-12-15",
    "5.12 - 5.12": "2026-12-05 2026-12-05",
    "Mon 7 Dec – Sun 3 Jan, 28 days": "2026-12-07 2027-01-03",
    "пн, 7 груд. – нд, 3 січ., 28 днів": "2026-12-07 2027-01-03",
}
RUNNING = {
    "1-28.12": "2026-12-16 2026-12-28 2027-12-01 2027-12-28",
    "December 1-28": "2026-12-16 2026-12-28 2027-12-01 2027-12-28",
    "с 1 по 28 декабря включительно": "2026-12-16 2026-12-28 2027-12-01 2027-12-28",
    "1.12 4 тижні": "2026-12-16 2026-12-28 2027-12-01 2027-12-28",
    "10.12 на місяць": "2026-12-16 2027-01-09 2027-12-10 2028-01-09",
    "весь грудень": "2026-12-16 2026-12-31 2027-12-01 2027-12-31",
}
"""What is typed on 15 December: the rest of the days that have begun, or the next ones."""
REFUSED_SPANS = {
    "28–1.12": "start_after_end",
    "28.12 - 1.12.2026": "start_after_end",
    "28.12.2026-1.12.2026": "start_after_end",
    "1.06–1.03": "start_after_end",
    "1–31.04": "impossible_date",
    "1-31 апр": "impossible_date",
    "29.02-10.03": "impossible_date",
    "15.12": "no_last_day",
    "с 15 декабря": "no_last_day",
    "4 weeks": "no_first_day",
    "тиждень": "no_first_day",
    "": "empty",
    "абра - кадабра": "not_a_date",
}


@pytest.mark.parametrize(("typed", "meant"), SPANS.items(), ids=list(SPANS))
def test_a_span_is_read(typed: str, meant: str) -> None:
    first, last = (date.fromisoformat(part) for part in meant.split())
    assert days(typed, TODAY) == Span(first, last)


@pytest.mark.parametrize(("typed", "reason"), REFUSED_SPANS.items(), ids=list(REFUSED_SPANS))
def test_a_span_that_cannot_be_is_refused(typed: str, reason: str) -> None:
    read = days(typed, TODAY)
    assert isinstance(read, Problem)
    assert read.reason == reason


def test_four_weeks_from_a_monday_end_on_a_sunday() -> None:
    span = days("30.11 4 тижні", date(2026, 11, 20))
    assert span == Span(date(2026, 11, 30), date(2026, 12, 27))
    assert isinstance(span, Span)
    assert span.length == 28


def test_a_span_of_the_past_is_the_last_such_one() -> None:
    assert days("20.10–10.11", TODAY, past=True) == Span(date(2026, 10, 20), date(2026, 11, 10))
    assert days("20.12–10.01", TODAY, past=True) == Span(date(2025, 12, 20), date(2026, 1, 10))


@pytest.mark.parametrize(("typed", "meant"), RUNNING.items(), ids=list(RUNNING))
def test_days_that_have_begun_are_of_this_year_or_the_next(typed: str, meant: str) -> None:
    first, last, next_first, next_last = (date.fromisoformat(part) for part in meant.split())
    today = date(2026, 12, 15)
    assert days(typed, today) == Ambiguous((Span(first, last), Span(next_first, next_last)))


def test_days_that_end_today_are_those_of_next_year_if_that_is_confirmed() -> None:
    assert days("1-15.12", date(2026, 12, 15)) == Confirm(Span(date(2027, 12, 1), date(2027, 12, 15)))
    assert days("1.12.26-15.12.26", date(2026, 12, 15)) == Span(date(2026, 12, 1), date(2026, 12, 15))
    assert days("1-28.12", date(2026, 12, 15), past=True) == Span(date(2025, 12, 1), date(2025, 12, 28))


def test_a_guessed_span_must_be_confirmed() -> None:
    assert days("from 15 to 20", TODAY) == Confirm(Span(date(2026, 12, 15), date(2026, 12, 20)))


ANY_DAY = st.dates(date(2020, 1, 1), date(2040, 12, 31))
MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()  # noqa: SIM905


@given(ANY_DAY, ANY_DAY)
def test_a_date_with_its_year_is_that_date_whenever_it_is_read(meant: date, today: date) -> None:
    for typed in (f"{meant:%d.%m.%Y}", meant.isoformat(), f"{meant:%d.%m.%y}", f"{meant:%d %B %Y}"):
        assert day(typed, today) == meant == day(typed, today, past=True)


@given(ANY_DAY, st.integers(0, 364))
def test_a_date_without_a_year_is_never_on_the_wrong_side_of_today(today: date, away: int) -> None:
    ahead, back = today + timedelta(days=away), today - timedelta(days=away)
    assert day(f"{ahead:%d.%m}", today) == ahead
    assert day(f"{back.day} {MONTHS[back.month - 1]}", today, past=True) == back


@given(ANY_DAY, st.integers(0, 180), st.integers(0, 180))
def test_a_span_without_years_starts_today_or_later_and_ends_after(today: date, wait: int, length: int) -> None:
    first = today + timedelta(days=wait)
    last = first + timedelta(days=length)
    assert days(f"{first:%d.%m}–{last:%d.%m}", today) == Span(first, last)
    assert days(f"{first:%d.%m.%Y} - {last:%d.%m.%Y}", today) == Span(first, last)


@given(st.text(alphabet="0123456789.-– /абвгдеabcdez'", max_size=14), ANY_DAY)
def test_any_text_gets_an_answer_and_never_an_error(text: str, today: date) -> None:
    assert isinstance(day(text, today), date | Confirm | Problem)
    assert isinstance(days(text, today), Span | Ambiguous | Confirm | Problem)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("з понеділка до кінця наступного місяця", date(2026, 12, 21), date(2027, 1, 31)),
        ("from monday till the end of next month", date(2026, 12, 21), date(2027, 1, 31)),
        ("до конца следующего месяца", date(2026, 12, 15), date(2027, 1, 31)),
        ("с первого января до конца следующего месяца", date(2027, 1, 1), date(2027, 1, 31)),
        ("з двадцять першого грудня по п'яте січня", date(2026, 12, 21), date(2027, 1, 5)),
        ("с шестнадцатого по двадцать восьмое декабря", date(2026, 12, 16), date(2026, 12, 28)),
        ("sixteenth to twenty-eighth of december", date(2026, 12, 16), date(2026, 12, 28)),
    ],
)
def test_days_may_be_said_in_words(said: str, first: date, last: date) -> None:
    assert days(said, date(2026, 12, 15)) == Span(first, last)
