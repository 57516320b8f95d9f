"""The databases of tests, on either engine: TANDEM_TEST_ENGINE=postgresql, or SQLite without a server.

A database has the path that its file has on SQLite; on PostgreSQL a name is made from that. An eye looks into it past
the bot, whose turn is not taken: with the engine's own connection, and with literal SQL as `storage/` writes it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from storage.db import Database
from storage.engines import dialect
from storage.engines.sqlite import APPLICATION_ID
from storage.engines.values import NumericLoader
from storage.migrations import migrations
from storage.opening import open_database
from tests.world import server
from tests.world.canary import SECRET

ON_SERVER = os.environ.get("TANDEM_TEST_ENGINE", "sqlite") == "postgresql"
PROCESSES = int(os.environ.get("TANDEM_TEST_PROCESSES", "1"))
"""How many share the database of a town, on PostgreSQL."""
WAITING = """
    SELECT CASE WHEN EXISTS (SELECT 1 FROM inbox WHERE state = 'new')
        OR EXISTS (SELECT 1 FROM table_file WHERE state = 'new' AND not_before <= :now)
        OR EXISTS (SELECT 1 FROM outbox WHERE state IN ('ready', 'sending') AND not_before <= :now) THEN 1 ELSE 0 END
"""
THERE = """
    SELECT count(*) FROM pg_stat_activity
    WHERE application_name LIKE 'tandem%' AND datname = current_database() AND pid != pg_backend_pid()
