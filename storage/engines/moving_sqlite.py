"""A SQLite file as the source or the target of a move. The target gets its name when all of it is there."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from storage.db import DatabaseRefused, Tx
from storage.engines.sqlite import APPLICATION_ID, SqliteDatabase, check_header, open_file, to_disk
from storage.engines.tables import CHUNK, MovedSide, Table, Target, Values, tables
from storage.engines.trips import FileConnection, SqliteConnection
from storage.locking import hold
from storage.migrations import migrations


class FileSide(MovedSide):
    def __init__(self, connection: FileConnection, name: str) -> None:
        self.connection, self.name = connection, name

    def tx(self) -> Tx:
        return Tx(SqliteConnection(self.connection), iter(()))

    async def chunks(self, table: Table) -> AsyncIterator[list[Values]]:
        try:
            async with self.connection.execute(table.in_order) as cursor:
                while rows := await cursor.fetchmany(CHUNK):
                    yield [tuple(row) for row in rows]
        except sqlite3.OperationalError as error:
            raise DatabaseRefused(f"{await self._broken(table) or self.name}: {error}.") from error

    async def _broken(self, table: Table) -> str | None:
        """The row with a text that is not UTF-8."""
        self.connection.text_factory = bytes
        async with self.connection.execute(table.in_order) as cursor:
            async for row in cursor:
                try:
                    for value, kind in zip(row, table.kinds, strict=True):
                        str(value, "utf-8") if kind == "TEXT" and value is not None else None
                except UnicodeDecodeError:
                    return table.row(tuple(_readable(value) for value in row))
        return None


def _readable(value: object) -> object:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


class FileTarget(FileSide, Target):
    async def fill(self, table: Table, chunks: AsyncIterator[list[Values]]) -> None:
        inserted = f"INSERT INTO {table.name} ({table.listed}) VALUES ({', '.join('?' * len(table.columns))})"
        async for rows in chunks:
            await self.connection.executemany(inserted, rows)

    async def number_on(self, _: Sequence[Table]) -> None:
        """SQLite numbers after the greatest by itself."""
        if found := list(await self.connection.execute_fetchall("PRAGMA foreign_key_check")):
            raise DatabaseRefused(f"{self.name}: {len(found)} rows speak of one that is not there.")

    async def keep(self) -> None:
        await self.connection.execute("COMMIT")


@asynccontextmanager
async def source(path: Path, now: datetime) -> AsyncIterator[MovedSide]:
    """Raises DatabaseRefused: in use, damaged, of another schema."""
    _refuse_none(path)
    with hold(path, now):
        _check(path)
        database = await open_file(path)
        try:
            yield FileSide(database.connection, str(path))
        finally:
            await database.close()


def _refuse_none(path: Path) -> None:
    check_header(path)
    if not path.exists():
        raise DatabaseRefused(f"there is no database at {path}.")


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        mark, schema = (file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if mark == APPLICATION_ID:
        refuse_another_schema(str(path), schema)


def refuse_another_schema(name: str, have: int) -> None:
    """Raises DatabaseRefused."""
    newest = len(migrations())
    if have > newest:
        raise DatabaseRefused(f"{name} was made by a newer Tandem (schema {have}). Move it with that version.")
    if have < newest:
        raise DatabaseRefused(
            f"{name} has the older schema {have}, this is {newest}. Start the bot on it once: `tandem run` upgrades it."
        )


@asynccontextmanager
async def target(path: Path, now: datetime) -> AsyncIterator[Target]:
    """Raises DatabaseRefused for a file that has rows."""
    check_header(path)
    making = path.with_name(f"{path.name}.moving")
    with hold(path, now):
        if _is_there(path):
            await _refuse_rows(path)
        _remove(making)
        try:
            database = await open_file(making)
            filled = FileTarget(database.connection, str(path))
            try:
                await _begin(database)
                yield filled
            finally:
                await database.close()
            _put(making, path)
        finally:
            _remove(making)


def _is_there(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


async def _refuse_rows(path: Path) -> None:
    database = await open_file(path)
    side = FileSide(database.connection, str(path))
    try:
        refuse_filled(str(path), [table.name for table in tables() if await side.count(table)])
    finally:
        await database.close()


def refuse_filled(name: str, filled: Sequence[str]) -> None:
    """Raises DatabaseRefused."""
    if filled:
        raise DatabaseRefused(f"{name} is not empty: it has rows in {', '.join(filled)}. Move into an empty database.")


async def _begin(database: SqliteDatabase) -> None:
    """Nothing is promised of a file that has not got its name yet."""
    for line in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
        await database.connection.execute(f"PRAGMA {line}")
    await database.connection.execute("BEGIN")


def _put(making: Path, path: Path) -> None:
    """On the disk, and only then under its name."""
    making.chmod(0o600)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    to_disk(making)
    making.replace(path)
    to_disk(path.absolute().parent)


def _remove(making: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        making.with_name(making.name + end).unlink(missing_ok=True)
