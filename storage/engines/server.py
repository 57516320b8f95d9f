"""Before a PostgreSQL database is joined: whether it may be used, and the steps to the newest schema."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict

from storage.db import DatabaseRefused
from storage.engines import dialect
from storage.migrations import migrations, statements

LIKE = "postgresql://user:password@host/database"
OLDEST = 14
UPGRADES = 0x54414E44
"""The advisory lock that one process holds while it changes the schema."""
WITHOUT_ROWS = 26
"""No database of PostgreSQL is older than this schema: what those steps convert, a new one does not have."""
CONVERTS = ("INSERT", "UPDATE", "DELETE")
OPTIONS: dict[str, Any] = {"connect_timeout": 5, "application_name": "tandem", "keepalives_idle": 30}


def name(url: str) -> str:
    """Where it is, without the password. Raises DatabaseRefused."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # its text has the address in it, with the password
        raise DatabaseRefused(f"DATABASE_URL is not like {LIKE}. Write special characters as %XX.") from None
    parts = {key: value for key, value in given.items() if key in {"host", "port", "dbname", "user"}}
    return " ".join(f"{key}={value}" for key, value in sorted(parts.items())) or urlsplit(url).scheme


def line(error: BaseException) -> str:
    """The server's words in one line."""
    return " ".join(str(error).split()) or type(error).__name__


async def prepare(url: str) -> None:
    """Check the database and bring it to the newest schema, one process at a time. Raises DatabaseRefused."""
    where = name(url)
    try:
        connection = await AsyncConnection.connect(url, autocommit=True, **OPTIONS)
    except psycopg.Error as error:
        raise DatabaseRefused(f"cannot reach PostgreSQL ({where}): {line(error)}. Check DATABASE_URL.") from error
    async with connection:
        await _check(connection, where)
        await connection.execute("SELECT pg_advisory_lock(%s)", [UPGRADES])
        await _migrate(connection, where)


async def _check(connection: AsyncConnection[Any], where: str) -> None:
    if connection.info.server_version < OLDEST * 10_000:
        raise DatabaseRefused(f"PostgreSQL {connection.info.server_version // 10_000} is too old: {OLDEST} is needed.")
    if (encoding := await _value(connection, "SHOW server_encoding")) != "UTF8":
        raise DatabaseRefused(f"{where} is in {encoding}. Create it with ENCODING 'UTF8'.")
    if await _value(connection, "SHOW transaction_read_only") == "on":
        raise DatabaseRefused(f"{where} is read-only, a replica perhaps. DATABASE_URL must name the primary.")


async def _value(connection: AsyncConnection[Any], sql: str) -> Any:
    row = await (await connection.execute(sql)).fetchone()
    return row[0] if row else None


async def _migrate(connection: AsyncConnection[Any], where: str) -> None:
    have = await schema(connection, where)
    steps = migrations()
    if have > len(steps):
        raise DatabaseRefused(f"{where} was made by a newer Tandem (schema {have}). Start that version.")
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
