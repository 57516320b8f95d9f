"""When a shop closes, also where days differ."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain import reading
from domain.calendar import Closing, closing_at
from domain.reading import Problem


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
