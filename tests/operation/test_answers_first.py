"""Whatever waits to be sent, the last places are kept for answers to people."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from telegram import Bot

from bot.doors.delivery import FOR_ANSWERS, Delivery
from bot.doors.outcomes import Outcomes
from bot.doors.sending import Sender
from bot.outcome import Outcome, OutcomeKind
from storage.db import Database
from storage.queues import outbox
from storage.queues.outbox import ANSWER, BULK, NOTICE, Outgoing, Ready
from tests.world.databases import opened
from tests.world.town import InProcess, Town

A_SECOND = 30


class Stuck(Sender):
    """Takes every row and never comes back."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot)
        self.taken: list[int] = []

    async def send(self, row: Ready) -> Outcome:
        self.taken.append(row.urgency)
        await asyncio.Event().wait()
        return Outcome(OutcomeKind.FAILED)


async def test_an_answer_leaves_at_once_while_hundreds_of_reports_wait(town: Town, tmp_path: Path) -> None:
    assert isinstance(town.bot, InProcess)
    program, db = town.bot.program, await opened(tmp_path / "outbox.sqlite3")
    sender = Stuck(program.bot)
    delivery = Delivery(db, program.app, sender, Outcomes(program.app).settle, A_SECOND, A_SECOND)
    await waits(db, town, range(1, 100), BULK)
    await waits(db, town, range(100, 200), NOTICE)
    await turn(delivery)
    assert sender.taken == [NOTICE] * (A_SECOND - FOR_ANSWERS)
    await waits(db, town, range(200, 202), ANSWER)
    await turn(delivery)
    assert sender.taken[A_SECOND - FOR_ANSWERS :] == [ANSWER, ANSWER]
    for task in delivery.tasks:
        task.cancel()
    await db.close()


async def waits(db: Database, town: Town, numbers: range, urgency: int) -> None:
    """A message to a chat of its own for each number."""
    now = town.telegram.clock.now()
    async with db.transaction() as tx:
        await outbox.put(tx, [Outgoing(n, n, urgency, "sendMessage", {}, now, now) for n in numbers])


async def turn(delivery: Delivery) -> None:
    """One round, in which no time passes: the bucket does not fill."""
    delivery.budget.at = time.monotonic()
    await delivery.turn()
    await asyncio.sleep(0)
