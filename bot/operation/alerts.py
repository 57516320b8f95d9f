"""Words to the operators: of each kind one in an hour, which sums up what came since."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from handlers.operation import operator
from storage.db import Database, in_trouble
from storage.operation import health
from templates.render import render

HOUR = timedelta(hours=1)
KINDS = ("dead", "failed", "stuck", "backup", "database", "conflict")
LEVELS = ("stuck",)
"""Kinds whose number is how many there are now; of the others how many there were."""

log = structlog.get_logger("alerts")


class Alerts:
    def __init__(self, db: Database, bot: Bot, app: App) -> None:
        self.db, self.bot, self.app = db, bot, app
        self.counts: Counter[str] = Counter()
        self.told: dict[str, datetime] = {}
        self.refusals = 0

    def note(self, kind: str, count: int = 1) -> None:
        """It is said at the next turn, or when the hour of the last word about this kind is over."""
        assert kind in KINDS
        self.counts[kind] = count if kind in LEVELS else self.counts[kind] + count

    async def turn(self) -> None:
        """Say what there is to say. A database that refuses is told of past it."""
        if self.db.refusals > self.refusals:
            self.note("database", self.db.refusals - self.refusals)
            self.refusals = self.db.refusals
        try:
            await self._look_at_lanes()
            for kind in self._ripe():
                await self._tell(kind)
        except Exception as error:
            if not in_trouble(error):
                raise
            self.note("database")
            log.error("database_refuses", error=str(error))
        if "database" in self._ripe():
            await self._call()

    def _ripe(self) -> list[str]:
        now = self.app.now()
        return [kind for kind in self.counts if kind not in self.told or now - self.told[kind] >= HOUR]

    async def _look_at_lanes(self) -> None:
        async with self.db.transaction() as tx:
            condition = await health.condition(tx, self.app.now(), None)
        self.counts.pop("stuck", None)
        if condition.stuck_lanes:
            self.note("stuck", condition.stuck_lanes)

    async def _tell(self, kind: str) -> None:
        if kind == "database":
            return
        async with self.db.transaction() as tx:
            work = Work(self.app, tx, self.app.now())
            await operator.alert(work, kind, self.counts[kind])
            await blocked.send(work)
        self._said(kind)

    async def _call(self) -> None:
        """Straight to Telegram: nothing can be put into the outbox."""
        text = render("operation/operator.alert_database", self.app.default_language, engine=self.db.engine)
        for chat_id in sorted(self.app.operators):
            try:
                await self.bot.do_api_request("sendMessage", {"chat_id": chat_id, "text": text, "parse_mode": "HTML"})
            except TelegramError as error:
                log.error("alert_not_sent", error=str(error))
        self._said("database")

    def _said(self, kind: str) -> None:
        self.told[kind] = self.app.now()
        del self.counts[kind]
