"""SQLite: one file, one connection, one transaction at a time.

Sources: https://sqlite.org/wal.html, https://sqlite.org/pragma.html.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sqlite3
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from storage.db import Database, DatabaseRefused, DatabaseTrouble, Tx
from storage.disk import refusal
from storage.engines.trips import FileConnection, SqliteConnection
from storage.migrations import migrations, statements

APPLICATION_ID = 0x54414E44  # "TAND"
SAFE_SQLITE = (3, 51, 3)
STATEMENTS = 500
"""More than the program has: each is compiled once, which takes SQLite up to ten times as long as running it."""
Upgrade = Callable[[aiosqlite.Connection], Awaitable[None]]

TROUBLE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""Primary result codes that speak of the disk or of another process, not of the statement."""


def version() -> tuple[str, str]:
    """The version of SQLite, and what has to be known of it, if anything has."""
    wanted = ".".join(str(part) for part in SAFE_SQLITE)
    unsafe = f"before {wanted} a second program must never open the file while the bot runs"
    return sqlite3.sqlite_version, "" if sqlite3.sqlite_version_info >= SAFE_SQLITE else unsafe


def is_trouble(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in TROUBLE


class SqliteDatabase(Database):
    """The one connection of this process."""

    engine, copies_end = "sqlite", ".sqlite3"
    at_once, looks_again = 50, 60.0

    def __init__(self, connection: FileConnection, path: Path, last_id: int) -> None:
        self.connection, self.path, self.name = connection, path, str(path)
        self.ids = itertools.count(last_id + 1)
        self._turn, self._me = asyncio.Lock(), uuid.uuid4().hex
        self.on_close: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        async with self._turn:
            with self._refusals_counted():
                open_one = SqliteConnection(self.connection, "BEGIN IMMEDIATE")
                try:
                    yield Tx(open_one, self.ids)
                    await asyncio.shield(open_one.commit())
                except BaseException:  # also a cancelled BEGIN, which the connection's thread still carries out
                    await asyncio.shield(self.connection.rollback())
                    raise

    @contextmanager
    def _refusals_counted(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if not is_trouble(error):
                raise
            self.refusals += 1
            raise DatabaseTrouble(str(error)) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        async with self._turn:
            with self._refusals_counted():
                yield Tx(SqliteConnection(self.connection), self.ids)

    @asynccontextmanager
    async def claimed(self, _: int) -> AsyncIterator[None]:
        yield

    def is_leading(self) -> bool:
        return True

    async def lead(self) -> str:
        return self._me

    def listen(self, wakes: Mapping[str, Callable[[], None]]) -> None:
        """Nobody else is there."""

    def tell(self, queue: str) -> None:
        """Nobody else is there."""

    async def erase_deleted(self) -> None:
        async with self._turn:
            await self.connection.execute("VACUUM")
            await self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def may_copy(self) -> bool:
        return True

    async def copy_to(self, target: Path) -> None:
        """Transactions wait meanwhile."""
        async with self._turn:
            self.copying = True
            try:
                await self.connection.execute("VACUUM INTO ?", (str(target),))
            finally:
                self.copying = False

    async def close(self) -> None:
        await self.connection.close()
        self.on_close()


async def open_file(path: Path, before_upgrade: Upgrade | None = None) -> SqliteDatabase:
    """Open (or make) the file and bring it to the newest schema, after `before_upgrade` where there was an older one.

    Raises DatabaseRefused.
    """
    check_header(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = FileConnection(partial(_connect, path), iter_chunk_size=64)
        await connection
    except sqlite3.Error as error:
        raise DatabaseRefused(f"cannot open {path}: {refusal(error)} Check the folder's rights.") from error
    try:
        await _prepare(connection, path, before_upgrade)
        (last,) = next(iter(await connection.execute_fetchall("SELECT COALESCE(max(id), 0) FROM outbox")))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        await connection.close()
        advice = refusal(error) if is_trouble(error) else f"{error}. Restore a backup; nothing was changed."
        raise DatabaseRefused(f"{path} cannot be used: {advice}") from error
    except BaseException:
        await connection.close()
        raise
    return SqliteDatabase(connection, path, last)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, cached_statements=STATEMENTS)


def check_header(path: Path) -> None:
    """Refuse what is not a SQLite file before SQLite touches it."""
    try:
        if path.is_dir():
            raise DatabaseRefused(f"{path} is a folder. DATABASE_URL must name a file.")
        if path.exists() and path.stat().st_size and _head(path, 16) != b"SQLite format 3\x00":
            raise DatabaseRefused(f"{path} is not a database. Move it away or change DATABASE_URL.")
    except OSError as error:
        raise DatabaseRefused(f"cannot read {path}: {refusal(error)}") from error


def _head(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def check_program(path: Path) -> None:
    """Refuse by its header a file of another program or of a newer Tandem, which nobody has to open for that.

    Source: https://sqlite.org/fileformat.html#the_database_header. A new file may still have both in its log.
    """
    header = _head(path, 72).ljust(72, b"\x00")
    schema, mark = (int.from_bytes(header[at : at + 4]) for at in (60, 68))
    if mark not in (0, APPLICATION_ID):
        raise DatabaseRefused(f"{path} belongs to another program. Change DATABASE_URL.")
    if schema > len(migrations()):
        raise DatabaseRefused(f"{path} was made by a newer Tandem (schema {schema}). Start that version.")


async def _prepare(connection: aiosqlite.Connection, path: Path, before_upgrade: Upgrade | None) -> None:
    connection.row_factory = sqlite3.Row
    mark = await _pragma(connection, "application_id")
    tables = await connection.execute_fetchall("SELECT count(*) FROM sqlite_schema")
    if mark != APPLICATION_ID and (mark or next(iter(tables))[0]):
        raise DatabaseRefused(f"{path} belongs to another program. Change DATABASE_URL.")
    sound = await _pragma(connection, "quick_check(1)") == "ok"
    if not sound or list(await connection.execute_fetchall("PRAGMA foreign_key_check")):
        raise DatabaseRefused(f"{path} is damaged. Restore a backup; nothing was changed.")
    for line in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        "secure_delete = ON",
    ):
        await connection.execute(f"PRAGMA {line}")
    await migrate(connection, path, before_upgrade)


async def _pragma(connection: aiosqlite.Connection, name: str) -> Any:
    return next(iter(await connection.execute_fetchall(f"PRAGMA {name}")))[0]


async def migrate(connection: aiosqlite.Connection, path: Path, before_upgrade: Upgrade | None = None) -> None:
    """Run the migrations that this file has not seen, each in a transaction of its own."""
    have = await _pragma(connection, "user_version")
    steps = migrations()
    if have > len(steps):
        raise DatabaseRefused(f"{path} was made by a newer Tandem (schema {have}). Start that version.")
    if before_upgrade and 0 < have < len(steps):
        await before_upgrade(connection)
    for number, file in enumerate(steps[have:], have + 1):
        await connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(file.read_text("utf-8")):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number}")
            await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            await connection.commit()
        except BaseException:
            await connection.rollback()
            raise


def to_disk(path: Path) -> None:
    """A file, or the names in a folder, survive a loss of power from now on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
