"""The bot as a process of its own, as its operators run it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path

from sandbox import Running, Telegram, serve
from sandbox.clock import monotonic
from tests.world import canary
from tests.world.cast import Cast, running_promo
from tests.world.databases import Eye, address, eye_on, make_room, sweep
from tests.world.town import START, InProcess, Town

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
QUIET = 0.05
DUE = "SELECT count(*) FROM due WHERE state = 'waiting' AND due_at <= :now"


class Process:
    """`tandem run` against the stand-in."""

    def __init__(self, telegram: Telegram, url: str, folder: Path, more: Mapping[str, str]) -> None:
        self.telegram, self.url, self.folder, self.more = telegram, url, folder, dict(more)
        self.database = folder / "tandem.sqlite3"
        self.process: asyncio.subprocess.Process | None = None
        self.clock = folder / "clock"
        telegram.clock.moved.append(self._moved)
        self._moved(telegram.clock.now())

    def _moved(self, _: datetime) -> None:
        new = self.clock.with_suffix(".new")
        new.write_text(str(self.telegram.clock.offset.total_seconds()))
        new.rename(self.clock)

    async def start(self) -> None:
        make_room(self.database)
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.world.bot_under_clock",
            "run",
            cwd=ROOT,
            stderr=(self.folder / "bot.log").open("ab"),
            env=os.environ
            | {
                "BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": self.url,
                "TICK_SECONDS": "0.1",
                "DATABASE_URL": address(self.database),
                "BACKUP_DIR": str(self.database.parent / "backups"),
                "CLOCK_FILE": str(self.clock),
                "LOG_LEVEL": "DEBUG",
            }
            | self.more,
        )

    async def greets(self) -> None:
        """It has started and asked Telegram who it is."""
        seen = len(self.telegram.calls)
        async with asyncio.timeout(PATIENCE):
            while not any(call.method == "getMe" for call in self.telegram.calls[seen:]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def settle(self) -> None:
        """Everything fetched and confirmed, what is due done, and no call for a moment."""
        end, calls, since = monotonic() + PATIENCE, -1, monotonic()
        with closing(self.eye()) as eye:
            while monotonic() < end:
                if len(self.telegram.calls) != calls or not self.telegram.idle() or self._has_work(eye):
                    calls, since = len(self.telegram.calls), monotonic()
                elif monotonic() - since > QUIET:
                    return
                await asyncio.sleep(0.01)
        raise TimeoutError(self.log()[-3000:])

    def _has_work(self, eye: Eye) -> bool:
        now = self.telegram.clock.now()
        return eye.sees_work(now) or bool(eye.value(DUE, now=int(now.timestamp())))

    async def tick(self) -> None:
        await asyncio.sleep(0.2)

    def kill(self) -> None:
        """kill -9, at this very moment."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        if self.process:
            if self.process.returncode is None:
                self.process.terminate()
            await self.process.wait()

    def log(self) -> str:
        return (self.folder / "bot.log").read_text("utf-8")

    def eye(self) -> Eye:
        """Looks into its database, while it runs too."""
        return eye_on(self.database)


@asynccontextmanager
async def a_town_apart(folder: Path, **more: str) -> AsyncIterator[tuple[Town, Process]]:
    """Telegram here, the bot in a process with these settings more. Nothing that it left has the token in it."""
    async with _telegram() as running:
        process = Process(running.telegram, running.url, folder, more)
        await process.start()
        try:
            yield Town(running.telegram, running, process), process
        finally:
            await process.stop()
    assert [*canary.nests(folder), *sweep(process.database)] == []


@asynccontextmanager
async def a_promo_apart(
    folder: Path, database: Path | None = None, **more: str
) -> AsyncIterator[tuple[Town, Process, Cast]]:
    """As `a_town_apart`, with a promo that runs: it was set up by a bot in this process, on the same database."""
    at = database or folder / "tandem.sqlite3"
    async with _telegram() as running:
        bot = InProcess(running.telegram, running.url, at)
        await bot.start()
        town = Town(running.telegram, running, bot)
        cast = await running_promo(town)
        await bot.stop()
        process = Process(running.telegram, running.url, folder, more)
        process.database = at
        town.bot = process
        await process.start()
        try:
            await process.greets()
            yield town, process, cast
        finally:
            await process.stop()
    assert [*canary.nests(folder), *sweep(process.database)] == []


@asynccontextmanager
async def a_second(first: Process) -> AsyncIterator[Process]:
    """One more process on the database of the first one, which is a server's."""
    folder = first.folder / "second"
    folder.mkdir()
    second = Process(first.telegram, first.url, folder, first.more)
    second.database = first.database
    await second.start()
    try:
        await second.greets()
        yield second
    finally:
        await second.stop()


@asynccontextmanager
async def _telegram() -> AsyncIterator[Running]:
    telegram = Telegram()
    telegram.queue.retention = timedelta(days=3650)
    telegram.clock.set(START)
    running = await serve(telegram, page=False)
    try:
        yield running
    finally:
        await running.stop()
