"""Who is answered first when Telegram's limit leaves no room for everybody: who has not been answered just now.

Without it the chat whose answers were ready first would be served until it has them all.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from storage.queues.outbox import ANSWER, Ready

JUST_NOW = 1.0


class Fairness:
    """The chats that were answered within the last second, the longest ago first."""

    def __init__(self) -> None:
        self._answered: dict[int, float] = {}

    def more(self) -> int:
        """How many rows may have to give way, so that many more are to be looked at."""
        limit = time.monotonic() - JUST_NOW
        while self._answered and next(iter(self._answered.values())) < limit:
            del self._answered[next(iter(self._answered))]
        return len(self._answered)

    def order(self, rows: Sequence[Ready]) -> list[Ready]:
        """Answers before the rest, as they were; among answers the chat first that has waited longest for one."""
        return sorted(rows, key=lambda row: (row.urgency, self._answered.get(row.chat_id, 0.0)))

    def answered(self, row: Ready) -> None:
        if row.urgency == ANSWER and row.chat_id:
            self._answered.pop(row.chat_id, None)
            self._answered[row.chat_id] = time.monotonic()
