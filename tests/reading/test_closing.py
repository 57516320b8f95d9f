"""When a shop closes, also where days differ."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain import reading
from domain.calendar import Closing, closing_at
from domain.reading import Ambiguous, Problem


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("20:00", "20:00"),
        ("20", "20:00"),
        ("8pm", "20:00"),
        ("о 20 год.", "20:00"),
        ("щодня 21:00", "21:00"),
        ("20:00, сб 18:00, нд 16:00", "20:00;6=18:00;7=16:00"),
        ("пн-пт 21, сб-нд 19", "21:00;6=19:00;7=19:00"),
        ("вт–сб до 22:00, нд 20", "22:00;7=20:00"),
        ("20:00, суббота 18", "20:00;6=18:00"),
        ("20:00; Sat-Sun 18", "20:00;6=18:00;7=18:00"),
        ("20.00\nсб 18.00", "20:00;6=18:00"),
        ("23:00, пт, сб 2:00", "23:00;5=02:00;6=02:00"),
        ("20:00, сб 20:00", "20:00"),
    ],
)
def test_a_time_alone_is_the_usual_one_and_days_have_their_own(said: str, kept: str) -> None:
    closes = reading.closing(said)
    assert isinstance(closes, Closing)
    assert str(closes) == kept
    assert Closing.of(kept) == closes


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("о восьмій вечора", "20:00"),
        ("до пів на дев'яту вечора", "20:30"),
        ("з дев'ятої до восьмої", "20:00"),
        ("зачиняємось о двадцять першій тридцять", "21:30"),
        ("по буднях до двадцятої, у вихідні о шостій вечора", "20:00;6=18:00;7=18:00"),
        ("в восемь вечера", "20:00"),
        ("с девяти до восьми", "20:00"),
        ("без четверти девять вечера", "20:45"),
        ("работаем до двадцати двух", "22:00"),
        ("двадцать один ноль ноль", "21:00"),
        ("eight in the evening", "20:00"),
        ("from nine to half past seven", "19:30"),
        ("we close at quarter past nine pm", "21:15"),
        ("6pm, sundays 4pm", "18:00;7=16:00"),
        ("until midnight", "00:00"),
        ("mon-fri nine to six, but saturday until four pm", "18:00;6=16:00"),
        ("у будні до двадцятої, субота до сімнадцятої, неділя вихідний", "20:00;6=17:00"),
        ("20:30 on weekdays and 17:00 on saturday", "20:30;6=17:00"),
        ("пн-пт 9-20, сб 10-18", "20:00;6=18:00"),
        ("10:00–19:30", "19:30"),
        ("20-30", "20:30"),
    ],
)
def test_a_time_may_be_said_in_words_or_be_the_end_of_the_hours(said: str, kept: str) -> None:
    assert str(reading.closing(said)) == kept


@pytest.mark.parametrize(
    ("said", "late", "early"),
    [
        ("до восьми", "20:00", "08:00"),
        ("пол девятого", "20:30", "08:30"),
        ("half past seven", "19:30", "07:30"),
        ("о пів на дев'яту, в суботу о шостій", "20:30;6=18:00", "08:30;6=06:00"),
        ("8", "20:00", "08:00"),
    ],
)
def test_of_two_halves_of_the_day_none_is_guessed(said: str, late: str, early: str) -> None:
    read = reading.closing(said)
    assert isinstance(read, Ambiguous)
    assert [str(one) for one in read.options] == [late, early]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("з дев'ятої до восьмої", "09:00-20:00"),
        ("с десяти утра до семи вечера", "10:00-19:00"),
        ("from nine to half past seven", "09:00-19:30"),
        ("10-8", "10:00-20:00"),
        ("22-8", "22:00-08:00"),
    ],
)
def test_hours_may_be_said_in_words(said: str, kept: str) -> None:
    assert str(reading.hours(said)) == kept


@pytest.mark.parametrize("said", ["", "завтра", "25:00", "20:00, сб 28:00", "сб", "20:00, кит 18:00"])
def test_what_is_no_closing_time_is_asked_again(said: str) -> None:
    assert isinstance(reading.closing(said), Problem)


def test_the_question_comes_at_the_closing_of_its_day() -> None:
    """Fri 4, Sat 5 and Sun 6 Dec 2026; Sunday's bar closes at 01:00 of Monday."""
    closes = Closing.of("20:00;6=18:00;7=01:00")
    asked = [closing_at(date(2026, 12, day), closes, "Europe/Kyiv") for day in (4, 5, 6)]
    assert asked == [
        datetime(2026, 12, 4, 18, tzinfo=UTC),
        datetime(2026, 12, 5, 16, tzinfo=UTC),
        datetime(2026, 12, 6, 23, tzinfo=UTC),
    ]
