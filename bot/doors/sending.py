"""One row of the outbox becomes one call, and its answer becomes an outcome."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import structlog
from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.doors.backoff import after_failures, asked_for
from bot.outcome import Outcome, OutcomeKind
from bot.rendering import Drawing, draw
from bot.transport import NotSent
from storage.queues.outbox import EDIT, FOLD, Ready

STEP_BACK = 10
GONE = ("to edit not found", "can't be edited", "no text in the message to edit", "message_id_invalid")
"""A message that was deleted, or is none that the new words can stand in."""
MAY_NOT_WRITE = ("not enough rights to send", "have no rights to send")
NO_TOPIC = ("message thread not found", "topic_deleted", "topic_closed")
log = structlog.get_logger("sending")


def _step_back() -> None:
    """Drawing takes what answers leave of the processor; only Linux gives a thread its own niceness."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), STEP_BACK)


class Sender:
    def __init__(self, bot: Bot, draw_: Callable[[str, Mapping[str, Any]], Drawing] = draw) -> None:
        self.bot, self.draw = bot, draw_
        self.drawers = ThreadPoolExecutor(os.cpu_count(), "draw", initializer=_step_back)

    async def send(self, row: Ready) -> Outcome:
        """Make the call. What Telegram or the network answers is an outcome; what is raised is a bug."""
        if _is_edit(row) and row.edits and row.target_message is None:
            gone = row.method == EDIT and row.target_state in ("failed", "dropped", None)
            return Outcome(OutcomeKind.AS_NEW if gone else OutcomeKind.DROPPED, why="nothing to edit")
        try:
            return await self._call(row)
        except TelegramError as error:
            return outcome_of(error, row)

    async def _call(self, row: Ready) -> Outcome:
        body = orjson.loads(row.body)
        method = EDIT if row.method == FOLD else row.method
        if _is_edit(row) and row.edits:
            body["message_id"] = row.target_message
        if row.drawing:
            method, body = await self._drawn(orjson.loads(row.drawing), body)
        result = await self.bot.do_api_request(method, body)
        message = result if isinstance(result, dict) else {}
        mark = message.get("document", {}).get("file_unique_id")
        return Outcome(OutcomeKind.SENT, message_id=message.get("message_id") or body.get("message_id"), file_mark=mark)

    async def _drawn(
        self, drawing: tuple[str, Mapping[str, object]], body: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """Draw in a thread, send as a photo or a file."""
        name, data = drawing
        made = await asyncio.get_running_loop().run_in_executor(self.drawers, self.draw, name, data)
        if "message_id" in body:
            return "editMessageMedia", _media(made, body)
        file = InputFile(made.content, filename=made.file_name)
        method = "sendPhoto" if made.kind == "photo" else "sendDocument"
        return method, body | {made.kind: file}


def _is_edit(row: Ready) -> bool:
    """It is about a message that is there; what was to be one and became a message of its own is not."""
    return row.method != "sendMessage"


def outcome_of_task(task: asyncio.Task[Outcome], row: Ready) -> Outcome:
    """What a send came to, however it ended: a bug fails its row, and what was cancelled may have arrived."""
    if task.cancelled():
        return Outcome(OutcomeKind.UNKNOWN, why="cancelled")
    error = task.exception()
    if error is None:
        return task.result()
    log.error("send_broke", outbox_id=row.id, exc_info=error)
    return Outcome(OutcomeKind.FAILED, why=f"{type(error).__name__}: {error}")


def _media(made: Drawing, body: dict[str, Any]) -> dict[str, Any]:
    """Another picture in the place of one that was sent."""
    caption = {name: body.pop(name) for name in ("caption", "parse_mode")}
    kind = InputMediaPhoto if made.kind == "photo" else InputMediaDocument
    return body | {"media": kind(made.content, filename=made.file_name, **caption)}


def outcome_of(error: TelegramError, row: Ready) -> Outcome:
    """What an error of the Bot API means for the row."""
    words = str(error)
    if isinstance(error, RetryAfter):
        return Outcome(OutcomeKind.WAIT, seconds=asked_for(error))
    if isinstance(error, ChatMigrated):
        return Outcome(OutcomeKind.MOVED, chat_id=error.new_chat_id)
    if any(silent in words.lower() for silent in MAY_NOT_WRITE):
        return Outcome(OutcomeKind.MUTED, why=words)
    if isinstance(error, Forbidden) or "chat not found" in words.lower():
        return Outcome(OutcomeKind.REFUSED, why=words)
    if isinstance(error, BadRequest):
        return _bad_request(words.lower(), row)
    if isinstance(error, TimedOut):
        return Outcome(OutcomeKind.UNKNOWN, why=words)
    if isinstance(error, NotSent | NetworkError):
        return Outcome(OutcomeKind.WAIT, seconds=after_failures(row.tries), why=words)
    return Outcome(OutcomeKind.WAIT, seconds=30, why=words)


def _bad_request(words: str, row: Ready) -> Outcome:
    if "message is not modified" in words:
        return Outcome(OutcomeKind.SENT, message_id=orjson.loads(row.body).get("message_id") or row.target_message)
    if any(gone in words for gone in NO_TOPIC) and "message_thread_id" in orjson.loads(row.body):
        return Outcome(OutcomeKind.NO_TOPIC, why=words)
    if _is_edit(row) and any(gone in words for gone in GONE):
        return Outcome(OutcomeKind.AS_NEW if row.method == EDIT else OutcomeKind.DROPPED, why=words)
    if any(harmless in words for harmless in ("query is too old", "to pin not found", "not enough rights")):
        return Outcome(OutcomeKind.DROPPED, why=words)
    log.error("call_refused", outbox_id=row.id, method=row.method, error=words)
    return Outcome(OutcomeKind.FAILED, why=words)
