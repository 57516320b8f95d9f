"""Updates become changes: state, messages to send and the done-mark in one transaction."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence

import orjson
import structlog

from bot.doors.loop import run_loop
from bot.operation.telemetry import Telemetry
from bot.routes import router
from domain.languages import language_of
from handlers.account import blocked
from handlers.app import App
from handlers.context import Context, Reader, Work
from handlers.incoming import Incoming
from storage.db import Database, in_trouble
from storage.queues import inbox
from storage.queues.inbox import Received

TRIES = 3
log = structlog.get_logger("worker")


class Worker:
    def __init__(self, db: Database, app: App, said: Callable[[], None], watch: Telemetry) -> None:
        self.db, self.app, self.said, self.watch = db, app, said, watch
        self.wake = asyncio.Event()

    async def run(self) -> None:
        await run_loop(self.turn, self.wake)

    async def turn(self) -> float:
        """Handle what waits, all in one commit. When one of them breaks, each in a commit of its own."""
        async with self.db.claimed(self.db.at_once) as ours:
            handled, more = await self._handled(ours) if ours != [] else (0, False)
        if handled:
            self.said()
        return 0 if more else self.db.looks_again

    async def _handled(self, ours: Sequence[int] | None) -> tuple[int, bool]:
        """How many, and whether there may be more: of what is stored meanwhile, `wake` tells."""
        try:
            handled = await self._together(ours)
            return handled, handled == self.db.at_once
        except Exception as error:
            if in_trouble(error):
                raise
            handled = await self._one_by_one(ours)
            return handled, handled > 0

    async def _together(self, ours: Sequence[int] | None) -> int:
        async with self.db.transaction() as tx:
            rows = await inbox.take(tx, self.db.at_once, ours)
            if rows:
                work = Work(self.app, tx, self.app.now())
                for row in rows:
                    await self.handle(work, row)
                await blocked.send(work)
        return len(rows)

    async def _one_by_one(self, ours: Sequence[int] | None) -> int:
        async with self.db.transaction() as tx:
            numbers = await inbox.waiting(tx, self.db.at_once, ours)
        for number in numbers:
            await self._alone(number)
        return len(numbers)

    async def _alone(self, number: int) -> None:
        try:
            async with self.db.transaction() as tx:
                row = await inbox.take_one(tx, number)
                if row:
                    work = Work(self.app, tx, self.app.now())
                    await self.handle(work, row)
                    await blocked.send(work)
        except Exception as error:
            if in_trouble(error):
                raise
            await self._broke(number, error)

    async def handle(self, work: Work, row: Received) -> None:
        """Run the routes on one update. What a handler raises is raised here."""
        structlog.contextvars.bind_contextvars(update_id=row.update_id)
        began = time.perf_counter()
        try:
            await router.handle(Context(work, Incoming(orjson.loads(row.body))))
        finally:
            self.watch.handled(time.perf_counter() - began)
            structlog.contextvars.unbind_contextvars("update_id")

    async def _broke(self, number: int, error: Exception) -> None:
        """Count the failure; after the last try put the update aside and tell the sender its short id."""
        name = secrets.token_hex(3)
        async with self.db.transaction() as tx:
            dead = await inbox.broke(tx, number, f"{name} {type(error).__name__}: {error}", TRIES)
            row = await inbox.find(tx, number)
            work = Work(self.app, tx, self.app.now())
            if dead and row:
                _apologise(work, row, name)
            await blocked.send(work)
        if dead:
            self.watch.dead("inbox")
        log.error("update_failed", update_id=number, error_id=name, dead=dead, exc_info=error)


def _apologise(work: Work, row: Received, name: str) -> None:
    """Our own fault, with an id that the log knows; only in private, where somebody waits for an answer."""
    body = orjson.loads(row.body)
    sender = next((part["from"] for part in body.values() if isinstance(part, dict) and "from" in part), None)
    if isinstance(sender, dict) and row.chat_id > 0 and sender.get("id") == row.chat_id:
        language = language_of(sender.get("language_code"), work.app.default_language)
        work.tell(Reader(row.chat_id, language), "menu/start.our_fault", name=name)
