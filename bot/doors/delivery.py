"""The one door out: a lane per chat in order, answers first, within Telegram's limits.

Limits: 30 messages a second in all, 20 a minute to a group (https://core.telegram.org/bots/faq).
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

import structlog

from bot.doors.loop import run_loop
from bot.doors.sending import Sender, outcome_of_task
from bot.outcome import Outcome, OutcomeKind
from handlers.app import App
from storage.db import Database, Tx, in_trouble
from storage.queues import outbox
from storage.queues.outbox import Ready

AT_ONCE = 40
FOR_ANSWERS = 5
"""Places and sends of the budget that only answers to people may take."""
Result = tuple[Ready, Outcome]
Settle = Callable[[Tx, Sequence[Result]], Awaitable[None]]
log = structlog.get_logger("delivery")


class Budget:
    """A bucket of sends that fills with time."""

    def __init__(self, a_second: float) -> None:
        self.a_second = a_second
        self.left = a_second
        self.at = time.monotonic()

    def take(self, wanted: int) -> int:
        now = time.monotonic()
        self.left = min(self.a_second, self.left + (now - self.at) * self.a_second)
        self.at = now
        given = min(wanted, int(self.left))
        self.left -= given
        return given

    def give_back(self, count: int) -> None:
        self.left += count


class Delivery:
    def __init__(self, db: Database, app: App, sender: Sender, settle: Settle, a_second: float, a_minute: int) -> None:
        self.db, self.app, self.sender, self.settle = db, app, sender, settle
        self.budget, self.a_minute = Budget(a_second), a_minute
        self.wake = asyncio.Event()
        self.results: list[Result] = []
        self.tasks: set[asyncio.Task[Outcome]] = set()
        self.groups: defaultdict[int, deque[float]] = defaultdict(deque)
        self.stopping = False

    async def run(self) -> None:
        """Settle what came back and start what may leave, one transaction for both, until stopped."""
        async with self.db.transaction() as tx:
            await outbox.after_crash(tx)
        await run_loop(self.turn, self.wake, lambda: self.stopping and not self.tasks and not self.results)

    async def turn(self) -> float:
        """One round; how long to wait for the next unless woken."""
        results, self.results = self.results, []
        room = 0 if self.stopping else self.budget.take(AT_ONCE - len(self.tasks))
        try:
            async with self.db.transaction() as tx:
                if results:
                    await self.settle(tx, results)
                rows = await self._claim(tx, room) if room else []
                upcoming = None if rows or results else await outbox.next_moment(tx)
        except BaseException as error:
            self.results = results + self.results
            if not results or in_trouble(error) or not isinstance(error, Exception):
                raise
            await self._settle_one_by_one()
            return 0
        self.budget.give_back(room - len(rows))
        for row in rows:
            self._start(row)
        return self._pause(bool(rows or results), upcoming)

    async def _settle_one_by_one(self) -> None:
        """What one of the outcomes changes breaks us: its row has failed, the others are settled."""
        while self.results:
            row, outcome = self.results[0]
            try:
                async with self.db.transaction() as tx:
                    await self.settle(tx, [(row, outcome)])
            except Exception as error:
                if in_trouble(error) or outcome.kind is OutcomeKind.FAILED:
                    raise
                log.error("settling_broke", outbox_id=row.id, kind=outcome.kind, exc_info=error)
                self.results[0] = row, Outcome(OutcomeKind.FAILED, why=f"{type(error).__name__}: {error}")
            else:
                del self.results[0]

    def _pause(self, moved: bool, upcoming: int | None) -> float:
        if moved and not self.stopping:
            return 0.001 if self.results else 0.02
        if upcoming is None or self.stopping:
            return 5
        ahead = upcoming - self.app.now().timestamp()
        return min(max(ahead, 0.05), 5)

    async def _claim(self, tx: Tx, room: int) -> list[Ready]:
        """The rows that leave now; stale ones are dropped, groups over their minute wait."""
        now = self.app.now()
        leaving = []
        for place, row in enumerate(await outbox.ready(tx, now, room)):
            if row.urgency != outbox.ANSWER and place >= room - FOR_ANSWERS:
                break
            if row.expires_at is not None and row.expires_at < now:
                await outbox.dropped(tx, row.id, "expired")
            elif not self._group_has_room(row):
                await outbox.later(tx, row.id, now + timedelta(seconds=3), "group limit")
            else:
                leaving.append(row)
        if leaving:
            await outbox.claim(tx, [row.id for row in leaving])
        return leaving

    def _group_has_room(self, row: Ready) -> bool:
        if row.chat_id >= 0:
            return True
        sent, now = self.groups[row.chat_id], time.monotonic()
        while sent and sent[0] < now - 60:
            sent.popleft()
        if len(sent) >= self.a_minute:
            return False
        sent.append(now)
        return True

    def _start(self, row: Ready) -> None:
        task = asyncio.create_task(self.sender.send(row))
        self.tasks.add(task)
        task.add_done_callback(partial(self._ended, row))

    def _ended(self, row: Ready, task: asyncio.Task[Outcome]) -> None:
        """However a send ended, its row gets an outcome: without one its lane would never move again."""
        self.tasks.discard(task)
        self.results.append((row, outcome_of_task(task, row)))
        self.wake.set()

    async def stop(self, seconds: float) -> None:
        """Let what is on its way arrive; nothing new leaves."""
        self.stopping = True
        self.wake.set()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=seconds)
        self.wake.set()
