"""The real program, Telegram's limit lifted or as given: `python -m bench.tandem_bot URL DATABASE [A_SECOND]`."""

# Loaded as `tandem run` loads it: in the function that serves, without looking for garbage meanwhile.

from __future__ import annotations

import asyncio
import gc
import signal
import sys

import uvloop

from bench.processes import TOKEN, tell_cpu

NO_LIMIT = 1_000_000


async def serve(url: str, database: str, a_second: float) -> None:
    """As `tandem run` does, until SIGTERM."""
    from bot.app import Program  # noqa: PLC0415
    from bot.operation.logs import set_up  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    address = database if "://" in database else f"sqlite:///{database}"
    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=url, database_url=address)
    set_up(settings.log_level, settings.log_format)
    program = Program(settings.model_copy(update={"sends_a_second": a_second}))
    await program.start()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    waiting = asyncio.create_task(program.wait())
    await asyncio.wait({waiting, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    await program.stop()


if __name__ == "__main__":
    gc.disable()
    tell_cpu()
    uvloop.run(serve(sys.argv[1], sys.argv[2], float(sys.argv[3]) if sys.argv[3:] else NO_LIMIT))
