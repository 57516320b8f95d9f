"""A door's loop: turn after turn, asleep until somebody wakes it or the time has come; a full disk does not end it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from storage.db import Conflict, in_trouble

AFTER_TROUBLE, AFTER_CONFLICT = 1.0, 0.05
Done = TypeVar("Done")
log = structlog.get_logger("turns")


async def run_loop(
    turn: Callable[[], Awaitable[float]], wake: asyncio.Event, over: Callable[[], bool] = lambda: False
) -> None:
    """Until `over`. A turn says how many seconds to wait for the next one unless woken."""
    while not over():
        wake.clear()
        try:
            pause = await turn()
        except Conflict:
            pause = after_conflict()
        except Exception as error:
            if not in_trouble(error):
                raise
            log.error("database_refuses", error=str(error))
            pause = AFTER_TROUBLE
        if pause:
            await _sleep(wake, pause)


async def until_no_conflict(work: Callable[[], Awaitable[Done]]) -> Done:
    """Do a transaction again as long as other processes are in its way."""
    while True:
        try:
            return await work()
        except Conflict:
            await asyncio.sleep(after_conflict())


def after_conflict() -> float:
    """Seconds, by chance: two that met do not meet again."""
    return random.uniform(0, AFTER_CONFLICT)


async def _sleep(wake: asyncio.Event, seconds: float) -> None:
    """Not by `wait_for`, which in 3.11 swallows a cancellation that comes together with the waking."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return
