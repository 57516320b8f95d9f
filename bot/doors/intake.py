"""The first door: updates are stored as they came, and only then are the next ones asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson
import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, NetworkError, RetryAfter, TelegramError

from bot.operation.telemetry import Telemetry
from storage.db import Database, in_trouble
from storage.queues import inbox
from storage.queues.inbox import Raw

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
log = structlog.get_logger("intake")


def raw(update: Mapping[str, Any]) -> Raw:
    """An update with the chat that its order belongs to."""
    return Raw(update["update_id"], _chat_of(update), orjson.dumps(update).decode())


def _chat_of(update: Mapping[str, Any]) -> int:
    query = update.get("callback_query") or {}
    inner: Mapping[str, Any] = next(
        (update[kind] for kind in update if kind != "update_id" and isinstance(update[kind], dict)), {}
    )
    for place in (inner, query.get("message") or {}):
        chat = place.get("chat")
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            number: int = chat["id"]
            return number
    sender = inner.get("from")
    return int(sender["id"]) if isinstance(sender, dict) and isinstance(sender.get("id"), int) else 0


class Intake:
    def __init__(
        self, db: Database, bot: Bot, clock: Callable[[], datetime], stored: Callable[[], None], watch: Telemetry
    ) -> None:
        self.db, self.bot, self.clock, self.stored, self.watch = db, bot, clock, stored, watch
        self.offset: int | None = None
        self.polled_at: datetime | None = None

    async def run(self) -> None:
        """Poll for ever. A webhook that was set before is taken back first, as Telegram refuses both at once."""
        pause, hooked = 0.5, True
        while True:
            try:
                if hooked:
                    await self.bot.do_api_request("deleteWebhook")
                    hooked = False
                await self.turn()
                pause = 0.5
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error))
            except (NetworkError, TelegramError, OSError) as error:
                log.warning("poll_failed", error=self._what(error), again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception as error:
                if not in_trouble(error):
                    raise
                log.error("database_refuses", error=str(error))
                await asyncio.sleep(1)

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
        updates: Any = await self.bot.do_api_request("getUpdates", parameters, read_timeout=POLL_SECONDS + 10)
        self.polled_at = self.clock()
        if updates:
            await self.take(updates)
            self.offset = max(update["update_id"] for update in updates) + 1

    async def take(self, updates: list[Mapping[str, Any]]) -> None:
        """Store in one commit, then wake the worker."""
        async with self.db.transaction() as tx:
            await inbox.store(tx, [raw(update) for update in updates], self.clock())
        self.stored()


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if not isinstance(after, int | float) else float(after)
