"""From the start to SIGTERM, and never longer than eight seconds after it."""

from __future__ import annotations

import asyncio
import os
import signal

import structlog

from bot.app import Program
from bot.operation.systemd import notify
from bot.settings import Settings

STOP_SECONDS = 6.5
log = structlog.get_logger("serving")


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; another one changes nothing. What is written is for the bot's own user."""
    os.umask(0o077)
    program = Program(settings)
    await program.start()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    notify("READY=1")
    waiting = asyncio.create_task(program.wait())
    await asyncio.wait({waiting, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    failed = waiting.done()
    notify("STOPPING=1")
    asyncio.get_running_loop().call_later(STOP_SECONDS, _leave, int(failed))
    await program.stop()
    if failed:
        waiting.result()
    waiting.cancel()


def _leave(code: int) -> None:
    """What is not done by now is as safe as after kill -9: stored, and taken up at the next start."""
    log.warning("stopped_unfinished")
    os._exit(code)
