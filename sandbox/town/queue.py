"""The bot's pending updates: numbered, kept 24 hours, handed out by offset (Bot API, getUpdates)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import Clock, monotonic
from sandbox.town.errors import OTHER_POLLER, ApiError

Json = dict[str, Any]

ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Queue:
    """Updates in order. `retention` is how long Telegram keeps what nobody fetches."""

    retention = timedelta(hours=24)

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._pending: list[tuple[datetime, Json]] = []
        self._again: list[Json] = []
        self._poller: asyncio.Future[None] | None = None
        self.history: dict[int, Json] = {}
        self.allowed: frozenset[str] | None = None
        self.pushed: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._pending) + len(self._again)

    def wants(self, kind: str) -> bool:
        """Is this kind of update delivered? By default all but those of ON_REQUEST."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update; None when its kind is not wanted."""
        if not self.wants(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        update: Json = {"update_id": update_id, kind: payload}
        self.history[update_id] = update
        self._pending.append((self._clock.now(), update))
        self._wake()
        return update_id

    def again(self, updates: Iterable[Json]) -> None:
        """Deliver these as they are in the next answer, whatever the offset. Those that still wait come in their turn:
        Telegram gives no later one before them, so that acknowledging it cannot pass over them."""
        waiting = {update["update_id"] for _, update in self._pending}
        self._again.extend(update for update in updates if update["update_id"] not in waiting)
        self._wake()

    def inject(self, raw: Json) -> None:
        """Queue a raw update of the test's own making; without `update_id` it gets the next one."""
        if "update_id" not in raw:
            raw = {"update_id": self._next_id, **raw}
            self._next_id += 1
        self.history[raw["update_id"]] = raw
        self._pending.append((self._clock.now(), raw))
        self._wake()

    def waiting(self, limit: int = 100) -> list[Json]:
        """The next updates, oldest first, without acknowledging them."""
        self._forget_old()
        return (self._again + [update for _, update in self._pending])[:limit]

    def confirm(self, offset: int) -> None:
        """Forget everything below a positive offset; a negative one keeps that many at the end."""
        if offset < 0:
            self._pending = self._pending[offset:]
        elif offset:
            self._pending = [item for item in self._pending if item[1]["update_id"] >= offset]

    def done(self, update: Json) -> None:
        """A webhook took this one."""
        self._pending = [item for item in self._pending if item[1] is not update]
        self._again = [item for item in self._again if item is not update]

    def clear(self) -> None:
        """drop_pending_updates."""
        self._pending, self._again = [], []

    async def fetch(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirm, then answer at once or when something comes within `seconds`.

        A second poller ends the first one with 409, as Client.cpp (abort_long_poll) does.
        """
        self.confirm(offset)
        deadline = monotonic() + seconds
        while True:
            found = self.waiting(limit)
            left = deadline - monotonic()
            if found or left <= 0:
                self._again = self._again[limit:]
                return found
            await self._wait(left)

    def interrupt(self, error: ApiError) -> None:
        """End a waiting getUpdates with this error."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(error)

    async def _wait(self, seconds: float) -> None:
        self.interrupt(ApiError(409, OTHER_POLLER))
        mine = asyncio.get_running_loop().create_future()
        self._poller = mine
        try:
            await asyncio.wait_for(mine, seconds)
        except TimeoutError:
            return
        finally:
            if self._poller is mine:
                self._poller = None

    def _wake(self) -> None:
        if self._poller and not self._poller.done():
            self._poller.set_result(None)
        for listener in self.pushed:
            listener()

    def _forget_old(self) -> None:
        oldest = self._clock.now() - self.retention
        self._pending = [item for item in self._pending if item[0] >= oldest]
