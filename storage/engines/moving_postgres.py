"""A PostgreSQL database as the source or the target of a move: one transaction, in which no bot runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from storage.db import DatabaseRefused, Tx
from storage.engines import server
from storage.engines.moving_sqlite import refuse_another_schema, refuse_filled
from storage.engines.postgres import BLOCK, PostgresConnection
from storage.engines.tables import CHUNK, MovedSide, Table, Target, Values, tables
from storage.engines.values import as_row, teach

KINDS = {"INTEGER": "int8", "TEXT": "text", "BLOB": "bytea"}
READS = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITES = "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE"


class ServerSide(MovedSide):
    def __init__(self, connection: AsyncConnection[Any], name: str) -> None:
        self.connection, self.name = connection, name

    def tx(self) -> Tx:
        return Tx(PostgresConnection(self.connection), iter(()))

    async def chunks(self, table: Table) -> AsyncIterator[list[Values]]:
        async with self.connection.cursor("moved", row_factory=tuple_row) as cursor:
            await cursor.execute(table.in_order)
            while rows := await cursor.fetchmany(CHUNK):
                yield rows


class ServerTarget(ServerSide, Target):
    async def fill(self, table: Table, chunks: AsyncIterator[list[Values]]) -> None:
        """In one statement, as rows may speak of later ones of their own table."""
        copied = f"COPY {table.name} ({table.listed}) FROM STDIN (FORMAT BINARY)"
        async with self.connection.cursor() as cursor, cursor.copy(copied) as copy:
            copy.set_types([KINDS[kind] for kind in table.kinds])
            async for rows in chunks:
                for row in rows:
                    await copy.write_row(row)

    async def number_on(self, tables: Sequence[Table]) -> None:
        for table in tables:
            if table.number:
                await self.connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{table.number}'), max({table.number})) "
                    f"FROM {table.name} HAVING max({table.number}) > 0"
                )
        await self.connection.execute(
            f"SELECT setval('outbox_block', COALESCE(max(id), 0) / {BLOCK} + 1, false) FROM outbox"
        )

    async def keep(self) -> None:
        await self.connection.execute("COMMIT")


@asynccontextmanager
async def source(url: str) -> AsyncIterator[MovedSide]:
    """Raises DatabaseRefused: in use, of another program or schema."""
    async with server.alone(url) as connection:
        _learns(connection)
        name = server.name(url)
        have = await server.schema(connection, name)
        if not have:
            raise DatabaseRefused(f"{name} is empty: there is nothing to move.")
        refuse_another_schema(name, have)
        await connection.execute(READS)
        yield ServerSide(connection, name)


@asynccontextmanager
async def target(url: str) -> AsyncIterator[Target]:
    """Raises DatabaseRefused for a database that has rows or a bot."""
    await server.prepare(url)
    async with server.alone(url) as connection:
        _learns(connection)
        await connection.execute(WRITES)
        made = ServerTarget(connection, server.name(url))
        refuse_filled(made.name, [table.name for table in tables() if await made.count(table)])
        yield made


def _learns(connection: AsyncConnection[Any]) -> None:
    teach(connection)
    connection.row_factory = as_row
