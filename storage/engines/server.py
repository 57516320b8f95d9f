"""Before a PostgreSQL database is joined: whether it may be used, and the steps to the newest schema."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict

from storage.db import DatabaseRefused
from storage.engines import dialect
from storage.migrations import migrations, statements

Upgrade = Callable[[], Awaitable[None]]
OLDEST = 14
UPGRADES = 0x54414E44
"""The advisory lock that one process holds while it changes the schema."""
WITHOUT_ROWS = 26
"""No database of PostgreSQL is older than this schema: what those steps convert, a new one does not have."""
CONVERTS = ("INSERT", "UPDATE", "DELETE")
OTHERS = """
    SELECT application_name FROM pg_stat_activity
    WHERE application_name LIKE 'tandem%' AND datname = current_database() AND pid != pg_backend_pid()
    ORDER BY application_name DESC
"""
PATIENT = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0"
MALFORMED = (
    "DATABASE_URL is no address of PostgreSQL. It looks like postgresql://user:password@host:5432/database; "
    "in the password write % as %25, @ as %40, / as %2F, : as %3A, ? as %3F and # as %23."
)
OPTIONS: dict[str, Any] = {"connect_timeout": 5, "application_name": "tandem", "keepalives_idle": 30}


def name(url: str) -> str:
    """Where it is, without the password. Raises DatabaseRefused."""
    parts = {key: value for key, value in understood(url).items() if key in {"host", "port", "dbname", "user"}}
    return " ".join(f"{key}={value}" for key, value in sorted(parts.items())) or urlsplit(url).scheme


def understood(url: str) -> dict[str, Any]:
    """The address in its parts. Raises DatabaseRefused, without the driver's words: they repeat parts of a password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        raise DatabaseRefused(MALFORMED) from None
    port = str(parts.get("port") or "")
    if any("@" in str(parts.get(key) or "") for key in ("host", "dbname")) or not re.fullmatch(r"[\d,]*", port):
        raise DatabaseRefused(MALFORMED)
    return parts


def line(error: BaseException) -> str:
    """The server's words in one line."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def version(connection: AsyncConnection[Any]) -> str:
    """`15.18`, as the server says it."""
    major, minor = divmod(connection.info.server_version, 10_000)
    return f"{major}.{minor}"


async def prepare(url: str, before_upgrade: Upgrade | None = None) -> None:
    """Check the database and bring it to the newest schema, one process at a time, after `before_upgrade` where there
    was an older one. Raises DatabaseRefused."""
    where = name(url)
    with refused(where):
        async with connected(url) as connection:
            await _refuse_borrowed(connection, url)
            await connection.execute("SELECT pg_advisory_lock(%s)", [UPGRADES])
            await _migrate(connection, where, before_upgrade)


@contextmanager
def refused(where: str) -> Iterator[None]:
    """What the server says no to, as DatabaseRefused."""
    try:
        yield
    except psycopg.Error as error:
        raise DatabaseRefused(f"PostgreSQL ({where}) refuses: {line(error)}. Check DATABASE_URL.") from error


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection to a database of the right kind. Raises DatabaseRefused."""
    where = name(url)
    try:
        connection = await AsyncConnection.connect(url, autocommit=True, **OPTIONS)
    except (psycopg.Error, UnicodeError) as error:
        raise DatabaseRefused(f"cannot reach PostgreSQL ({where}): {line(error)}. Check DATABASE_URL.") from error
    async with connection:
        await _check(connection, where)
        yield connection


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection that is closed with what it has not committed. A bot that starts meanwhile waits until then."""
    with refused(name(url)):
        async with connected(url) as connection:
            free = await _value(connection, f"SELECT pg_try_advisory_lock({UPGRADES})")
            others = await (await connection.execute(OTHERS)).fetchall()
            if others or not free:
                holder = others[0][0] if others else "another process"
                raise DatabaseRefused(f"{name(url)} is in use by {holder}. Stop that one first.")
            await connection.execute(PATIENT)
            yield connection


async def _refuse_borrowed(connection: AsyncConnection[Any], url: str) -> None:
    """A pooler that lends one connection of the server's to several of ours would mix up their locks."""
    async with await AsyncConnection.connect(url, autocommit=True, **OPTIONS) as other:
        ours, theirs = [await _value(one, "SELECT pg_backend_pid()") for one in (connection, other)]
    if ours == theirs:
        raise DatabaseRefused(
            "a pooler lends one connection to several clients: set pool_mode = session there, "
            "or let DATABASE_URL name the server itself."
        )


async def _check(connection: AsyncConnection[Any], where: str) -> None:
    if connection.info.server_version < OLDEST * 10_000:
        raise DatabaseRefused(f"PostgreSQL {connection.info.server_version // 10_000} is too old: {OLDEST} is needed.")
    if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
        raise DatabaseRefused(f"{where} is in {encoding}. Create it with ENCODING 'UTF8' TEMPLATE template0.")
    if await _value(connection, "SHOW transaction_read_only") == "on":
        raise DatabaseRefused(
            f"{where} is read-only, a replica perhaps. DATABASE_URL must name a server that takes changes."
        )


async def _value(connection: AsyncConnection[Any], sql: str) -> Any:
    row = await (await connection.execute(sql)).fetchone()
    return row[0] if row else None


async def _migrate(connection: AsyncConnection[Any], where: str, before_upgrade: Upgrade | None) -> None:
    have = await schema(connection, where)
    steps = migrations()
    if have > len(steps):
        raise DatabaseRefused(f"{where} was made by a newer Tandem (schema {have}). Start that version.")
    if before_upgrade and 0 < have < len(steps):
        await before_upgrade()
    for number, file in enumerate(steps[have:], have + 1):
        async with connection.transaction():
            if not have and number == 1:
                await connection.execute("CREATE TABLE tandem_schema (version BIGINT NOT NULL)")
                await connection.execute("INSERT INTO tandem_schema VALUES (0)")
                await connection.execute("CREATE SEQUENCE outbox_block")
            for step in statements(file.read_text("utf-8")):
                if number > WITHOUT_ROWS or not _converts(step):
                    await connection.execute(dialect.schema(step))
            await connection.execute("UPDATE tandem_schema SET version = %s", [number])


def _converts(step: str) -> bool:
    first = next(text for text in step.splitlines() if text.strip() and not text.startswith("--"))
    return first.startswith(CONVERTS)


async def schema(connection: AsyncConnection[Any], where: str) -> int:
    """The schema of the database, 0 of an empty one. Raises DatabaseRefused for another program's."""
    if await _value(connection, "SELECT to_regclass('tandem_schema')"):
        return int(await _value(connection, "SELECT version FROM tandem_schema"))
    if await _value(connection, "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"):
        raise DatabaseRefused(f"{where} has tables of another program. Change DATABASE_URL.")
    return 0
