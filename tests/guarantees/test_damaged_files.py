"""Damaged, foreign, newer: the bot refuses to start, names the fault, and leaves the file as it is (G20)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.engines.sqlite import open_file
from storage.migrations import migrations
from tests.world.commands import tandem

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("files that are damaged or foreign")]


async def sound(path: Path) -> None:
    database = await open_file(path)
    async with database.transaction() as tx:
        for number in range(300):
            await tx.run(
                "INSERT INTO person (telegram_id, name, language, created_at) VALUES (:n, :name, 'en', 1)",
                n=number,
                name="x" * 200,
            )
    await database.close()


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096 * 2, len(content), 997):
        content[at] ^= 0xFF
    path.write_bytes(content)


def rotten(path: Path) -> None:
    """The schema is whole; of people's rows some bytes are not."""
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096 - 8, len(content) // 4096):
        for at in range(12):
            content[page * 4096 + at] ^= 0xFF
    path.write_bytes(content)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])


def text(path: Path) -> None:
    path.write_text("not a database at all\n" * 40, "utf-8")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {len(migrations()) + 1}")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE song (title TEXT)")
        file.execute("PRAGMA application_id = 77")


def orphaned(path: Path) -> None:
    """Somebody deleted people by hand; what they had is still there."""
    with closing(sqlite3.connect(path)) as file:
        file.execute(
            "INSERT INTO form (person_id, kind, subject, answers, started_at, changed_at) "
            "VALUES (1, 'promo', '', '{}', 1, 1)"
        )
        file.execute("DELETE FROM person WHERE id = 1")
        file.commit()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "named"),
    [(flipped, "cannot be used"), (truncated, "cannot be used"), (rotten, "is damaged"), (orphaned, "is damaged"),
     (text, "not a database"), (newer, "newer Tandem"),
     (foreign, "another program"), (folder, "is a folder")],
)  # fmt: skip
async def test_it_refuses_names_the_fault_and_touches_nothing(
    tmp_path: Path, harm: Callable[[Path], None], named: str
) -> None:
    path = tmp_path / "tandem.sqlite3"
    await sound(path)
    harm(path)
    was = path.read_bytes() if path.is_file() else b""
    code, said = await tandem(path, "run")
    assert code == 1
    assert named in said
    assert len(said.strip().splitlines()) == 1, said
    assert (path.read_bytes() if path.is_file() else b"") == was


def leftovers(path: Path) -> None:
    path.touch()
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).write_bytes(bytes(5000))


async def test_an_empty_file_is_a_new_database_and_a_stale_log_is_not_read_into_it(tmp_path: Path) -> None:
    path = tmp_path / "tandem.sqlite3"
    leftovers(path)
    database = await open_file(path)
    async with database.transaction() as tx:
        assert await tx.value("SELECT count(*) FROM person") == 0
    await database.close()