"""
PATIENCE = 5.0
Row = tuple[Any, ...]


class Eye(ABC):
    """What is committed now, and changes that no bot would make."""

    @abstractmethod
    def rows(self, sql: str, **params: Any) -> list[Row]:
        """Also of a statement that returns none."""

    @abstractmethod
    def tables(self) -> list[str]: ...

    @abstractmethod
    def columns(self, table: str) -> list[str]: ...

    @abstractmethod
    def keep(self) -> Any:
        """All rows as they are, for `put_back` into this database or one of the same schema."""

    @abstractmethod
    def put_back(self, kept: Any) -> None:
        """The bot's turn must be held meanwhile."""

    @abstractmethod
    def faults(self) -> list[Row]:
        """What the engine itself finds wrong in what it has stored."""

    @abstractmethod
    def everything(self) -> bytes:
        """All that is in the tables; on SQLite the very bytes of the file and its log, with what was deleted."""

    @abstractmethod
    def sees_the_bots_go(self) -> None:
        """Until the engine knows that they have gone: the next one then leads at once."""

    @abstractmethod
    def close(self) -> None: ...

    def value(self, sql: str, **params: Any) -> Any:
        return self.rows(sql, **params)[0][0]

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        places = ", ".join(f":{column}" for column in row)
        self.rows(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", **row)

    def sees_work(self, now: datetime) -> bool:
        """Whether an update is unhandled, or something could leave or be fetched at that moment."""
        return bool(self.value(WAITING, now=int(now.timestamp())))


class FileEye(Eye):
    def __init__(self, path: Path) -> None:
        self.path, self.file = path, sqlite3.connect(path, isolation_level=None)

    def rows(self, sql: str, **params: Any) -> list[Row]:
        return self.file.execute(sql, params).fetchall()

    def tables(self) -> list[str]:
        names = [name for (name,) in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [name for name in names if not name.startswith("sqlite_")]

    def columns(self, table: str) -> list[str]:
        return [row[1] for row in self.rows(f"PRAGMA table_info({table})")]

    def keep(self) -> sqlite3.Connection:
        kept = sqlite3.connect(":memory:")
        self.file.backup(kept)
        return kept

    def put_back(self, kept: sqlite3.Connection) -> None:
        kept.backup(self.file)

    def faults(self) -> list[Row]:
        checked = [row for row in self.rows("PRAGMA integrity_check") if row != ("ok",)]
        return checked + self.rows("PRAGMA foreign_key_check")

    def everything(self) -> bytes:
        parts = (self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm"))
        return b"".join(part.read_bytes() for part in parts if part.exists())

    def sees_the_bots_go(self) -> None:
        """Nothing is left of them in a file."""

    def close(self) -> None:
        self.file.close()


@dataclass(frozen=True)
class Kept:
    """Table → its rows as COPY writes them, of those that have any; sequence → its last number, if it gave one."""

    rows: dict[str, bytes]
    numbers: dict[str, int | None]


class ServerEye(Eye):
    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True, options="-c lock_timeout=10s")
        self.connection.adapters.register_loader("numeric", NumericLoader)

    def rows(self, sql: str, **params: Any) -> list[Row]:
        found = self.connection.execute(dialect.statement(sql), params)
        return found.fetchall() if found.description else []

    def tables(self) -> list[str]:
        names = [name for (name,) in self.rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")]
        return sorted(set(names) - {"tandem_schema"})

    def columns(self, table: str) -> list[str]:
        return server.columns()[table]

    def keep(self) -> Kept:
        rows = {}
        with self.connection.transaction(), self.connection.cursor() as cursor:
            for table in self.tables():
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    if content := b"".join(copy):
                        rows[table] = content
            numbers: dict[str, int | None] = dict(
                cursor.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall()
            )
        return Kept(rows, numbers)

    def put_back(self, kept: Kept) -> None:
        """Without triggers and foreign keys, of which the rows think the same as when they were kept."""
        emptied = "".join(f"DELETE FROM {table};" for table in self.tables())
        numbered = "".join(
            f"SELECT setval('{name}', {number or 1}, {number is not None});" for name, number in kept.numbers.items()
        )
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL session_replication_role = replica; {emptied} {numbered}")
            for table, content in kept.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(content)

    def faults(self) -> list[Row]:
        """None: it refuses at once what SQLite may only find later."""
        return []

    def everything(self) -> bytes:
        return b"".join(self.keep().rows.values())

    def sees_the_bots_go(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.value(THERE) and time.monotonic() < end:
            time.sleep(0.002)

    def close(self) -> None:
        self.connection.close()


@cache
def _empty_file() -> bytes:
    """A database that has been through every migration and has nothing in it."""
    file = sqlite3.connect(":memory:")
    for step in migrations():
        file.executescript(step.read_text("utf-8"))
    file.execute(f"PRAGMA user_version = {len(migrations())}")
    file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return file.serialize()


def _name(path: Path) -> str:
    return f"t{sha256(str(path.absolute()).encode()).hexdigest()[:20]}"


def address(path: Path) -> str:
    """DATABASE_URL of the database of this path."""
    return server.cluster().url(_name(path)) if ON_SERVER else f"sqlite:///{path}"


def lay(path: Path) -> None:
    """An empty database of the newest schema where none is yet: a start then has nothing to upgrade."""
    if ON_SERVER:
        server.cluster().lay(_name(path))
    elif not path.exists():
        path.write_bytes(_empty_file())


def make_room(path: Path) -> None:
    """For a bot that makes all that it needs: on a server somebody gives it a database without any table."""
    if ON_SERVER:
        server.cluster().lay(_name(path), "template0")


def sweep(path: Path) -> list[str]:
    """The database is no longer needed. Its path if the token stands in it; files are searched as all files are."""
    if not ON_SERVER:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        return []
    if not server.cluster().has(_name(path)):
        return []
    eye = eye_on(path)
    found = SECRET.encode() in eye.everything()
    eye.close()
    server.cluster().drop(_name(path))
    return [str(path)] if found else []


def eye_on(path: Path) -> Eye:
    return ServerEye(address(path)) if ON_SERVER else FileEye(path)


def a_bug(event: str) -> tuple[str, str]:
    """The statements that make `UPDATE ON outbox WHEN (…)` fail with the words "a bug", and that mend it."""
    made = f"CREATE TRIGGER bug BEFORE {event} BEGIN SELECT RAISE(ABORT, 'a bug'); END;"
    return (dialect.schema(made), "DROP FUNCTION bug CASCADE") if ON_SERVER else (made, "DROP TRIGGER bug")


async def opened(path: Path) -> Database:
    """The database itself, without a bot."""
    lay(path)
    return await open_database(address(path), path.parent / "backups", datetime.now(UTC))
