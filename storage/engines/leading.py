"""Which of several processes leads, and the word from one process to the others that something waits.

Telegram lets one program poll and counts the sends of a token, so one process polls and delivers: the one that holds an
advisory lock, which the server takes back when its connection ends.
Source: https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
import structlog
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from domain.operation.health import BotProcess, EngineState
from storage.engines import server
from storage.locking import this_process

LOCK = (0x54414E44, 1)
CHANNEL = "tandem"
OPTIONS = server.OPTIONS | {"application_name": f"tandem {this_process()}"[:63]}
PROCESSES = """
    SELECT a.application_name AS name, l.pid IS NOT NULL AS leads
    FROM pg_stat_activity a LEFT JOIN pg_locks l ON l.pid = a.pid AND l.locktype = 'advisory' AND l.granted
        AND (l.classid, l.objid) = (%s, %s)
    WHERE a.application_name LIKE 'tandem process %%' AND a.datname = current_database() ORDER BY a.backend_start
"""
LOOKS_EVERY = 0.5
FORMER_LEADER_FIRST = 1.0
"""Seconds for which nobody must have led before another process tries: who only lost its connection knows best what
became of the calls on their way."""
TELLS_EVERY = 0.02
"""A NOTIFY makes commits wait for each other, so many words become one."""
log = structlog.get_logger("leading")


class Leading:
    """A connection of its own, made again whenever it breaks. `me` names this process to the others."""

    def __init__(self, url: str) -> None:
        self.url, self.me = url, uuid.uuid4().hex
        self.leads = asyncio.Event()
        self.wakes: Mapping[str, Callable[[], None]] = {}
        self._may_try: bool | None = None
        self._led_at = 0.0
        """When we last knew of a leader, by the loop's clock."""

    async def run(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(self.url, autocommit=True, **OPTIONS) as connection:
                    await self._keep(connection)
            except psycopg.Error as error:
                log.error("database_refuses", error=server.line(error))
            if self.leads.is_set():
                self.leads.clear()
            else:
                await asyncio.sleep(LOOKS_EVERY)

    async def _keep(self, connection: AsyncConnection[Any]) -> None:
        """Lead as soon as it is our turn, and hear the others."""
        await connection.execute(f"LISTEN {CHANNEL}")
        self._wake_all()
        self._led_at = asyncio.get_running_loop().time()
        if self._may_try is None:
            self._may_try = len(await processes(connection)) == 1
        while True:
            if not self.leads.is_set():
                await self._try(connection)
            async for word in connection.notifies(timeout=LOOKS_EVERY, stop_after=1):
                self._hear(word.payload)

    async def _try(self, connection: AsyncConnection[Any]) -> None:
        """Whoever led before tries at once, the others when nobody has led for a while."""
        if not self._may_try:
            now = asyncio.get_running_loop().time()
            if any(process.leads for process in await processes(connection)):
                self._led_at = now
            self._may_try = now - self._led_at >= FORMER_LEADER_FIRST
        if self._may_try:
            row = await (await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)).fetchone()
            self._may_try = bool(row and row[0])
            if self._may_try:
                log.info("leads", process=self.me)
                self.leads.set()
                self._wake_all()

    def _wake_all(self) -> None:
        for wake in self.wakes.values():
            wake()

    def _hear(self, word: str) -> None:
        who, _, queue = word.partition(" ")
        if who != self.me and (wake := self.wakes.get(queue)):
            wake()


async def processes(connection: AsyncConnection[Any]) -> list[BotProcess]:
    """The processes on this database, the oldest first."""
    rows = await (await connection.execute(PROCESSES, LOCK)).fetchall()
    return [BotProcess(name.removeprefix("tandem "), leads) for name, leads in rows]


async def look(url: str) -> tuple[EngineState, int, int]:
    """The engine and its processes, the schema, and bytes; nothing is changed. Raises DatabaseRefused."""
    where = server.name(url)
    with server.refused(where):
        async with server.connected(url) as connection:
            schema = await server.schema(connection, where)
            row = await (await connection.execute("SELECT pg_database_size(current_database())")).fetchone()
            found = tuple(await processes(connection))
            return EngineState("PostgreSQL", server.version(connection), found), schema, int(row[0]) if row else 0


class Telling:
    """Tells the other processes what waits."""

    def __init__(self, pool: AsyncConnectionPool[Any], me: str) -> None:
        self.pool, self.me = pool, me
        self._queues: set[str] = set()
        self._some = asyncio.Event()

    def tell(self, queue: str) -> None:
        self._queues.add(queue)
        self._some.set()

    async def run(self) -> None:
        """A word that is lost with its connection is made up for: who waits looks again by itself."""
        while True:
            await self._some.wait()
            self._some.clear()
            queues, self._queues = self._queues, set()
            try:
                async with self.pool.connection() as connection:
                    for queue in sorted(queues):
                        await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, f"{self.me} {queue}"))
            except psycopg.Error as error:
                log.error("database_refuses", error=server.line(error))
            await asyncio.sleep(TELLS_EVERY)
