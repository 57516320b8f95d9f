"""The whole program: doors, database and clock put together, started and stopped in order."""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog
from telegram import Bot
from telegram.warnings import PTBUserWarning

from bot.clock import now
from bot.doors.counter_address import PageAddress, address
from bot.doors.delivery import Delivery, Result
from bot.doors.files.fetching import Fetching
from bot.doors.intake import Intake
from bot.doors.loop import until_no_conflict
from bot.doors.outcomes import Outcomes
from bot.doors.sending import Sender
from bot.doors.ticker import Ticker
from bot.doors.worker import Worker
from bot.operation import bot_profile
from bot.operation.alerts import Alerts
from bot.operation.backups import Backups
from bot.operation.control_socket import ControlSocket
from bot.operation.health import HealthChecks
from bot.operation.metrics import Metrics
from bot.operation.systemd import notify, watchdog_seconds
from bot.operation.telemetry import Telemetry
from bot.rounds import Rounds
from bot.routes import tables
from bot.settings import Settings
from bot.transport import Transport
from handlers.app import App
from storage.db import Tx
from storage.opening import claim, is_sqlite, open_database

GRACE_SECONDS, LOOK_SECONDS, FIRST_ANSWERS = 4.0, 10, 3.0
GARBAGE = 10_000
"""Objects made before Python looks for cycles among them; its own 700 is a look for every five messages."""
log = structlog.get_logger("app")

if TYPE_CHECKING:
    from aiohttp.web import AppRunner, RouteDef
warnings.filterwarnings("ignore", "Please use 'Bot", PTBUserWarning)


