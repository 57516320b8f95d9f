"""Whatever waits to be sent, the last places are kept for answers to people, and nobody gets them all."""

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


class Quick(Sender):
    """Everything arrives at once."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot)
        self.chats: list[int] = []

    async def send(self, row: Ready) -> Outcome:
        self.chats.append(row.chat_id)
        return Outcome(OutcomeKind.SENT, message_id=row.id)


async def test_at_the_limit_a_chat_with_many_answers_gives_way_to_one_that_waits_for_its_first(
    town: Town, tmp_path: Path
) -> None:
    assert isinstance(town.bot, InProcess)
    program, db = town.bot.program, await opened(tmp_path / "outbox.sqlite3")
    await db.lead()
    sender = Quick(program.bot)
    delivery = Delivery(db, program.app, sender, Outcomes(program.app).settle, A_SECOND, A_SECOND)
    await waits(db, town, range(1, 20), ANSWER, chat=7)
    await turn(delivery, left=1)
    await waits(db, town, range(20, 22), ANSWER)
    for _ in range(3):
        await turn(delivery, left=1)
    await db.close()
    assert sender.chats == [7, 20, 21, 7]


async def waits(db: Database, town: Town, numbers: range, urgency: int, chat: int = 0) -> None:
    """A message for each number, to one chat or to a chat of its own."""
    now = town.telegram.clock.now()
    async with db.transaction() as tx:
        await outbox.put(tx, [Outgoing(n, chat or n, urgency, "sendMessage", {}, now, now) for n in numbers])


async def turn(delivery: Delivery, left: float | None = None) -> None:
    """One round, in which no time passes: the bucket does not fill."""
    delivery.budget.at = time.monotonic()
    delivery.budget.left = delivery.budget.left if left is None else left
    await delivery.turn()
    await asyncio.sleep(0)
