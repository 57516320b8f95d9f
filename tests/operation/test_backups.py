"""Copies of the database: sound, thinned out, put back; an upgrade is all or nothing (G18, G20, G21, G22)."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from domain.calendar import last_hour
from storage import backups, before_upgrade
from storage.backups import BackupFailed
from storage.db import DatabaseRefused
from storage.engines.sqlite import open_file
from storage.locking import hold
from storage.migrations import migrations
from tests.world.commands import ROOT, tandem
from tests.world.town import a_town

pytestmark = pytest.mark.sqlite("a copy is a file")

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NEWEST = len(migrations())
HELD = f"in use by process {os.getpid()} on {socket.gethostname()} since 2026-11-23 03:00:00 UTC"


async def a_database(path: Path, *names: str) -> None:
    """With a person of each name in it."""
    db = await open_file(path)
    for name in names:
        await adds(db, name)
    await db.close()


async def adds(db: object, name: str) -> None:
    async with db.transaction() as tx:  # type: ignore[attr-defined]
        number = await tx.value("SELECT COALESCE(max(telegram_id), 0) + 1 FROM person")
        await tx.run(
            "INSERT INTO person (telegram_id, name, language, created_at) VALUES (:n, :name, 'uk', 0)",
            n=number,
            name=name,
        )


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [name for (name,) in file.execute("SELECT name FROM person ORDER BY id")]


async def test_a_copy_has_the_last_commit_and_only_its_owner_reads_it(folder: Path) -> None:
    db = await open_file(folder / "tandem.sqlite3")
    await adds(db, "Olena")
    made = await backups.make(db, folder / "copies", NOW)
    assert made.name == f"tandem-20261123-030000-schema{NEWEST}.sqlite3"
    assert people(made) == ["Olena"]
    assert made.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    await db.close()


@pytest.mark.slow
async def test_a_hundred_copies_while_writing_are_sound_and_each_has_all_that_was_committed(
    tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    db = await open_file(tmp_path / "tandem.sqlite3")
    written = 0

    async def writes() -> None:
        nonlocal written
        while True:
            await adds(db, "Olena")
            written += 1

    writing = asyncio.create_task(writes())
    try:
        for n in range(100):
            before = written
            made = await backups.make(db, tmp_path / "copies", NOW + timedelta(seconds=n))
            assert before <= len(people(made)) <= written + 1
    finally:
        writing.cancel()
        await asyncio.wait({writing})
        await db.close()
    figures("commits meanwhile", written)
    assert written > 100


async def test_without_room_there_is_no_copy_and_nothing_half_made_stays(folder: Path) -> None:
    db = await open_file(folder / "tandem.sqlite3")
    (folder / "copies").write_text("a file where the folder should be")
    with pytest.raises(BackupFailed):
        await backups.make(db, folder / "copies", NOW)
    await adds(db, "Olena")
    await db.close()


def test_seven_days_and_four_weeks_are_kept_and_the_last_of_each_schema() -> None:
    first = datetime(2026, 9, 1, 3, tzinfo=UTC)
    names = [f"tandem-{first + timedelta(days=n):%Y%m%d-%H%M%S}-schema{10 + (n > 3)}.sqlite3" for n in range(60)]
    kept = sorted(backups.to_keep([*names, "tandem-20261030-120000-schema11.sqlite3", "notes.txt"]))
    assert [name[7:22] for name in kept] == [
        "20260904-030000",  # the last of schema 10
        "20261011-030000",
        "20261018-030000",  # Sundays, each the newest of its week
        "20261024-030000",
        "20261025-030000",
        "20261026-030000",
        "20261027-030000",
        "20261028-030000",
        "20261029-030000",
        "20261030-120000",
    ]


def test_the_night_is_due_once_a_local_day_also_when_the_clocks_change() -> None:
    zone = "Europe/Kyiv"
    assert last_hour(datetime(2026, 11, 23, 0, 59, tzinfo=UTC), 3, zone) == datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert last_hour(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), 3, zone) == datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert last_hour(datetime(2026, 3, 29, 12, 0, tzinfo=UTC), 3, zone) == datetime(2026, 3, 29, 1, tzinfo=UTC)


async def test_a_copy_comes_back_and_what_was_there_is_kept(folder: Path) -> None:
    path = folder / "tandem.sqlite3"
    await a_database(path, "Olena")
    copy = backups.of_stopped(path, folder / "copies", NOW)
    await a_database(path, "Marta")
    aside = backups.restore(copy, path, NOW)
    assert people(path) == ["Olena"]
    assert aside is not None
    assert aside.name == "tandem-before-restore-20261123-030000.sqlite3"
    assert people(aside) == ["Olena", "Marta"]
    await a_database(path, "Taras")
    assert people(path) == ["Olena", "Taras"]


async def test_a_log_that_a_killed_bot_left_is_not_read_into_the_copy_that_took_its_place(folder: Path) -> None:
    path = folder / "tandem.sqlite3"
    await a_database(path, "Olena")
    copy = backups.of_stopped(path, folder / "copies", NOW)
    db = await open_file(path)
    await adds(db, "Marta")
    left = {end: (folder / f"tandem.sqlite3{end}").read_bytes() for end in ("", "-wal", "-shm")}
    await db.close()
    for end, content in left.items():
        (folder / f"tandem.sqlite3{end}").write_bytes(content)
    aside = backups.restore(copy, path, NOW)
    assert aside is not None
    assert (people(path), people(aside)) == (["Olena"], ["Olena", "Marta"])


def inside(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def spoilt(copy: Path, how: str) -> None:
    match how:
        case "empty":
            copy.write_bytes(b"")
        case "text":
            copy.write_text("not a database")
        case "cut":
            copy.write_bytes(copy.read_bytes()[:-20_000])
        case "flipped":
            content = bytearray(copy.read_bytes())
            content[4096:12_288] = bytes(byte ^ 0xFF for byte in content[4096:12_288])
            copy.write_bytes(content)
        case _:
            with closing(sqlite3.connect(copy, isolation_level=None)) as file:
                file.execute(how)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("empty", "no file, or empty"), ("text", "not a database"), ("cut", "damaged"), ("flipped", "damaged"),
        ("PRAGMA application_id = 7", "another program"), ("PRAGMA user_version = 999", "newer Tandem"),
        ("INSERT INTO membership (person_id, business_id, role, since) VALUES (9, 9, 'owner', 0)", "a row speaks of"),
    ],
)  # fmt: skip
async def test_a_copy_that_is_not_sound_changes_nothing(folder: Path, how: str, why: str) -> None:
    path = folder / "tandem.sqlite3"
    await a_database(path, "Olena")
    copy = backups.of_stopped(path, folder / "copies", NOW)
    spoilt(copy, how)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=why):
        backups.restore(copy, path, NOW)
    assert path.read_bytes() == before
    assert inside(folder) == ["copies", "tandem.sqlite3", "tandem.sqlite3.lock"]


async def test_while_one_process_has_the_database_no_other_gets_it(folder: Path) -> None:
    path = folder / "tandem.sqlite3"
    await a_database(path, "Olena")
    copy = backups.of_stopped(path, folder / "copies", NOW)
    with hold(path, NOW):
        with pytest.raises(DatabaseRefused, match=re.escape(HELD)):
            hold(path, NOW)
        with pytest.raises(DatabaseRefused, match=re.escape(HELD)):
            backups.restore(copy, path, NOW)
        with pytest.raises(DatabaseRefused, match=re.escape(HELD)):
            backups.of_stopped(path, folder / "copies", NOW)
    hold(path, NOW).release()


@pytest.mark.slow
async def test_every_command_is_told_who_holds_the_database(folder: Path) -> None:
    path = folder / "tandem.sqlite3"
    await a_database(path, "Olena")
    copy = backups.of_stopped(path, folder / "copies", NOW)
    with hold(path, NOW):
        for words in (["restore", str(copy)], ["backup"], ["run"], ["healthcheck"]):
            code, printed = await tandem(path, *words)
            assert code == 1
            assert (HELD in printed) == (words != ["healthcheck"])
    code, printed = await tandem(path, "restore", str(copy))
    assert (code, people(path)) == (0, ["Olena"]), printed


# An upgrade -----------------------------------------------------------------------------------


async def older(path: Path, schema: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as an earlier release left it, with Olena in it."""
    steps = migrations()
    with monkeypatch.context() as patch:
        patch.setattr("storage.engines.sqlite.migrations", lambda: steps[:schema])
        await a_database(path, "Olena")