class Program:
    """Everything that runs in this process."""

    def __init__(
        self, settings: Settings, clock: Callable[[], datetime] = now, counter_at: PageAddress | None = None
    ) -> None:
        self.counter_at = counter_at or address(settings)
        self.settings, self.clock = settings, clock
        self.running: list[asyncio.Task[None]] = []
        self.server: AppRunner | None = None
        self.door: ControlSocket | None = None

    async def start(self) -> None:
        """Open the database, greet Telegram, start the loops. Raises DatabaseRefused, TelegramError, PortTaken."""
        gc.set_threshold(GARBAGE)
        gc.enable()
        calls, polls = Transport(), Transport()
        self.bot = bot_of(self.settings, calls, polls)
        self.db = await open_database(self.settings.database_url, self.settings.backups, now())
        try:
            await self.bot.initialize()
            await until_no_conflict(partial(claim, self.db, self.bot.id))
            self._make()
            await self._serve()
        except BaseException:
            await self._close_ports()
            await asyncio.gather(calls.shutdown(), polls.shutdown(), self.db.close())
            raise
        self._loops()
        log.info("started", bot=self.app.bot_username, database=self.db.name)

    def _make(self) -> None:
        self.app = App(
            clock=self.clock,
            bot_username=self.bot.username,
            default_language=self.settings.default_language,
            default_zone=self.settings.default_timezone,
            after_profile=tables.after_profile,
            start_in_time=tables.start_in_time,
            operators=frozenset(self.settings.admin_ids),
            polled=self._polled,
            counter_url=self.counter_at.url if self.counter_at else None,
            guide_url=self.settings.guide_url,
        )
        self.began = self.clock()
        self._doors()

    def _polled(self) -> datetime | None:
        """When Telegram last answered a poll; None where it calls us."""
        return None if self.settings.webhook_url else self.intake.polled_at or self.began

    def _doors(self) -> None:
        bot, settings = self.bot, self.settings
        self.metrics = Metrics() if settings.metrics else None
        self.alerts = Alerts(self.db, bot, self.app)
        self.watch = watch = Telemetry(self.metrics, self.alerts)
        self.settling = Outcomes(self.app)
        self.ticker = Ticker(self.db, self.app, self._handled, watch, settings.sends_a_second)
        self.delivery = Delivery(
            db=self.db,
            app=self.app,
            sender=Sender(bot),
            settle=self._settle,
            a_second=self.settings.sends_a_second,
            a_minute=self.settings.group_sends_a_minute,
            gathering=self.ticker.is_gathering,
        )
        self.fetching = Fetching(self.db, bot, self.app, self.delivery.wake.set)
        self.worker = Worker(self.db, self.app, self._handled, watch)
        self.intake = Intake(self.db, bot, self.clock, self._stored, watch)
        self.backups = Backups(
            db=self.db,
            app=self.app,
            folder=settings.backups,
            hour=settings.backup_hour,
            said=self.delivery.wake.set,
            watch=watch,
        )
        self.health = HealthChecks(self.db, self.app)
        self.db.listen({"stored": self.worker.wake.set, "said": self._wake_leader})

    async def _settle(self, tx: Tx, results: Sequence[Result]) -> None:
        await self.settling.settle(tx, results)
        for row, outcome in results:
            self.watch.came_back(row, outcome)

    def _handled(self) -> None:
        """Something may have to be said, or fetched: by the process that leads."""
        self._wake_leader()
        if not self.db.is_leading():
            self.db.tell("said")

    def _wake_leader(self) -> None:
        self.delivery.wake.set()
        self.fetching.wake.set()

    def _stored(self) -> None:
        """Updates wait."""
        self.worker.wake.set()
        self.db.tell("stored")

    async def _serve(self) -> None:
        """Open our own ports."""
        settings = self.settings
        if settings.health_port is not None:
            from bot.doors.web import open_port  # noqa: PLC0415 - most have no port and need no web server

            self.server = await open_port(settings, self.health, self.metrics, self.intake, self._counter())
        answers = {"backup": self.backups.asked, "health": self.health.asked}
        self.door = ControlSocket(settings.database_path, answers, shared=not is_sqlite(settings.database_url))
        await self.door.open()

    def _counter(self) -> list[RouteDef]:
        """The routes of the counter's page, where it has an address."""
        from bot.doors.counter import CounterPage  # noqa: PLC0415 - as above

        if self.counter_at is None:
            return []
        return CounterPage(self.db, self.app, self.settings.require_token(), self.counter_at, self._handled).routes()

    async def _close_ports(self) -> None:
        if self.door:
            self.door.close()
        if self.server:
            await self.server.cleanup()

    def _loops(self) -> None:
        self.rounds = Rounds()
        self.rounds.each(self.settings.tick_seconds, self.ticker.tick)
        self.rounds.each(LOOK_SECONDS, self.backups.turn)
        self.rounds.each(LOOK_SECONDS, self.alerts.turn)
        self.rounds.each(3600, self.ticker.clean)
        if seconds := watchdog_seconds():
            self.rounds.each(seconds, self._still_alive)
        self.rounds.start()
        intake = [] if self.settings.webhook_url else [self.intake.run()]
        for loop in (self.delivery.run(), self.worker.run(), *intake, self.fetching.run(), self._settle_in()):
            self.running.append(asyncio.create_task(loop))

    async def _settle_in(self) -> None:
        """What nobody waits for, after those who waited for the start."""
        await asyncio.sleep(FIRST_ANSWERS)
        await bot_profile.introduce(self.bot, self.settings.default_language, self.app.operators)

    async def _still_alive(self) -> None:
        if await self.health.alive():
            notify("WATCHDOG=1")

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
        await self._close_ports()
        delivery, worker, *others = self.running
        for task in others:
            await _end(task)
        await self.ticker.stop()
        await self.rounds.stop(GRACE_SECONDS)
        await _end(worker)
        await self.delivery.stop(GRACE_SECONDS)
        with suppress(TimeoutError):
            await asyncio.wait_for(delivery, 1)
        await self.bot.shutdown()
        await self.db.close()
        log.info("stopped")


def bot_of(settings: Settings, calls: Transport, polls: Transport) -> Bot:
    """The library's bot on our transports."""
    base = settings.telegram_api_url
    return Bot(settings.require_token(), f"{base}/bot", f"{base}/file/bot", request=calls, get_updates_request=polls)


async def _end(task: asyncio.Task[None]) -> None:
    """Told again until it does: a statement may answer a cancellation with the server's error, and its loop goes on."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=1)
    with suppress(asyncio.CancelledError):
        task.exception()
