"""The program, turned by hand: every turn of every loop in an order drawn from the seed, and crashes where one wants.

So a life needs no waiting, and the same seed lives the same life.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram.error import TelegramError

from bot import app
from bot.app import Program
from bot.doors.sending import Sender
from bot.outcome import Outcome
from bot.rendering import Drawing
from bot.settings import Settings
from sandbox import Telegram
from sandbox.api.botapi import BotApi
from sandbox.clock import Clock
from sandbox.town.people import SMALLEST
from storage.db import Tx
from storage.queues.outbox import Ready
from tests.simulation.file import opened
from tests.simulation.wire import Wire
from tests.world.databases import Eye, address, eye_on, lay
from tests.world.town import NO_LIMITS, InProcess

POINTS = ("before a commit", "after a commit", "before a send", "after a send")
SOON = 150
"""Seconds that somebody waits for an answer which a fault has put off."""
MOST_ROUNDS = 400
WAITING = """
    SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'new'),
        EXISTS (SELECT 1 FROM outbox WHERE state IN ('ready', 'sending') AND not_before <= :now),
        EXISTS (SELECT 1 FROM table_file WHERE state = 'new' AND not_before <= :now)
"""
PUT_OFF = """
    SELECT min(not_before) FROM (
        SELECT not_before FROM outbox WHERE state = 'ready' AND error IS NOT NULL
        UNION ALL SELECT not_before FROM table_file WHERE state = 'new') AS later
    WHERE not_before > :now AND not_before <= :now + :soon
"""


class Crash(BaseException):
    """kill -9 at this very point."""


class Still(Clock):
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, by: timedelta) -> None:
        self._at += by
        super().move(by)


@dataclass
class Fuse:
    """Goes off at the so-many-th time that a point is passed."""

    point: str = ""
    left: int = 0

    def passes(self, point: str) -> None:
        if point == self.point:
            self.left -= 1
            if self.left <= 0:
                self.point = ""
                raise Crash(point)


def drawn(name: str, data: Mapping[str, Any]) -> Drawing:
    """A dot in the place of every picture: how they look is proved elsewhere."""
    return Drawing(SMALLEST["photo"], f"{name}.png", "photo" if name in ("weekly", "qr") else "document")


class FusedSender(Sender):
    """The way out, with a fuse at both ends."""

    fuse: Fuse

    async def send(self, row: Ready) -> Outcome:
        self.fuse.passes("before a send")
        outcome = await super().send(row)
        self.fuse.passes("after a send")
        return outcome


class Machine(Program):
    """The whole program but for the loops and the scheduler."""

    def __init__(self, settings: Settings, telegram: Telegram, fuse: Fuse, dice: random.Random, eye: Eye) -> None:
        super().__init__(settings.model_copy(update=NO_LIMITS), telegram.clock.now)
        self.telegram, self.fuse, self.dice, self.eye, self.up = telegram, fuse, dice, eye, False

    async def start(self) -> None:
        await super().start()
        self.up = True
        transaction = self.db.transaction

        @asynccontextmanager
        async def fused() -> AsyncIterator[Tx]:
            async with transaction() as tx:
                yield tx
                self.fuse.passes("before a commit")
            self.fuse.passes("after a commit")

        self.db.transaction = fused  # type: ignore[method-assign]  # a fuse around the real one
        sender = FusedSender(self.bot, drawn)
        sender.fuse = self.fuse
        self.delivery.sender = sender
        await self.db.lead()
        self.delivery.stopping = True
        await self.delivery.run()  # only what it does first after a crash
        self.delivery.stopping = False

    def _loops(self) -> None:
        return

    async def round(self) -> None:
        """Each door where something waits once, in any order."""
        all_doors = (self._in, self.worker.turn, self._out, self.fetching.turn)
        doors = [door for door, waits in zip(all_doors, self.waits(), strict=True) if waits]
        self.dice.shuffle(doors)
        for door in doors:
            await door()

    def waits(self) -> tuple[bool, bool, bool, bool]:
        """Whether something does: at Telegram, in the inbox, on the way out, as a file to fetch."""
        now = int(self.telegram.clock.now().timestamp())
        said, to_say, to_fetch = self.eye.rows(WAITING, now=now)[0]
        return bool(self.telegram.undelivered), bool(said), bool(to_say or self.delivery.results), bool(to_fetch)

    async def _in(self) -> None:
        with suppress(TelegramError):
            await self.intake.turn()

    async def _out(self) -> None:
        await self.delivery.turn()
        ends = await asyncio.gather(*self.delivery.tasks, return_exceptions=True)
        self.delivery.results.sort(key=lambda one: int(one[0].id))
        for end in ends:
            if isinstance(end, BaseException):
                raise end

    async def dies(self) -> None:
        """Nothing is finished, nothing is told to anybody; what the system gives back, it gives back."""
        if self.up:
            await self._close_ports()
            await self.db.close()


class Driven(InProcess):
    """The bot of a town, whose `settle` turns the machine until nothing more can happen now."""

    program: Machine

    def __init__(self, telegram: Telegram, path: Path, dice: random.Random) -> None:
        super().__init__(telegram, "http://wire", path)
        self.api, self.dice, self.fuse = BotApi(telegram), dice, Fuse()
        self.crashes: list[str] = []
        self.held: set[int] = set()
        lay(path)
        self.eye = eye_on(path)
        self.settings = Settings(
            _env_file=None,
            bot_token=telegram.token,
            telegram_api_url=self.url,
            default_language="uk",
            database_url=address(path),
            backup_dir=path.parent / "backups",
        )

    async def start(self) -> None:
        self.program = Machine(self.settings, self.telegram, self.fuse, self.dice, self.eye)
        with patch.object(app, "Transport", self._wire), patch("storage.engines.sqlite.aiosqlite.connect", opened):
            await self.program.start()

    def _wire(self) -> Wire:
        return Wire(self.telegram, self.api, self.held)

    async def settle(self) -> None:
        for _ in range(MOST_ROUNDS):
            if not any(self.program.waits()) and not self._waits():
                return
            await self.guarded(self.program.round)
        raise AssertionError("the bot does not come to rest")

    def _waits(self) -> bool:
        """Somebody waits for what a fault has put off: the clock goes on until it may leave."""
        now = int(self.telegram.clock.now().timestamp())
        at = self.eye.value(PUT_OFF, now=now, soon=SOON)
        if at is not None:
            self.telegram.clock.move(timedelta(seconds=at - now))
        return at is not None

    async def guarded(self, work: Any) -> None:
        """Do it; what crashes is dropped and opened again on the same file."""
        try:
            await work()
        except Crash as crash:
            self.crashes.append(str(crash))
            await self.restart()

    async def tick(self) -> None:
        before = -1
        while before != len(self.crashes):
            before = len(self.crashes)
            await self.guarded(self.program.tick)

    async def restart(self) -> None:
        """As after kill -9."""
        await self.stop()
        try:
            await self.start()
        except (Crash, TelegramError) as error:  # while it was getting up; whoever runs it starts it again
            self.crashes.append(str(error))
            await self.restart()

    async def stop(self) -> None:
        await self.program.dies()
        self.eye.sees_the_bots_go()
