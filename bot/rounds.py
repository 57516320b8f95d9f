"""What comes round every so many seconds; a stop lets what is in hand finish."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.db import DatabaseTrouble

log = structlog.get_logger("rounds")


class Rounds:
    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._in_hand: set[asyncio.Task[None]] = set()

    def each(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` every so many seconds, one at a time; a database that refuses is asked again the next time."""

        async def turn() -> None:
            if task := asyncio.current_task():
                self._in_hand.add(task)
                task.add_done_callback(self._in_hand.discard)
            try:
                await work()
            except DatabaseTrouble as error:
                log.error("database_refuses", error=str(error))

        self._scheduler.add_job(turn, "interval", seconds=seconds, coalesce=True, misfire_grace_time=None)

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Begin nothing more and wait for what is in hand, so many seconds at most; then the scheduler cancels it."""
        self._scheduler.pause()
        await asyncio.sleep(0)  # one that was due just now begins
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=seconds)
        self._scheduler.shutdown(wait=False)
