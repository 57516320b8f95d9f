"""Copies of the database: made, checked, thinned out, put back. A copy that is not sound is never named as one.

`VACUUM INTO` gives no promise when the machine stops half-way (https://sqlite.org/lang_vacuum.html), so a copy has a
temporary name until it is on the disk and was checked.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from storage.db import Database, DatabaseRefused
from storage.disk import refusal
from storage.engines.sqlite import APPLICATION_ID, check_header, to_disk
from storage.locking import hold
from storage.migrations import migrations

DAYS, WEEKS = 7, 4
NAME = re.compile(r"tandem-(\d{8}-\d{6})-schema(\d+)\.(?:sqlite3|dump)")


class BackupFailed(Exception):
    """No copy was made; the text says why."""


async def make(db: Database, folder: Path, now: datetime) -> Path:
    """A checked copy of all that is committed now. Raises BackupFailed."""
    return await checked(db.copy_to, folder, now, db.copies_end)


async def of_server(url: str, folder: Path, now: datetime) -> Path:
    """A copy of a PostgreSQL database, whether a bot runs or not. Raises BackupFailed, DatabaseRefused."""
    from storage.engines import dump  # noqa: PLC0415 - psycopg is installed where it is wanted

    async def copy(target: Path) -> None:
        await asyncio.to_thread(dump.dump, url, target)

    return await checked(copy, folder, now, ".dump")


async def checked(copy: Callable[[Path], Awaitable[None]], folder: Path, now: datetime, end: str = ".sqlite3") -> Path:
    """What `copy` wrote, under the name of a copy once it was checked. Raises BackupFailed."""
    temporary = folder / f".making-{os.getpid()}{end}"
    try:
        await asyncio.to_thread(_room_for, temporary)
        await copy(temporary)
        return await asyncio.to_thread(_named, temporary, now)
    except (sqlite3.Error, OSError, DatabaseRefused) as error:
        raise BackupFailed(f"no copy was made in {folder}: {refusal(error)}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def of_stopped(path: Path, folder: Path, now: datetime) -> Path:
    """A copy while no bot runs; the schema stays as it is. Raises BackupFailed, DatabaseRefused."""
    check_header(path)
    if not path.exists():
        raise DatabaseRefused(f"there is no database at {path}.")
    temporary = folder / f".making-{os.getpid()}.sqlite3"
    try:
        with hold(path, now), closing(sqlite3.connect(path, isolation_level=None)) as file:
            _room_for(temporary)
            file.execute("VACUUM INTO ?", (str(temporary),))
        return _named(temporary, now)
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(f"no copy was made in {folder}: {refusal(error)}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _room_for(temporary: Path) -> None:
    """An empty file that only its owner reads: SQLite takes it as the place for the copy."""
    temporary.parent.mkdir(parents=True, exist_ok=True)
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _named(temporary: Path, now: datetime) -> Path:
    """On the disk, checked, and only then called a copy."""
    to_disk(temporary)
    schema = examine(temporary)
    final = temporary.with_name(f"tandem-{now.astimezone(UTC):%Y%m%d-%H%M%S}-schema{schema}{temporary.suffix}")
    temporary.replace(final)
    to_disk(final.parent)
    return final


def examine(path: Path) -> int:
    """The schema of a sound copy of Tandem's. Raises DatabaseRefused. The file is only read."""
    if not path.is_file() or not path.stat().st_size:
        raise DatabaseRefused(f"{path} is no file, or empty.")
    if path.suffix == ".dump":
        from storage.engines import dump  # noqa: PLC0415 - as above

        return dump.examine(path)
    check_header(path)
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise DatabaseRefused(f"{path} has a -wal file beside it, so it is not whole. Take a copy of `tandem backup`.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            return _examined(file, path)
    except sqlite3.Error as error:
        raise DatabaseRefused(f"{path} is damaged: {error}.") from error


def _examined(file: sqlite3.Connection, path: Path) -> int:
    if file.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseRefused(f"{path} belongs to another program.")
    schema = int(file.execute("PRAGMA user_version").fetchone()[0])
    if schema > len(migrations()):
        raise DatabaseRefused(f"{path} was made by a newer Tandem (schema {schema}). Install that version first.")
    found = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise DatabaseRefused(f"{path} is damaged: {found}.")
    if file.execute("PRAGMA foreign_key_check").fetchone():
        raise DatabaseRefused(f"{path} is damaged: a row speaks of one that is not there.")
    return schema


def made_at(name: str) -> datetime | None:
    """When a copy of this name was made; None for any other name."""
    found = NAME.fullmatch(name)
    return datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) if found else None


