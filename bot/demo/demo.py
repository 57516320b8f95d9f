"""The demo: the whole bot against a stand-in for Telegram, with a page that shows everybody's phone."""

from __future__ import annotations

import asyncio
import signal
import socket
import tempfile
from datetime import datetime
from pathlib import Path

from bot.app import Program
from bot.demo.story import steps
from bot.doors.counter_address import PageAddress
from bot.refusal import PortTaken
from bot.settings import Settings
from sandbox import Running, Telegram
from sandbox import serve as serve_sandbox

A_SECOND = 1000
TICK = 1.0


class Demo:
    """The bot and its town; a reset gives both a new start."""

    def __init__(self, telegram: Telegram, folder: Path) -> None:
        self.telegram, self.folder = telegram, folder
        self.runs = 0
        self.program: Program | None = None
        self.url = ""
        self.port = free_port()
        telegram.clock.moved.append(self._moved)
        self.moving: set[asyncio.Task[None]] = set()
        telegram.working = lambda: bool(self.moving)

    async def start(self) -> None:
        self.runs += 1
        settings = Settings(
            _env_file=None,
            bot_token=self.telegram.token,
            telegram_api_url=self.url,
            tick_seconds=TICK,
            database_url=f"sqlite:///{self.folder}/demo-{self.runs}.sqlite3",
            health_port=self.port,
            sends_a_second=A_SECOND,
        )
        self.program = Program(settings, self.telegram.clock.now, counter_at=self._counter())
        await self.program.start()

    def _counter(self) -> PageAddress:
        """The counter's page, in a frame of the demo's own."""
        here = self.url.replace("127.0.0.1", "localhost")
        return PageAddress(
            f"http://127.0.0.1:{self.port}/counter/", f"{self.url}/page/web_app.js", f"{self.url} {here}"
        )

    def _moved(self, _: datetime) -> None:
        """The clock was moved by hand: whatever is due happens at once."""
        if self.program:
            task = asyncio.create_task(self.program.tick())
            self.moving.add(task)
            task.add_done_callback(self.moving.discard)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        if self.program:
            program, self.program = self.program, None
            await asyncio.gather(*self.moving, return_exceptions=True)
            await program.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def open_demo(port: int, folder: Path) -> tuple[Running, Demo]:
    """Both sides up. Raises PortTaken."""
    telegram = Telegram()
    demo = Demo(telegram, folder)
    try:
        running = await serve_sandbox(telegram, port=port, story=steps, on_reset=demo.restart)
    except OSError as error:
        raise PortTaken(f"port {port} is taken. Choose another: tandem demo --port {port + 1}.") from error
    demo.url = running.url
    await demo.start()
    running.control.cast()
    return running, demo


async def serve(port: int) -> None:
    with tempfile.TemporaryDirectory(prefix="tandem-demo-") as folder:
        running, demo = await open_demo(port, Path(folder))
        print(f"Tandem's demo is at {running.url} — open it in a browser. Ctrl+C ends it.", flush=True)  # noqa: T201
        stop = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await stop.wait()
        await demo.stop()
        await running.stop()
