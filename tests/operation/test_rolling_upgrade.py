"""A newer process joins while an older one runs: the older one goes on, as a step of the schema only adds."""

from __future__ import annotations

import re

import pytest

from storage.migrations import migrations, statements
from tests.world.cast import running_promo
from tests.world.town import InProcess, Town

SHARED_SINCE = 27
"""The first step that an older process of PostgreSQL may have to live with."""
OTHERWISE: dict[str, str] = {}
"""Statements of a step that do more than add → why an older process does not mind."""
ADDS = (
    re.compile(r"CREATE TABLE \w+ "),
    re.compile(r"CREATE INDEX \w+ "),
    re.compile(r"ALTER TABLE \w+ ADD COLUMN \w+ \w+\b(?!.*NOT NULL)"),
    re.compile(r"ALTER TABLE \w+ ADD COLUMN \w+ \w+ .*NOT NULL DEFAULT "),
)
STARS = ("person", "promo", "business", "daily_report", "outbox", "inbox", "due", "membership", "location")


def first_line(step: str) -> str:
    return next(line for line in step.splitlines() if line.strip() and not line.startswith("--"))


def only_adds(step: str) -> bool:
    """A table, an index that forbids nothing, or a column that an older INSERT may leave out."""
    return any(pattern.match(first_line(step)) for pattern in ADDS)


def test_a_step_of_the_schema_only_adds() -> None:
    steps = [step for file in migrations()[SHARED_SINCE - 1 :] for step in statements(file.read_text("utf-8"))]
    assert [first for step in steps if not only_adds(step) and (first := first_line(step)) not in OTHERWISE] == []


@pytest.mark.parametrize(
    ("step", "adds"),
    [
        ("ALTER TABLE person ADD COLUMN hat TEXT;", True),
        ("ALTER TABLE person ADD COLUMN hat TEXT NOT NULL DEFAULT '';", True),
        ("-- a hat\nCREATE TABLE hat (id INTEGER PRIMARY KEY) STRICT;", True),
        ("CREATE INDEX hat_person ON hat (person_id);", True),
        ("ALTER TABLE person ADD COLUMN hat TEXT NOT NULL;", False),
        ("CREATE UNIQUE INDEX hat_once ON hat (person_id);", False),
        ("ALTER TABLE person DROP COLUMN name;", False),
        ("ALTER TABLE person RENAME COLUMN name TO title;", False),
        ("UPDATE person SET name = '';", False),
        ("DROP TABLE person;", False),
    ],
)
def test_what_takes_away_or_forbids_is_no_addition(step: str, adds: bool) -> None:
    assert only_adds(step) == adds


@pytest.mark.postgresql("a SQLite file belongs to one process")
async def test_an_older_process_goes_on_when_columns_have_come(town: Town) -> None:
    assert isinstance(town.bot, InProcess)
    if not town.bot.others:
        await town.bot.joins()
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    for _ in range(12):
        await cast.taras.says("+1")
        await cast.ira.says("+1")
    for table in STARS:
        town.bot.eye.rows(f"ALTER TABLE {table} ADD COLUMN later BIGINT NOT NULL DEFAULT 7")
    for _ in range(3):
        await cast.taras.says("+1")
        await cast.ira.says("+1")
        await cast.olena.says("/promos")
    cast.taras.sees_exactly("Zerno: 15 customers")
    cast.ira.sees_exactly("Peony: 15 customers")
    assert town.bot.eye.value("SELECT count(*) FROM inbox WHERE state = 'dead'") == 0
    assert town.bot.eye.value("SELECT count(*) FROM due WHERE tries > 0") == 0
    assert town.telegram.violations == []
