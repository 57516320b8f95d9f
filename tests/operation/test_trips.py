"""Statements that share a way to SQLite's thread: nobody sees less, later or anything stale because of it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import people
from storage.db import question
from storage.engines.sqlite import SqliteDatabase, open_file

NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
OLENA, TARAS = 101, 102
NAME = "SELECT name FROM person WHERE telegram_id = :id"
RENAME = "UPDATE person SET name = :name WHERE telegram_id = :id"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    db = await open_file(tmp_path / "tandem.sqlite3")
    async with db.transaction() as tx:
        for telegram_id, name in ((OLENA, "Olena"), (TARAS, "Taras")):
            await people.add(tx, telegram_id, name, None, "uk", NOW)
    yield db
    await db.close()


async def test_olenas_new_name_is_read_at_once_although_the_old_one_was_read_ahead(db: SqliteDatabase) -> None:
    async with db.transaction() as tx:
        tx.ahead(NAME, id=OLENA)
        assert await tx.value(NAME, id=TARAS) == "Taras"
        await tx.write(RENAME, name="Olena Koval", id=OLENA)
        assert await tx.value(NAME, id=OLENA) == "Olena Koval"
        assert await tx.run(RENAME, name="Olena K.", id=OLENA) == 1
        assert await tx.value(NAME, id=OLENA) == "Olena K."


async def test_what_was_asked_or_read_ahead_is_not_asked_again(db: SqliteDatabase) -> None:
    seen: list[str] = []
    await db.connection.set_trace_callback(seen.append)
    async with db.transaction() as tx:
        tx.ahead(NAME, id=TARAS)
        names = [await tx.value(NAME, id=who) for who in (OLENA, TARAS, OLENA)]
    await db.connection.set_trace_callback(lambda _: None)
    assert names == ["Olena", "Taras", "Olena"]
    assert [statement.split()[0] for statement in seen] == ["BEGIN", "SELECT", "SELECT", "COMMIT"]


async def test_what_is_read_after_what_was_read_ahead_comes_the_same_way(db: SqliteDatabase) -> None:
    seen: list[str] = []
    async with db.transaction() as tx:
        tx.ahead(NAME, lambda rows: [question(NAME, id=TARAS)] if rows else [], id=OLENA)
        assert await tx.value("SELECT 1") == 1
        await db.connection.set_trace_callback(seen.append)
        names = [await tx.value(NAME, id=who) for who in (OLENA, TARAS)]
        await db.connection.set_trace_callback(lambda _: None)
    assert names == ["Olena", "Taras"]
    assert seen == []


async def test_a_write_that_nobody_asked_about_is_kept_and_one_that_fails_undoes_the_whole(db: SqliteDatabase) -> None:
    async with db.transaction() as tx:
        await tx.write(RENAME, name="Taras Bondar", id=TARAS)
    with pytest.raises(sqlite3.IntegrityError):
        async with db.transaction() as tx:
            await tx.write(RENAME, name="Olena Koval", id=OLENA)
            await tx.write(RENAME, name=None, id=TARAS)
    async with db.reading() as tx:
        names = [await tx.value(NAME, id=who) for who in (OLENA, TARAS)]
    assert names == ["Olena", "Taras Bondar"]
