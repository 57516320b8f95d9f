"""What the schedule will send has words and fits a message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.routes.schedule import DUTIES
from domain.languages import LANGUAGES
from domain.schedule.preview import SILENT, ScheduledRow, outlook
from templates.render import render
from templates.words.words import WORDS


def test_every_kind_of_the_schedule_that_says_something_has_its_words() -> None:
    assert set(WORDS["due"]) == set(DUTIES) - SILENT


NOON = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_alike_lines_at_one_moment_are_one_with_all_places() -> None:
    rows = [
        *(ScheduledRow(NOON, "ask", f"p:{n}") for n in (1, 2, 3)),
        ScheduledRow(NOON, "week", "p"),
        ScheduledRow(NOON, "status_card", "p"),
    ]
    first, second = outlook(rows, {1: "Zerno", 3: "Podil"})
    assert (first.kind, first.places) == ("ask", ("Zerno", "Podil"))
    assert (second.kind, second.places) == ("week", ())
    assert outlook([ScheduledRow(NOON, "ask", "p:2")], {1: "Zerno"}) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_fits_a_message(language: str) -> None:
    places = {n: "Ж" * 58 + f"{n:02}" for n in range(20)}
    rows = [
        ScheduledRow(NOON + timedelta(hours=hour), kind, f"p:{n}")
        for n in places
        for hour in range(24)
        for kind in ("ask", "escalate")
    ]
    lines = outlook(rows, places)[:24]
    days = [(NOON.date() + timedelta(days=n), [(line.at, line)]) for n, line in enumerate(lines)]
    words = render("schedule/preview.page", language, title="Ж" * 64, days=days, state="paused")
    assert len(words.encode("utf-16-le")) // 2 <= 4096
