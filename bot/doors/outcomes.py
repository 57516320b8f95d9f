"""What an outcome changes: the row, its lane, and what we know of the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import orjson

from bot.doors.backoff import after_failures
from bot.outcome import Outcome, OutcomeKind
from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from handlers.groups import group
from storage.agreement import versions
from storage.db import Tx
from storage.groups import groups as stored_groups
from storage.queues import lanes, outbox
from storage.queues.outbox import Ready


class Outcomes:
    def __init__(self, app: App) -> None:
        self.app = app

    async def settle(self, tx: Tx, results: Sequence[tuple[Ready, Outcome]]) -> None:
        """What left, together; then, one by one, what did not."""
        left = [(row, outcome) for row, outcome in results if outcome.kind is OutcomeKind.SENT]
        if left:
            await outbox.sent(tx, {row.id: outcome.message_id for row, outcome in left}, self.app.now())
        for row, outcome in left:
            await self._remember_file(tx, row, outcome)
            if row.edits and row.method == "sendMessage" and outcome.message_id:
                await self._takes_place(tx, row, row.edits, outcome.message_id)
        for row, outcome in results:
            await self._settle(tx, row, outcome)

    async def _remember_file(self, tx: Tx, row: Ready, outcome: Outcome) -> None:
        """An agreement's file is remembered, so that a forwarded copy is known again."""
        if outcome.file_mark and row.drawing:
            name, data = orjson.loads(row.drawing)
            if name == "agreement":
                await versions.file_sent(tx, outcome.file_mark, **data["sent"])

    async def _settle(self, tx: Tx, row: Ready, outcome: Outcome) -> None:
        now = self.app.now()
        match outcome.kind:
            case OutcomeKind.DROPPED:
                await outbox.dropped(tx, row.id, outcome.why)
            case OutcomeKind.FAILED:
                await outbox.failed(tx, row.id, outcome.why)
            case OutcomeKind.WAIT:
                await self._wait(tx, row, outcome)
            case OutcomeKind.UNKNOWN if row.again:
                pause = timedelta(seconds=after_failures(row.tries + 1))
                await outbox.later(tx, row.id, now + pause, "unknown")
            case OutcomeKind.UNKNOWN:
                await outbox.dropped(tx, row.id, "unknown")
            case OutcomeKind.AS_NEW:
                await self._as_new(tx, row)
            case OutcomeKind.MOVED:
                await self._moved(tx, row, outcome.chat_id)
            case OutcomeKind.NO_TOPIC:
                await self._no_topic(tx, row)
            case OutcomeKind.REFUSED | OutcomeKind.MUTED:
                await self._refused(tx, row, outcome.why, outcome.kind is OutcomeKind.MUTED)

    async def _wait(self, tx: Tx, row: Ready, outcome: Outcome) -> None:
        """The row and, in a chat, all behind it."""
        at = self.app.now() + timedelta(seconds=outcome.seconds + 1)
        await outbox.later(tx, row.id, at, outcome.why or "asked to wait")
        if row.chat_id:
            await lanes.hold_chat(tx, row.chat_id, at)

    async def _as_new(self, tx: Tx, row: Ready) -> None:
        """The message to edit is gone: its new text is a new message, in a group a silent one."""
        body = orjson.loads(row.body)
        body.pop("message_id", None)
        await outbox.instead(
            tx, row.id, "sendMessage", body | ({"disable_notification": True} if row.chat_id < 0 else {})
        )

    async def _takes_place(self, tx: Tx, row: Ready, target: int, message: int) -> None:
        """It is edited from now on, and in a group pinned as the one before it was."""
        await outbox.takes_place(tx, target, message, self.app.now())
        if row.chat_id < 0:
            work = Work(self.app, tx, self.app.now())
            work.pin(row.chat_id, target)
            await blocked.send(work)

    async def _moved(self, tx: Tx, row: Ready, chat_id: int) -> None:
        await outbox.later(tx, row.id, self.app.now(), "group moved")
        work = Work(self.app, tx, self.app.now())
        await group.move(work, row.chat_id, chat_id)

    async def _no_topic(self, tx: Tx, row: Ready) -> None:
        """What waits for that topic goes to the group itself, and so does all that comes."""
        thread = orjson.loads(row.body)["message_thread_id"]
        await outbox.later(tx, row.id, self.app.now(), "topic gone")
        await lanes.leave_topic(tx, row.chat_id, thread)
        await stored_groups.leave_topic(tx, row.chat_id, thread)

    async def _refused(self, tx: Tx, row: Ready, why: str, muted: bool) -> None:
        """Blocked, kicked or gone: a fact. Nothing more is tried until the chat speaks again."""
        work = Work(self.app, tx, self.app.now())
        if row.chat_id < 0 or not await blocked.gone(work, row.chat_id):
            await outbox.failed(tx, row.id, why)
            await lanes.drop_chat(tx, row.chat_id, why)
        if row.chat_id < 0:
            await group.lost(work, row.chat_id, muted)
        await blocked.send(work)
