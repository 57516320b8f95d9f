"""Reminders for one person that leave at the same moment leave as one message. Each stays a row with its own key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import orjson
from msgspec.structs import replace

from bot.outcome import Outcome, OutcomeKind
from handlers import joint_message
from storage.db import Tx
from storage.queues import outbox
from storage.queues.outbox import Ready


class Joining:
    """`gathering`: whether the clock is still making reminders, which then wait for each other."""

    def __init__(self, gathering: Callable[[], bool]) -> None:
        self.gathering = gathering
        self._alone: set[int] = set()

    async def with_others(self, tx: Tx, first: Ready, now: datetime) -> list[Ready]:
        """What leaves in one call with this row; nothing while reminders are being made."""
        if first.method != joint_message.METHOD:
            return [first]
        if self.gathering():
            return []
        if first.id in self._alone:
            return [first]
        rows = [first, *(row for row in await outbox.others(tx, first, now) if self._fits(row, now))]
        return rows[: joint_message.fitting([orjson.loads(row.body) for row in rows])]

    def _fits(self, row: Ready, now: datetime) -> bool:
        return row.id not in self._alone and (row.expires_at is None or row.expires_at >= now)

    def outcome(self, rows: Sequence[Ready], outcome: Outcome) -> Outcome:
        """For each of the rows: what Telegram refuses together is tried alone, so that none spoils the others."""
        if outcome.kind is not OutcomeKind.FAILED or len(rows) == 1:
            return outcome
        self._alone.update(row.id for row in rows)
        return Outcome(OutcomeKind.WAIT, why=outcome.why)


def as_one(rows: Sequence[Ready]) -> Ready:
    """The one call that says them all."""
    first = rows[0]
    if first.method != joint_message.METHOD:
        return first
    body = joint_message.join([orjson.loads(row.body) for row in rows])
    return replace(first, method="sendMessage", body=orjson.dumps(body).decode())
