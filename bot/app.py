"""The whole program: doors, database and clock put together, started and stopped in order."""

from __future__ import annotations

import asyncio
import itertools
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.ext import ApplicationBuilder
from telegram.warnings import PTBUserWarning

from bot import profile
from bot.clock import now
from bot.delivery import GROUP_A_MINUTE, Delivery
from bot.fetching import Fetching
from bot.intake import Intake
from bot.routes import CONTEXT, Tandem, add_routes
from bot.sending import Sender
from bot.settings import Settings
from bot.settling import Settling
from bot.ticker import Ticker
from bot.transport import Transport
from bot.worker import Worker
from handlers.context import App
from storage import meta, outbox
from storage.db import Database, DatabaseRefused, open_database

GRACE_SECONDS = 5.0
log = structlog.get_logger("app")
warnings.filterwarnings("ignore", "Please use 'Bot", PTBUserWarning)


class Program:
    """Everything that runs in this process."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = now,
        a_second: float = 30,
        a_minute: int = GROUP_A_MINUTE,
    ) -> None:
        self.settings, self.clock, self.a_second, self.a_minute = settings, clock, a_second, a_minute
        self.running: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the database, greet Telegram, start the loops. Raises DatabaseRefused, TelegramError."""
        calls, polls = Transport(), Transport()
        self.application = build(self.settings, calls, polls)
        self.db = await open_database(self.settings.database_path)
        try:
            await self.application.initialize()
            await claim(self.db, self.application.bot.id)
        except BaseException:
            await asyncio.gather(calls.shutdown(), polls.shutdown(), self.db.close())
            raise
        async with self.db.transaction() as tx:
            ids = itertools.count(await outbox.last_id(tx) + 1)
        username = self.application.bot.username
        self.app = App(self.clock, username, self.settings.default_language, self.settings.default_timezone, ids)
        self._doors()
        self._loops()
        log.info("started", bot=username, database=str(self.settings.database_path))

    def _doors(self) -> None:
        bot = self.application.bot
        settling = Settling(self.app)
        self.delivery = Delivery(self.db, self.app, Sender(bot), settling.settle, self.a_second, self.a_minute)
        self.fetching = Fetching(self.db, bot, self.app, self.delivery.wake.set)
        self.worker = Worker(self.db, self.application, self.app, self._handled)
        self.intake = Intake(self.db, bot, self.clock, self.worker.wake.set)
        self.ticker = Ticker(self.db, self.app, self.delivery.wake.set)

    def _handled(self) -> None:
        """Something may have to be said, or fetched."""
        self.delivery.wake.set()
        self.fetching.wake.set()

    def _loops(self) -> None:
        self.scheduler = AsyncIOScheduler(timezone="UTC")
        self.scheduler.add_job(
            self.ticker.tick, "interval", seconds=self.settings.tick_seconds, coalesce=True, misfire_grace_time=None
        )
        self.scheduler.add_job(self.ticker.clean, "interval", hours=1, coalesce=True, misfire_grace_time=None)
        self.scheduler.start()
        greet = profile.introduce(self.application.bot, self.settings.default_language)
        for loop in (self.delivery.run(), self.worker.run(), self.intake.run(), self.fetching.run(), greet):
            self.running.append(asyncio.create_task(loop))

    async def tick(self) -> None:
        """Do what is due now, without waiting for the next tick."""
        await self.ticker.tick()
        self._handled()

    async def wait(self) -> None:
        """Until one of the loops ends, which none does by itself unless it fails."""
        *loops, _ = self.running
        done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """No new updates, finish what is in hand, let what is on its way arrive."""
        delivery, worker, intake, fetching, greet = self.running
        for task in (intake, greet, fetching):
            await _end(task)
        self.scheduler.shutdown(wait=False)
        await self.ticker.stop()
        await _end(worker)
        await self.delivery.stop(GRACE_SECONDS)
        with suppress(TimeoutError):
            await asyncio.wait_for(delivery, 2)
        await self.application.shutdown()
        await self.db.close()
        log.info("stopped")


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task


def build(settings: Settings, calls: Transport, polls: Transport) -> Tandem:
    """The library's Application on our transports, with all routes."""
    base = settings.telegram_api_url
    builder = (
        ApplicationBuilder()
        .token(settings.require_token())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(calls)
        .get_updates_request(polls)
        .context_types(CONTEXT)
        .updater(None)
        .job_queue(None)
    )
    application: Tandem = builder.build()  # type: ignore[assignment]
    add_routes(application)
    return application


async def claim(db: Database, bot_id: int) -> None:
    """A database belongs to one bot. Raises DatabaseRefused for another bot's."""
    async with db.transaction() as tx:
        owner = await meta.once(tx, "bot_id", str(bot_id))
    if owner != str(bot_id):
        raise DatabaseRefused(f"this database belongs to the bot {owner}, the token to {bot_id}. Change DATABASE_URL.")


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    program = Program(settings)
    await program.start()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    waiting = asyncio.create_task(program.wait())
    await asyncio.wait({waiting, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    failed = waiting.done()
    await program.stop()
    if failed:
        waiting.result()
    waiting.cancel()
