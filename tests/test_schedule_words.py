"""What the schedule will send has words, fits a message, and missed days are found."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.calendar import WorkingDays
from domain.lifecycle import State
from domain.missed import missing
from domain.outlook import Ahead, outlook
from domain.report_facts import Entry, Post
from handlers.schedule import DUTIES
from templates import LANGUAGES, render
from templates.words import WORDS


def test_every_kind_of_the_schedule_has_its_words() -> None:
    assert set(WORDS["due"]) == set(DUTIES)


NOON = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_alike_lines_at_one_moment_are_one_with_all_places() -> None:
    rows = [Ahead(NOON, "ask", f"p:{n}") for n in (1, 2, 3)] + [Ahead(NOON, "week", "p")]
    first, second = outlook(rows, {1: "Zerno", 3: "Podil"})
    assert (first.kind, first.places) == ("ask", ("Zerno", "Podil"))
    assert (second.kind, second.places) == ("week", ())
    assert outlook([Ahead(NOON, "ask", "p:2")], {1: "Zerno"}) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_fits_a_message(language: str) -> None:
    places = {n: "Ж" * 58 + f"{n:02}" for n in range(20)}
    rows = [
        Ahead(NOON + timedelta(hours=hour), kind, f"p:{n}")
        for n in places for hour in range(24) for kind in ("ask", "escalate")
    ]  # fmt: skip
    lines = outlook(rows, places)[:24]
    days = [(NOON.date() + timedelta(days=n), [(line.at, line)]) for n, line in enumerate(lines)]
    words = render("preview.page", language, title="Ж" * 64, days=days, state="paused")
    assert len(words.encode("utf-16-le")) // 2 <= 4096


POST = Post("p", "T", State.RUNNING, date(2026, 11, 30), date(2026, 12, 27), 1, "Zerno", 1, "UAH", "Europe/Kyiv",
            time(20), WorkingDays.of("1,2,3,4,5,6"))  # fmt: skip


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
    entries = [Entry(date(2026, 12, n), 1, "reported", 1, None, None, "UAH", None, 1) for n in reported]
    withdrawn = Entry(date(2026, 12, 2), 2, "withdrawn", 1, None, None, "UAH", None, 1)
    assert [day.day for day in missing(POST, [*entries, withdrawn], now)] == days