def newest(folder: Path) -> datetime | None:
    """When the newest copy in the folder was made."""
    times = [at for file in folder.glob("tandem-*") if (at := made_at(file.name))]
    return max(times, default=None)


def to_keep(names: Iterable[str]) -> set[str]:
    """The newest copy of each of the last 7 days that have one, of the last 4 weeks, and of every schema."""
    found = sorted(((match[1], int(match[2]), name) for name in names if (match := NAME.fullmatch(name))), reverse=True)
    days: dict[str, str] = {}
    weeks: dict[tuple[int, int], str] = {}
    schemas: dict[int, str] = {}
    for stamp, schema, name in found:
        year, week, _ = datetime.strptime(stamp[:8], "%Y%m%d").replace(tzinfo=UTC).isocalendar()
        days.setdefault(stamp[:8], name)
        weeks.setdefault((year, week), name)
        schemas.setdefault(schema, name)
    return {*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS], *schemas.values()}


def thin_out(folder: Path) -> None:
    """Delete the copies that are not to be kept, and what a killed process left half-made; other files stay."""
    names = [file.name for file in folder.glob("tandem-*") if NAME.fullmatch(file.name)]
    half_made = {file.name for file in folder.glob(".making-*")}
    for name in set(names) - to_keep(names) | half_made:
        (folder / name).unlink(missing_ok=True)


def restore(copy: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy in the database's place; where the present file went.

    Raises DatabaseRefused, and then nothing changed. At every moment the database's name belongs to one whole file: the
    present one, or the copy.
    """
    with hold(database, now):
        if copy.suffix == ".dump":
            raise DatabaseRefused(f"{copy} is a copy of PostgreSQL, and DATABASE_URL names SQLite. See `tandem move`.")
        if copy.resolve() == database.resolve():
            raise DatabaseRefused(f"{copy} is the database itself. Name a file that `tandem backup` made.")
        examine(copy)
        incoming = database.with_name(f"{database.name}.restoring")
        try:
            shutil.copyfile(copy, incoming)
            incoming.chmod(0o600)
            to_disk(incoming)
            examine(incoming)
            aside = _put_aside(database, now) if database.exists() else None
            for end in ("-wal", "-shm"):
                database.with_name(database.name + end).unlink(missing_ok=True)
            incoming.replace(database)
            to_disk(database.absolute().parent)
        except OSError as error:
            raise DatabaseRefused(f"the copy could not be put in place: {refusal(error)}") from error
        finally:
            incoming.unlink(missing_ok=True)
    return aside


async def restore_server(copy: Path, url: str, folder: Path, now: datetime) -> Path | None:
    """As `restore`, into a PostgreSQL database on which no bot runs; what is there is first copied to the folder."""
    from storage.engines import dump  # noqa: PLC0415 - as above

    if copy.suffix != ".dump":
        raise DatabaseRefused(f"{copy} is no copy of PostgreSQL (*.dump). A SQLite file is moved by `tandem move`.")
    aside = folder / f"tandem-before-restore-{now.astimezone(UTC):%Y%m%d-%H%M%S}.dump"
    _room_for(aside)
    there = False
    try:
        there = await dump.restore(url, copy, aside)
    finally:
        if not there:
            aside.unlink(missing_ok=True)
    return aside if there else None


def _put_aside(database: Path, now: datetime) -> Path:
    """A second name for the present file (and its -wal, where that cannot be taken in because the file is damaged)."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aside = database.with_name(f"{database.stem}-before-restore-{now.astimezone(UTC):%Y%m%d-%H%M%S}{database.suffix}")
    for end in ("", "-wal"):
        part = database.with_name(database.name + end)
        if part.exists():
            _second_name(part, aside.with_name(aside.name + end))
    return aside


def _second_name(file: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        name.hardlink_to(file)
    except OSError:  # a disk without second names
        shutil.copyfile(file, name)
        to_disk(name)
