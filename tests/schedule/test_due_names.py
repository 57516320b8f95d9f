"""Names of due rows: the text in the database stays as earlier versions wrote it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.schedule.due_names import DutySubject, Nth, PlaceSubject, SideSubject, StepOfDay, WeekPost

WRITTEN = (
    ("0a1b2c3d4e:7", PlaceSubject("0a1b2c3d4e", 7)),
    ("0a1b2c3d4e:7:3", PlaceSubject("0a1b2c3d4e", 7, 3)),
    ("0a1b2c3d4e:2", SideSubject("0a1b2c3d4e", 2)),
    ("12:3", DutySubject(12, 3)),
    ("2026-12-01:soon", StepOfDay(date(2026, 12, 1), "soon")),
    ("2026-12-01#2", Nth("2026-12-01", 2)),
    ("3", WeekPost(3)),
    ("3@2026-12-22", WeekPost(3, "2026-12-22")),
)


@pytest.mark.parametrize(("text", "name"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_name_is_read_and_written_as_one_text(
    text: str, name: PlaceSubject | SideSubject | DutySubject | StepOfDay | Nth | WeekPost
) -> None:
    assert str(name) == text
    assert type(name).read(text) == name


def test_a_day_without_a_number_is_the_first_time() -> None:
    assert Nth.read("2026-12-01") == Nth("2026-12-01", 0)
    assert Nth.read("2026-12-01").day == date(2026, 12, 1)
