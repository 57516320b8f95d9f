"""PostgreSQL: a pool of connections, and as many processes on one database as are started.

A transaction is serializable: where two could not have run one after the other, one of them raises Conflict.
Sources: https://www.postgresql.org/docs/15/transaction-iso.html, https://www.psycopg.org/psycopg3/docs/.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from psycopg import AsyncConnection, IsolationLevel, errors
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from domain.operation.health import EngineState
from storage.db import Conflict, Database, DatabaseTrouble, Then, Tx
from storage.engines import dialect, dump, server
from storage.engines.leading import Leading, Telling, processes
from storage.engines.values import as_row, teach
from storage.records import Row

BLOCK = 10_000
"""Outbox ids that a transaction may use; a later transaction has higher ones, so a chat's messages keep their order."""
CONNECTIONS = 4
WAITS = 5.0
"""Seconds for a connection, while the server may be restarting."""
CONFLICTS = (errors.SerializationFailure, errors.DeadlockDetected)
ANOTHER_SHAPE = "cached plan must not change result type"
"""A newer process has added a column meanwhile; the driver prepares its statements anew after the rollback."""
TROUBLE = (
    PoolTimeout,
    psycopg.OperationalError,  # the server went away, its disk is full, it is shutting down or starting
    psycopg.InterfaceError,  # the connection was closed under us
    errors.ReadOnlySqlTransaction,  # a replica took over, or an administrator stopped writing
)


class PostgresConnection:
    place: ClassVar = "%s"
    skip_locked: ClassVar = "FOR UPDATE SKIP LOCKED"

    def __init__(self, connection: AsyncConnection[Row]) -> None:
        self._connection = connection

    async def run(self, sql: str, params: Mapping[str, Any]) -> int:
        return (await self._connection.execute(dialect.statement(sql), params)).rowcount

    async def all(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        cursor = await self._connection.execute(dialect.statement(sql), params)
        return await cursor.fetchall() if cursor.description else []

    async def write(self, sql: str, params: Mapping[str, Any] | Sequence[Any]) -> None:
        named = isinstance(params, Mapping)
        await self._connection.execute(dialect.statement(sql) if named else sql, params)

    def ahead(self, sql: str, params: Mapping[str, Any], then: Then | None = None) -> None:
        """Nothing is gained here: an answer of the server costs the same alone or in company."""

    async def size(self) -> int:
        (row,) = await self.all("SELECT pg_database_size(current_database())", {})
        return int(row[0])

    async def about(self) -> EngineState:
        found = await processes(self._connection)
        return EngineState("PostgreSQL", server.version(self._connection), tuple(found))


class PostgresDatabase(Database):
    engine, copies_end = "postgresql", ".dump"
    at_once, looks_again = 25, 2.0

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[Row]], url: str) -> None:
        self.pool, self.url, self.name = pool, url, server.name(url)
        self._turn = asyncio.Lock()
        self._leading = Leading(url)
        self._telling = Telling(pool, self._leading.me)
        self._running = [asyncio.create_task(self._leading.run()), asyncio.create_task(self._telling.run())]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """One at a time in this process: two would only meet as a Conflict."""
        async with self._turn:
            with self._troubles_named():
                async with self.pool.connection() as connection:
                    yield Tx(PostgresConnection(connection), await _ids(connection))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        with self._troubles_named():
            async with self.pool.connection() as connection:
                yield Tx(PostgresConnection(connection), iter(()))

    @contextmanager
    def _troubles_named(self) -> Iterator[None]:
        try:
            yield
        except CONFLICTS as error:
            raise Conflict(server.line(error)) from error
        except errors.FeatureNotSupported as error:
            if ANOTHER_SHAPE not in str(error):
                raise
            raise Conflict(server.line(error)) from error
        except TROUBLE as error:
            self.refusals += 1
            raise DatabaseTrouble(server.line(error)) from error

    @asynccontextmanager
    async def claimed(self, most: int) -> AsyncIterator[Sequence[int]]:
        """By a lock on each chat, which belongs to the connection and ends with it."""
        with self._troubles_named():
            async with self.pool.connection() as connection:
                await connection.set_autocommit(True)
                try:
                    yield await _claim(connection, most)
                finally:
                    await connection.execute("SELECT pg_advisory_unlock_all()")
                    await connection.set_autocommit(False)

    def is_leading(self) -> bool:
        return self._leading.leads.is_set()

    async def lead(self) -> str:
        await self._leading.leads.wait()
        return self._leading.me

    def listen(self, wakes: Mapping[str, Callable[[], None]]) -> None:
        self._leading.wakes = wakes

    def tell(self, queue: str) -> None:
        self._telling.tell(queue)

    async def erase_deleted(self) -> None:
        """Nothing: the server's own vacuum does it."""

    def may_copy(self) -> bool:
        return dump.is_installed()

    async def copy_to(self, target: Path) -> None:
        await asyncio.to_thread(dump.dump, self.url, target)

    async def close(self) -> None:
        while running := [task for task in self._running if not task.done()]:
            for task in running:  # again where the last time was answered with an error
                task.cancel()
            await asyncio.wait(running, timeout=0.2)
        await self.pool.close()


async def _ids(connection: AsyncConnection[Row]) -> Iterator[int]:
    """The transaction's own block of outbox ids."""
    row = await (await connection.execute("SELECT nextval('outbox_block')")).fetchone()
    assert row
    return iter(range(row[0] * BLOCK, (row[0] + 1) * BLOCK))


CHATS = """
    SELECT chat_id FROM (
        SELECT chat_id FROM inbox WHERE state = 'new' GROUP BY chat_id ORDER BY min(update_id) LIMIT %s) AS waiting
    WHERE pg_try_advisory_lock(chat_id)
"""
"""The locks come after the limit: chats beyond it are left to other processes."""
UPDATES = "SELECT update_id FROM inbox WHERE state = 'new' AND chat_id = ANY(%s) ORDER BY update_id"


async def _claim(connection: AsyncConnection[Row], most: int) -> list[int]:
    """What waits in the chats is read when they are locked: what their last holder did is committed by then."""
    chats = [row[0] for row in await (await connection.execute(CHATS, [most])).fetchall()]
    if not chats:
        return []
    return [row[0] for row in await (await connection.execute(UPDATES, [chats])).fetchall()]


async def open_server(url: str, before_upgrade: server.Upgrade | None = None) -> PostgresDatabase:
    """Join the database at `postgresql://…`, brought to the newest schema, after `before_upgrade` where there was an
    older one. Raises DatabaseRefused."""
    await server.prepare(url, before_upgrade)
    pool: AsyncConnectionPool[AsyncConnection[Row]] = AsyncConnectionPool(
        url, min_size=1, max_size=CONNECTIONS, timeout=WAITS, open=False, configure=_configure, kwargs=server.OPTIONS
    )
    with server.refused(server.name(url)):
        await pool.open(wait=True)
    return PostgresDatabase(pool, url)


async def _configure(connection: AsyncConnection[Row]) -> None:
    teach(connection)
    connection.row_factory = as_row
    await connection.set_isolation_level(IsolationLevel.SERIALIZABLE)
