"""Copies of the database while the bot runs: each night, when an operator asks, when `tandem backup` asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot.operation.telemetry import Telemetry
from domain.calendar import last_hour
from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from handlers.operation import operator
from storage import backups
from storage.backups import BackupFailed
from storage.db import Database
from storage.operation import health

PAUSE = timedelta(hours=1)
log = structlog.get_logger("backups")


class Backups:
    """`hour` is local to the default zone; a night that was missed is made up for at the next look."""

    def __init__(
        self, db: Database, app: App, folder: Path, hour: int, said: Callable[[], None], watch: Telemetry
    ) -> None:
        self.db, self.app, self.folder, self.hour, self.said, self.watch = db, app, folder, hour, said, watch
        self.not_before: datetime | None = None
        self._one = asyncio.Lock()

    async def make(self, folder: Path | None = None) -> Path:
        """A copy now; those of our own folder are thinned out. Raises BackupFailed."""
        async with self._one:
            try:
                made = await backups.make(self.db, folder or self.folder, self.app.now())
                if not folder:
                    await asyncio.to_thread(backups.thin_out, self.folder)
            except BackupFailed as error:
                log.error("backup_failed", error=str(error))
                raise
        log.info("backup_made", file=str(made))
        return made

    async def asked(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """By `tandem backup`, through the local door."""
        try:
            made = await self.make(Path(question["folder"]) if question.get("folder") else None)
        except BackupFailed as error:
            return {"error": str(error)}
        return {"file": str(made)}

    async def turn(self) -> None:
        """What operators asked for, and the night's."""
        if not self.db.is_leading():
            return
        async with self.db.transaction() as tx:
            asked = await health.wanting_backup(tx)
        if asked or await self._night_is_due():
            try:
                made: Path | None = await self.make()
            except BackupFailed:
                made, self.not_before = None, self.app.now() + PAUSE
                self.watch.backup_failed()
            if asked:
                await self._tell(asked, made)

    async def _night_is_due(self) -> bool:
        now = self.app.now()
        if not self.db.may_copy():
            return False
        if self.not_before and now < self.not_before:
            return False
        newest = await asyncio.to_thread(backups.newest, self.folder)
        return newest is None or newest < last_hour(now, self.hour, self.app.default_zone)

    async def _tell(self, asked: list[int], made: Path | None) -> None:
        async with self.db.transaction() as tx:
            work = Work(self.app, tx, self.app.now())
            await operator.backup_made(work, asked, made.name if made else "", await tx.size())
            await blocked.send(work)
        self.said()
