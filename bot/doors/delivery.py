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

from bot.doors.fairness import Fairness
from bot.doors.joining import Joining, as_one
from bot.doors.loop import run_loop
from bot.doors.sending import Sender, outcome_of_task
from bot.outcome import Outcome, OutcomeKind
from handlers.app import App
from storage.db import Database, Tx, in_trouble
from storage.queues import outbox
from storage.queues.outbox import Ready

AT_ONCE = 90
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
    def __init__(
        self,
        db: Database,
        app: App,
        sender: Sender,
        settle: Settle,
        a_second: float,
        a_minute: int,
        gathering: Callable[[], bool] = lambda: False,
    ) -> None:
        self.db, self.app, self.sender, self.settle = db, app, sender, settle
        self.joining, self.fairness = Joining(gathering), Fairness()
        self.budget, self.a_minute = Budget(a_second), a_minute
        self.wake = asyncio.Event()
        self.results: list[Result] = []
        self.tasks: set[asyncio.Task[Outcome]] = set()
        self.groups: defaultdict[int, deque[float]] = defaultdict(deque)
        self.stopping = self.leader = False

    async def run(self) -> None:
        """Settle what came back and start what may leave, one transaction for both, until stopped."""
        await run_loop(self.turn, self.wake, lambda: self.stopping and not self.tasks and not self.results)

    async def turn(self) -> float:
        """One round; how long to wait for the next unless woken."""
        results, self.results = self.results, []
        room = self.budget.take(AT_ONCE - len(self.tasks)) if self.db.is_leading() and not self.stopping else 0
        try:
            async with self.db.transaction() as tx:
                if room and not self.leader:
                    await outbox.take_over(tx, await self.db.lead())
                if results:
                    await self.settle(tx, results)
                calls = await self._claim(tx, room) if room else []
                upcoming = None if calls or results else await outbox.next_moment(tx)
        except BaseException as error:
            self.results = results + self.results
            if not results or in_trouble(error) or not isinstance(error, Exception):
                raise
            await self._settle_one_by_one()
            return 0
        self.leader = self.db.is_leading() and (self.leader or room > 0)
        self.budget.give_back(room - len(calls))
        for rows in calls:
            self._start(rows)
        return self._pause(bool(calls or results), upcoming)

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

    async def _claim(self, tx: Tx, room: int) -> list[list[Ready]]:
        """The rows that leave now, by call; stale ones are dropped, groups over their minute wait."""
        now = self.app.now()
        calls = []
        waiting = await outbox.ready(tx, now, min(room + self.fairness.more(), AT_ONCE))
        for place, row in enumerate(self.fairness.order(waiting)[:room]):
            if row.urgency != outbox.ANSWER and place >= room - FOR_ANSWERS:
                break
            if row.expires_at is not None and row.expires_at < now:
                await outbox.dropped(tx, row.id, "expired")
            elif not self._group_has_room(row):
                await outbox.later(tx, row.id, now + timedelta(seconds=3), "group limit")
            elif rows := await self.joining.with_others(tx, row, now):
                self.fairness.answered(row)
                calls.append(rows)
        if calls:
            await outbox.claim(tx, [row.id for rows in calls for row in rows])
        return calls

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

    def _start(self, rows: Sequence[Ready]) -> None:
        task = asyncio.create_task(self.sender.send(as_one(rows)))
        self.tasks.add(task)
        task.add_done_callback(partial(self._ended, rows))

    def _ended(self, rows: Sequence[Ready], task: asyncio.Task[Outcome]) -> None:
        """However a send ended, its rows get an outcome: without one their lane would never move again."""
        self.tasks.discard(task)
        outcome = self.joining.outcome(rows, outcome_of_task(task, rows[0]))
        self.results += [(row, outcome) for row in rows]
        self.wake.set()

    async def stop(self, seconds: float) -> None:
        """Let what is on its way arrive; nothing new leaves."""
        self.stopping = True
        self.wake.set()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=seconds)
        self.wake.set()
