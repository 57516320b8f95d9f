"""Tables and photos that people sent: fetched and read outside of any transaction, then told to a handler.

A row stays until the transaction of its answer, so a crash repeats the fetching and never the answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.doors.backoff import after_failures, asked_for
from bot.doors.files.unreadable import Unreadable
from bot.doors.loop import run_loop, until_no_conflict
from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from storage.db import Database, in_trouble
from storage.queues import received_files
from storage.queues.received_files import ReceivedFile

TRIES = 5
log = structlog.get_logger("fetching")

if TYPE_CHECKING:
    from bot.doors.files.kinds import Kind


class Fetching:
    def __init__(self, db: Database, bot: Bot, app: App, said: Callable[[], None]) -> None:
        self.db, self.bot, self.app, self.said = db, bot, app, said
        self.wake = asyncio.Event()

    async def run(self) -> None:
        await run_loop(self.turn, self.wake)

    async def turn(self) -> float:
        """One file; how long to wait for the next unless woken."""
        await self.db.lead()
        async with self.db.reading() as tx:
            row = await received_files.next_one(tx)
        if row is None:
            return 60
        ahead = (row.not_before - self.app.now()).total_seconds()
        if ahead > 0:
            return float(min(max(ahead, 0.05), 60))
        await self._take(row)
        return 0

    async def _take(self, row: ReceivedFile) -> None:
        """Fetch, read and answer; what breaks us is answered too, so that one file does not stop the others."""
        from bot.doors.files.kinds import KINDS  # noqa: PLC0415 - loads what reads pictures and tables

        found: Any
        kind = KINDS[row.kind]
        try:
            found = await self._read(kind, row.file_id)
        except Unreadable as error:
            found = str(error)
        except (TelegramError, OSError) as error:
            if row.tries + 1 < TRIES and not isinstance(error, BadRequest):
                await self._later(row, error)
                return
            found = "not_fetched"
        except Exception:
            log.exception("file_broke", table_file=row.id)
            found = "damaged"
        try:
            await until_no_conflict(partial(self._tell, kind, row, found))
        except Exception as error:
            if in_trouble(error):
                raise
            log.exception("file_broke", table_file=row.id)
            await self._tell(kind, row, "damaged")

    async def _read(self, kind: Kind, file_id: str) -> Any:
        """Fetched, and read in a thread."""
        file = await self.bot.get_file(file_id)
        if (file.file_size or 0) > kind.largest:
            raise Unreadable("too_large")
        content = bytes(await file.download_as_bytearray())
        return await asyncio.to_thread(kind.read, content)

    async def _later(self, row: ReceivedFile, error: Exception) -> None:
        """After a while, longer each time; the error's text may hold the file's address, so its kind is enough."""
        seconds = asked_for(error) if isinstance(error, RetryAfter) else after_failures(row.tries)
        log.warning("file_not_fetched", error=type(error).__name__, again_in=seconds)
        async with self.db.transaction() as tx:
            await received_files.later(
                tx, row.id, self.app.now() + timedelta(seconds=seconds + 1), type(error).__name__
            )

    async def _tell(self, kind: Kind, row: ReceivedFile, found: Any) -> None:
        async with self.db.transaction() as tx:
            if await received_files.done(tx, row.id):
                work = Work(self.app, tx, self.app.now())
                await kind.answer(work, row, found)
                await blocked.send(work)
        self.said()
