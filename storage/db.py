"""The database file: one connection, one transaction at a time. All that only SQLite understands is here.

Sources: https://sqlite.org/wal.html, https://sqlite.org/pragma.html.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

import aiosqlite

from storage.migrations import migrations, statements
from storage.records import Record, record

APPLICATION_ID = 0x54414E44  # "TAND"
SAFE_SQLITE = (3, 51, 3)
STATEMENTS = 500
"""More than the program has: each is compiled once, which takes SQLite up to ten times as long as running it."""
Row = sqlite3.Row
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


class DatabaseRefused(Exception):
    """The file cannot be used; the text says why and what to do."""


def in_trouble(error: BaseException) -> bool:
    """Whether the disk or a lock is at fault: the same work may succeed a second later."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in TROUBLE


def sqlite() -> tuple[str, str]:
    """The version of SQLite, and what has to be known of it, if anything has."""
    wanted = ".".join(str(part) for part in SAFE_SQLITE)
    unsafe = f"before {wanted} a second program must never open the file while the bot runs"
    return sqlite3.sqlite_version, "" if sqlite3.sqlite_version_info >= SAFE_SQLITE else unsafe


def stored(value: Any) -> Any:
    """A Python value as SQL keeps it: moments as seconds UTC, days as ISO text, enums as their value."""
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Enum):
        return value.value
    return value


def _stored(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: stored(value) for name, value in params.items()}


class Tx:
    """One open transaction. Parameters are named (`:name`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, **params: Any) -> int:
        """Run a statement; the number of rows that it changed."""
        cursor = await self._connection.execute(sql, _stored(params))
        return cursor.rowcount

    async def all(self, sql: str, **params: Any) -> list[Row]:
        return list(await self._connection.execute_fetchall(sql, _stored(params)))

    async def record(self, shape: type[Record], sql: str, **params: Any) -> Record | None:
        row = await self.one(sql, **params)
        return record(shape, row) if row else None

    async def records(self, shape: type[Record], sql: str, **params: Any) -> list[Record]:
        return [record(shape, row) for row in await self.all(sql, **params)]

    async def one(self, sql: str, **params: Any) -> Row | None:
        rows = await self.all(sql, **params)
        return rows[0] if rows else None

    async def value(self, sql: str, **params: Any) -> Any:
        row = await self.one(sql, **params)
        return row[0] if row else None

    async def size(self) -> int:
        """Bytes of the database, those that wait in the log aside."""
        pages = await self.value("SELECT page_count FROM pragma_page_count")
        return int(pages * await self.value("SELECT page_size FROM pragma_page_size"))

    async def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], conflict: str = "DO NOTHING"
    ) -> None:
        """Insert all rows in one statement; `conflict` says what becomes of those whose key is already there."""
        places = ", ".join(["(" + ", ".join("?" * len(columns)) + ")"] * len(rows))
        values = [stored(row[column]) for row in rows for column in columns]
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {places}"
        await self._connection.execute(f"{head} ON CONFLICT {conflict}", values)


class Database:
    """The one connection of this process."""

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._turn = asyncio.Lock()
        self.copying = False
        self.refusals = 0
        """How often the disk or a lock was in the way."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """One transaction: committed when the block ends well, rolled back on anything else."""
        async with self._turn:
            try:
                await self.connection.execute("BEGIN IMMEDIATE")
                yield Tx(self.connection)
                await asyncio.shield(self.connection.commit())
            except BaseException as error:  # also a cancelled BEGIN, which the connection's thread still carries out
                self.refusals += in_trouble(error)
                await asyncio.shield(self.connection.rollback())
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """For one statement that only reads what is committed: no transaction is begun for it."""
        async with self._turn:
            yield Tx(self.connection)

    async def vacuum(self) -> None:
        """What was deleted leaves the file and its log, byte by byte."""
        async with self._turn:
            await self.connection.execute("VACUUM")
            await self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def copy_to(self, target: Path) -> None:
        """A copy of all that is committed now, into an empty file; transactions wait meanwhile."""
        async with self._turn:
            self.copying = True
            try:
                await self.connection.execute("VACUUM INTO ?", (str(target),))
            finally:
                self.copying = False

    async def close(self) -> None:
        await self.connection.close()


async def open_database(path: Path, before_upgrade: Upgrade | None = None) -> Database:
    """Open (or make) the file and bring it to the newest schema, after `before_upgrade` where there was an older one.

    Raises DatabaseRefused.
    """
    check_header(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=STATEMENTS)
    except sqlite3.Error as error:
        raise DatabaseRefused(f"cannot open {path}: {error}. Check the folder's rights.") from error
    try:
        await _prepare(connection, path, before_upgrade)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        await connection.close()
        raise DatabaseRefused(f"{path} cannot be used: {error}. Restore a backup; nothing was changed.") from error
    except BaseException:
        await connection.close()
        raise
    return Database(connection, path)


def check_header(path: Path) -> None:
    """Refuse what is not a SQLite file before SQLite touches it."""
    if path.is_dir():
        raise DatabaseRefused(f"{path} is a folder. DATABASE_URL must name a file.")
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\x00":
                raise DatabaseRefused(f"{path} is not a database. Move it away or change DATABASE_URL.")


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
