"""Which days of a place should have a report by now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from domain.calendar import Closing, WorkingDays
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.daily.missed import missing
from domain.states import State

POST = ReportingPlace(
    "p",
    "T",
    State.RUNNING,
    date(2026, 11, 30),
    date(2026, 12, 27),
    1,
    "Zerno",
    1,
    "UAH",
    "Europe/Kyiv",
    Closing(time(20)),
    WorkingDays.of("1,2,3,4,5,6"),
)


def standing(day: int, state: str) -> ReportEntry:
    return ReportEntry(day=date(2026, 12, day), revision=1, state=state, customers=1, currency="UAH", person_id=1)


@pytest.mark.parametrize(
    ("now", "reported", "days"),
    [
        (datetime(2026, 11, 30, 17, tzinfo=UTC), (), []),
        (datetime(2026, 11, 30, 18, tzinfo=UTC), (), [30]),
        (datetime(2026, 12, 7, 8, tzinfo=UTC), (1, 3), [30, 2, 4, 5]),
        (datetime(2026, 12, 20, 8, tzinfo=UTC), (), [14, 15, 16, 17, 18, 19]),
        (datetime(2027, 1, 10, 8, tzinfo=UTC), (), []),
    ],
)
def test_missing_are_the_closed_working_days_of_a_week(
    now: datetime, reported: tuple[int, ...], days: list[int]
) -> None:
    entries = [standing(n, "reported") for n in reported]
    withdrawn = standing(2, "withdrawn")
    assert [day.day for day in missing(POST, [*entries, withdrawn], now)] == days
