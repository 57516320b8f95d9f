"""The clock's door: ripe rows of the schedule become messages, each in one transaction."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

import structlog

from bot.doors.loop import until_no_conflict
from bot.operation.telemetry import Telemetry
from bot.routes import tables
from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from storage.account import erasure
from storage.db import Database, in_trouble
from storage.queues import inbox, schedule
from storage.queues.schedule import DueRow

BATCH = 100
TRIES = 3
AFTER_WHICH_NOTHING_IS_LEFT = ("forgotten",)
MANY = 20
REST, SHORTEST = 0.75, 0.01
"""Of the time that Telegram needs for what a row said, and seconds a message at least: while many are ripe, people's
updates get the database so long, and nothing leaves later for it."""
GATHERS = 5
"""Seconds: however much is due, a reminder waits no longer for others."""
log = structlog.get_logger("ticker")


class Ticker:
    def __init__(self, db: Database, app: App, said: Callable[[], None], watch: Telemetry, a_second: float) -> None:
        self.db, self.app, self.said, self.watch = db, app, said, watch
        self._rest = max(REST / a_second, SHORTEST)
        self._turn = asyncio.Lock()
        self._stopped = False
        self._began = 0.0

    async def tick(self) -> None:
        """Do everything that is ripe. A second call waits for the first."""
        async with self._turn:
            self._began = time.monotonic()
            while not self._stopped and (rows := await until_no_conflict(self._ripe)):
                for row in rows:
                    if not self._stopped:
                        messages = await until_no_conflict(partial(self._do, row))
                        await asyncio.sleep(self._rest * messages if len(rows) > MANY else 0)
                self.said()
        self.said()

    def is_gathering(self) -> bool:
        """Whether more may come of what is due now; reminders of one moment wait for each other so long."""
        return self._turn.locked() and time.monotonic() - self._began < GATHERS

    async def stop(self) -> None:
        """Finish the round in hand; no more after it."""
        self._stopped = True
        async with self._turn:
            return

    async def _ripe(self) -> list[DueRow]:
        async with self.db.transaction() as tx:
            return await schedule.ripe(tx, self.app.now(), BATCH)

    async def _do(self, row: DueRow) -> int:
        """How many messages it said."""
        now = self.app.now()
        stale = row.expires_at is not None and row.expires_at < now
        try:
            async with self.db.transaction() as tx:
                work = Work(self.app, tx, now)
                if not await schedule.take(tx, row.id, "dropped" if stale else "done", now):
                    return 0
                if not stale:
                    await tables.duties()[row.kind](work, row.subject, row.period)
                elif row.kind in tables.missed():
                    await tables.missed()[row.kind](work, row.kind, row.subject, row.period)
                await blocked.send(work)
            if row.kind in AFTER_WHICH_NOTHING_IS_LEFT:
                await self.db.erase_deleted()
            return len(work.outgoing)
        except Exception as error:
            if in_trouble(error):
                raise
            log.error("due_failed", kind=row.kind, subject=row.subject, period=row.period, exc_info=error)
            await until_no_conflict(partial(self._broke, row.id, f"{type(error).__name__}: {error}"))
            if row.tries + 1 >= TRIES:
                self.watch.dead("due")
            return 0

    async def _broke(self, number: int, error: str) -> None:
        async with self.db.transaction() as tx:
            await schedule.broke(tx, number, error, TRIES)

    async def clean(self) -> None:
        """Forget what is only kept against repeats."""
        if not self.db.is_leading():
            return
        async with self._turn, self.db.transaction() as tx:
            await inbox.forget_old(tx, self.app.now())
            await erasure.grow_old(tx, self.app.now())
