"""Open the database that an address names, whichever engine it is of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from domain.operation.health import EngineState
from storage import before_upgrade, meta
from storage.db import Database, DatabaseRefused
from storage.engines import sqlite
from storage.locking import hold

SQLITE = "sqlite:///"


def is_sqlite(url: str) -> bool:
    return url.startswith(SQLITE)


def file_of(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(url.removeprefix(SQLITE))


async def open_database(url: str, copies: Path, now: datetime) -> Database:
    """The database at `sqlite:///path` or `postgresql://…`, brought to the newest schema; ours until it is closed.

    A SQLite file belongs to one process, a PostgreSQL database is joined. Before an upgrade either is copied to the
    folder `copies`. Raises DatabaseRefused.
    """
    if is_sqlite(url):
        return await _open_file(file_of(url), copies, now)
    with psycopg_wanted():
        from storage.engines import postgres  # noqa: PLC0415 - psycopg is installed where it is wanted
    return await postgres.open_server(url, partial(before_upgrade.copy_server, url, copies, now))


async def look(url: str) -> tuple[EngineState, int, int]:
    """A PostgreSQL database as it is: engine and processes, schema (0: empty), bytes. Raises DatabaseRefused."""
    with psycopg_wanted():
        from storage.engines import leading  # noqa: PLC0415 - as above
    return await leading.look(url)


def without_tools() -> str:
    """What has to be known where copies of PostgreSQL cannot be made; nothing where they can."""
    with psycopg_wanted():
        from storage.engines import dump  # noqa: PLC0415 - as above
    return "" if dump.is_installed() else f"none are made: pg_dump is not installed here {dump.PACKAGE}"


@contextmanager
def psycopg_wanted() -> Iterator[None]:
    """Around the import of what needs it. Raises DatabaseRefused."""
    try:
        yield
    except ImportError as error:
        raise DatabaseRefused(
            "DATABASE_URL names PostgreSQL, which needs one more library: pip install 'tandem[postgresql]'."
        ) from error


async def _open_file(path: Path, copies: Path, now: datetime) -> Database:
    sqlite.check_header(path)
    lock = hold(path, now)
    try:
        database = await sqlite.open_file(path, partial(before_upgrade.copy_file, folder=copies, now=now))
    except BaseException:
        lock.release()
        raise
    database.on_close = lock.release
    return database


async def claim(db: Database, bot_id: int) -> None:
    """A database belongs to one bot. Raises DatabaseRefused for another bot's."""
    async with db.transaction() as tx:
        owner = await meta.get_or_set(tx, "bot_id", str(bot_id))
    if owner != str(bot_id):
        raise DatabaseRefused(f"this database belongs to the bot {owner}, the token to {bot_id}. Change DATABASE_URL.")