async def test_before_an_upgrade_the_old_database_is_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "tandem.sqlite3"
    await older(path, 3, monkeypatch)
    upgrade = partial(before_upgrade.copy_file, folder=folder / "copies", now=NOW)
    for _ in range(2):
        await (await open_file(path, upgrade)).close()
    (copy,) = (folder / "copies").iterdir()
    assert copy.name == "tandem-20261123-030000-schema3.sqlite3"
    assert people(copy) == people(path) == ["Olena"]


async def test_without_the_copy_nothing_is_upgraded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "tandem.sqlite3"
    await older(path, 3, monkeypatch)
    (folder / "copies").write_text("a file where the folder should be")
    with pytest.raises(DatabaseRefused, match="before the upgrade"):
        await open_file(path, partial(before_upgrade.copy_file, folder=folder / "copies", now=NOW))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (3,)


async def test_a_new_database_is_not_copied_before_it_is_made(folder: Path) -> None:
    upgrade = partial(before_upgrade.copy_file, folder=folder / "copies", now=NOW)
    await (await open_file(folder / "tandem.sqlite3", upgrade)).close()
    assert not (folder / "copies").exists()


async def test_the_bot_copies_an_older_database_before_it_changes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await older(folder / "tandem.sqlite3", NEWEST - 1, monkeypatch)
    async with a_town(folder) as town:
        await town.person("Zoe").says("/start")
        (copy,) = await asyncio.to_thread(lambda: list((folder / "backups").iterdir()))
        assert copy.name.endswith(f"-schema{NEWEST - 1}.sqlite3")


@pytest.mark.slow
async def test_killed_at_any_statement_of_an_upgrade_it_is_the_old_one_or_the_new(
    folder: Path, figures: Callable[[str, object], None]
) -> None:
    """Every statement of every step, from an empty file on, in a process that kills itself just after it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.world.killed_upgrades", str(folder), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    figures("kills", int(printed))
    assert int(printed) > 100
