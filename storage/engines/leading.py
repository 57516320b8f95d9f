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

from storage.engines import server

LOCK = (0x54414E44, 1)
CHANNEL = "tandem"
TRIES_EVERY = 0.5
FORMER_LEADER_FIRST = 3.0
"""Seconds that the others wait after the server was away, so that calls on their way stay known to one process."""
TELLS_EVERY = 0.02
"""A NOTIFY makes commits wait for each other, so many words become one."""
log = structlog.get_logger("leading")


class Leading:
    """A connection of its own, made again whenever it breaks. `me` names this process to the others."""

    def __init__(self, url: str) -> None:
        self.url, self.me = url, uuid.uuid4().hex
        self.leads = asyncio.Event()
        self.wakes: Mapping[str, Callable[[], None]] = {}
        self._led_last = True

    async def run(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(self.url, autocommit=True, **server.OPTIONS) as connection:
                    await self._keep(connection)
            except psycopg.Error as error:
                log.error("database_refuses", error=server.line(error))
            self._led_last = self.leads.is_set()
            self.leads.clear()
            await asyncio.sleep(TRIES_EVERY)

    async def _keep(self, connection: AsyncConnection[Any]) -> None:
        """Lead as soon as nobody else does, and hear the others."""
        await connection.execute(f"LISTEN {CHANNEL}")
        for wake in self.wakes.values():
            wake()
        if not self._led_last:
            await asyncio.sleep(FORMER_LEADER_FIRST)
        while True:
            if not self.leads.is_set():
                await self._try(connection)
            async for word in connection.notifies(timeout=TRIES_EVERY, stop_after=1):
                self._hear(word.payload)

    async def _try(self, connection: AsyncConnection[Any]) -> None:
        row = await (await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)).fetchone()
        if row and row[0]:
            log.info("leads", process=self.me)
            self.leads.set()
            for wake in self.wakes.values():
                wake()

    def _hear(self, word: str) -> None:
        who, _, queue = word.partition(" ")
        if who != self.me and (wake := self.wakes.get(queue)):
            wake()


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
