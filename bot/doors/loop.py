"""A door's loop: turn after turn, asleep until somebody wakes it or the time has come; a full disk does not end it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from storage.db import in_trouble

AFTER_TROUBLE = 1.0
log = structlog.get_logger("turns")


async def run_loop(
    turn: Callable[[], Awaitable[float]], wake: asyncio.Event, over: Callable[[], bool] = lambda: False
) -> None:
    """Until `over`. A turn says how many seconds to wait for the next one unless woken."""
    while not over():
        wake.clear()
        try:
            pause = await turn()
        except Exception as error:
            if not in_trouble(error):
                raise
            log.error("database_refuses", error=str(error))
            pause = AFTER_TROUBLE
        if pause:
            await _sleep(wake, pause)


async def _sleep(wake: asyncio.Event, seconds: float) -> None:
    """Not by `wait_for`, which in 3.11 swallows a cancellation that comes together with the waking."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return
