"""The first door: updates are stored as they came, and only then are the next ones asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import orjson
import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, NetworkError, RetryAfter, TelegramError

from bot.doors.backoff import asked_for
from bot.doors.loop import until_no_conflict
from bot.operation.telemetry import Telemetry
from handlers.incoming import KINDS
from storage.db import Database, in_trouble
from storage.queues import inbox
from storage.queues.inbox import Raw

POLL_SECONDS = 25
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
BIGGEST = 2**63 - 1
log = structlog.get_logger("intake")


def raw(update: Any) -> Raw | None:
    """An update with the chat that its order belongs to; None for what is no update at all."""
    number = _id(update, "update_id")
    if number is None or number < 0:
        return None
    return Raw(number, _chat_of(update), _body(update, number))


def _body(update: Mapping[str, Any], number: int) -> str:
    """As it came. What cannot be written down (nested too deep, a number too large) is known by its id alone, so that
    Telegram does not bring it again and again."""
    try:
        return orjson.dumps(update).decode()
    except orjson.JSONEncodeError as error:
        log.error("update_left_out", update_id=number, error=str(error))
        return orjson.dumps({"update_id": number}).decode()


def _chat_of(update: Mapping[str, Any]) -> int:
    """0 where it has none."""
    inner = next((value for value in update.values() if isinstance(value, dict)), {})
    carrier = inner.get("message")
    for place in (inner, carrier if isinstance(carrier, dict) else {}):
        if (chat := _id(place.get("chat"), "id")) is not None:
            return chat
    return _id(inner.get("from"), "id") or 0


def _id(holder: Any, name: str) -> int | None:
    """A number of 64 bits with its sign, as all of Telegram's are."""
    value = holder.get(name) if isinstance(holder, dict) else None
    whole = isinstance(value, int) and not isinstance(value, bool) and -BIGGEST <= value <= BIGGEST
    return value if whole else None


class Intake:
    def __init__(
        self, db: Database, bot: Bot, clock: Callable[[], datetime], stored: Callable[[], None], watch: Telemetry
    ) -> None:
        self.db, self.bot, self.clock, self.stored, self.watch = db, bot, clock, stored, watch
        self.offset: int | None = None
        self.polled_at: datetime | None = None

    async def run(self) -> None:
        """Poll for ever. A webhook that was set before is taken back first, as Telegram refuses both at once."""
        pause, hooked = FIRST_PAUSE, True
        while True:
            try:
                await self.db.lead()
                if hooked:
                    await self.bot.do_api_request("deleteWebhook")
                    hooked = False
                await self.turn()
                pause = FIRST_PAUSE
            except RetryAfter as error:
                await asyncio.sleep(asked_for(error))
            except Exception as error:
                if in_trouble(error):
                    log.error("database_refuses", error=str(error))
                    pause = FIRST_PAUSE
                else:
                    self._failed(error, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _failed(self, error: Exception, pause: float) -> None:
        """No answer, or one that nobody can read: neither ends the polling."""
        if isinstance(error, TelegramError | OSError):
            log.warning("poll_failed", error=self._what(error), again_in=pause)
        else:
            log.error("poll_broke", again_in=pause, exc_info=error)

    def _what(self, error: Exception) -> str:
        if isinstance(error, EndPointNotFound):  # what the library makes of 401
            return "Telegram does not know this token"
        if not isinstance(error, Conflict):
            return str(error)
        self.watch.conflict()
        return f"another program takes this token's updates: {error}"

    async def turn(self) -> None:
        """One long poll. Asking with the next offset is what acknowledges the stored ones."""
        parameters: dict[str, Any] = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": list(KINDS)}
        if self.offset is not None:
            parameters["offset"] = self.offset
        answer: Any = await self.bot.do_api_request("getUpdates", parameters, read_timeout=POLL_SECONDS + 10)
        updates = [update for update in map(raw, answer) if update]
        if len(updates) < len(answer):
            log.error("not_updates", count=len(answer) - len(updates))
        self.polled_at = self.clock()
        if updates:
            await self.take(updates)
            self.offset = max(update.update_id for update in updates) + 1
        elif answer:
            raise NetworkError("an answer without one update")

    async def take(self, updates: Sequence[Raw]) -> None:
        """Store in one commit, then wake the worker."""
        await until_no_conflict(partial(self._store, updates))
        self.stored()

    async def _store(self, updates: Sequence[Raw]) -> None:
        async with self.db.transaction() as tx:
            await inbox.store(tx, updates, self.clock())
