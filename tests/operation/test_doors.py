"""The doors: nothing lost, nothing twice, one chat's trouble is its own."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.doors.backoff import after_failures, asked_for
from bot.doors.sending import Sender
from bot.outcome import Outcome
from bot.settings import Settings
from sandbox.clock import monotonic
from storage.db import DatabaseRefused
from storage.opening import claim
from storage.queues.outbox import Ready
from tests.operation.test_webhook import ODD, nested
from tests.world.cast import running_promo
from tests.world.databases import a_bug, opened
from tests.world.town import Actor, InProcess, Town

A_MINUTE = Settings.model_fields["group_sends_a_minute"].default


async def rows(town: Town, sql: str) -> list[Any]:
    return await town.database(sql)


async def test_every_update_three_times_and_shuffled_has_one_effect_each(town: Town) -> None:
    cast = await running_promo(town)
    for _ in range(10):
        await cast.taras.says("+1")
    numbers = [u["update_id"] for u in town.telegram.queue.history.values()] * 2
    random.Random(1).shuffle(numbers)
    town.telegram.redeliver(numbers)
    await town.settle()
    assert (await rows(town, "SELECT max(customers) AS n FROM daily_report"))[0]["n"] == 10
    assert len(await rows(town, "SELECT * FROM daily_report")) == 10


async def test_an_update_that_cannot_be_parsed_stops_nobody_else(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.inject({"update_id": 900_000_000, "message": {"message_id": "what?", "chat": 7, "date": []}})
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    dead = await rows(town, "SELECT state, tries, error FROM inbox WHERE update_id = 900000000")
    assert dead[0]["state"] == "dead"
    assert dead[0]["tries"] == 3


def polled(updates: bytes) -> bytes:
    return b'{"ok": true, "result": ' + updates + b"}"


@pytest.mark.parametrize(
    "answer",
    [
        b"[" * 100_000, polled(b"[" * 100_000), polled(nested(5_000)), b"{}", b"[]", b"7", b"", b"<html>",
        polled(b"7"), polled(b'{"update_id": 1}'), polled(b"[7]"), polled(b'[{"update_id": "x"}]'),
        *(polled(b'[{"update_id": %d, %s}]' % (1 + n, inside)) for n, inside in enumerate(ODD)),
    ],
    ids=lambda answer: answer[:60].decode(),
)  # fmt: skip
async def test_whatever_a_poll_brings_the_next_one_is_made(town: Town, answer: bytes) -> None:
    town.telegram.faults.poll_brings(answer, times=1)
    zoe = town.person("Zoe")
    await town.restart()
    await zoe.says("/start")
    assert zoe.screen


async def test_an_update_that_breaks_a_handler_is_apologised_for_with_an_id_that_the_log_knows(town: Town) -> None:
    cast = await running_promo(town)
    await town.database("DROP TABLE shift")
    await town.database("ALTER TABLE report_question RENAME TO gone")
    await cast.taras.says("12400")
    cast.taras.sees_exactly("Something broke on our side; nothing was saved.")
    dead = await rows(town, "SELECT error FROM inbox WHERE state = 'dead'")
    assert dead[0]["error"].split()[0] in cast.taras.last.words
    await cast.ira.says("4")
    cast.ira.sees_exactly("Saved: Mon 30 Nov · Peony: 4 customers")


async def test_a_flood_limit_in_one_chat_holds_only_that_chat(town: Town) -> None:
    """Thirty seconds of 429 for Taras: one call of two messages meets it, and no other before the time is over."""
    cast = await running_promo(town)
    rule = town.telegram.faults.flood(30, chat_id=cast.taras.chat.id)
    began = monotonic()
    for who, text in ((cast.taras, "7"), (cast.taras, "+1"), (cast.ira, "4")):
        town.telegram.says(who.person, None, text)
    await town.settle()
    cast.ira.sees_exactly("Saved: Mon 30 Nov · Peony: 4 customers")
    assert monotonic() - began < 1
    await town.waits(seconds=25)
    assert rule.hits == 1
    rule.off()
    await town.waits(seconds=10)
    words = [message.words for message in cast.taras.screen if message.words.startswith("✓ Saved")]
    assert ["7 customers" in words[0], "8 customers" in words[1], len(words)] == [True, True, 2]


async def test_a_group_gets_no_more_than_its_minute_allows_and_private_chats_do_not_wait(town: Town) -> None:
    cast = await running_promo(town)
    assert isinstance(town.bot, InProcess)
    assert town.bot.program.delivery.a_minute > A_MINUTE  # a test town has no minute of a group
    town.bot.program.delivery.a_minute = A_MINUTE
    town.bot.program.delivery.groups.clear()
    for _ in range(A_MINUTE + 2):
        town.telegram.says(cast.olena.person, cast.group, "/status")
    town.telegram.says(cast.taras.person, None, "7")
    before = len([m for m in town.telegram.messages(cast.group) if m.from_bot])
    await town.settle()
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    assert len([m for m in town.telegram.messages(cast.group) if m.from_bot]) - before == A_MINUTE
    held = await rows(town, "SELECT error FROM outbox WHERE state = 'ready'")
    assert {row["error"] for row in held} == {"group limit"}


async def test_while_telegram_is_down_everything_waits_and_leaves_once_in_order_afterwards(town: Town) -> None:
    cast = await running_promo(town)
    rule = town.telegram.faults.down(polls=False)
    for text in ("7", "+1", "+1"):
        town.telegram.says(cast.taras.person, None, text)
    await town.settle()
    rule.off()
    await town.waits(hours=6)
    said = [message.words for message in cast.taras.screen if message.words.startswith("✓ Saved")]
    assert ["7 customers" in said[0], "8 customers" in said[1], "9 customers" in said[2]] == [True] * 3
    assert len(said) == 3


@pytest.mark.parametrize(("tries", "seconds"), [(0, 1), (1, 2), (5, 32), (6, 60), (1023, 60), (1024, 60), (10**9, 60)])
def test_each_failure_doubles_the_wait_up_to_a_minute(tries: int, seconds: float) -> None:
    assert after_failures(tries) == seconds


@pytest.mark.parametrize(("asked", "seconds"), [(3, 3), (timedelta(minutes=1), 60), (10**12, 86_400)])
def test_a_wait_that_telegram_asks_for_is_kept_and_never_longer_than_a_day(asked: Any, seconds: float) -> None:
    assert asked_for(RetryAfter(asked)) == seconds


@pytest.mark.slow
async def test_after_two_days_of_502_what_waited_leaves_once_and_in_order(town: Town) -> None:
    """Forty-eight hours, minute by minute, as often as the lanes try: more than 2,800 failures of the first row."""
    cast = await running_promo(town)
    assert isinstance(town.bot, InProcess)
    rule = town.telegram.faults.down(polls=False)
    for who, text in ((cast.taras, "7"), (cast.taras, "+1"), (cast.ira, "4")):
        town.telegram.says(who.person, None, text)
    await town.settle()
    for _ in range(48 * 60):
        town.telegram.clock.move(timedelta(seconds=61))
        town.bot.program.delivery.wake.set()
        await town.settle()
    assert (await rows(town, "SELECT max(tries) AS n FROM outbox"))[0]["n"] > 2800
    rule.off()
    await town.waits(seconds=61)
    words = [message.words for message in cast.taras.screen if message.words.startswith("✓ Saved")]
    assert ["7 customers" in words[0], "8 customers" in words[1], len(words)] == [True, True, 2]
    cast.ira.sees_exactly("Saved: Mon 30 Nov · Peony: 4 customers")


class Broken(Sender):
    """A sender with a bug: one chat's calls end in ways that nobody foresaw."""

    def __init__(self, bot: Bot, chat_id: int, end: BaseException) -> None:
        super().__init__(bot)
        self.chat_id, self.end = chat_id, end

    async def send(self, row: Ready) -> Outcome:
        if row.chat_id == self.chat_id:
            raise self.end
        return await super().send(row)


class Panic(BaseException):
    """What a library written in Rust raises when it breaks."""


@pytest.mark.parametrize("end", [OverflowError("too large"), RecursionError(), Panic("broken"), MemoryError()])
async def test_a_bug_inside_a_send_fails_that_message_and_the_chats_next_one_leaves(
    town: Town, end: BaseException
) -> None:
    cast = await running_promo(town)
    assert isinstance(town.bot, InProcess)
    delivery = town.bot.program.delivery
    whole, delivery.sender = delivery.sender, Broken(town.bot.program.bot, cast.taras.chat.id, end)
    await cast.taras.says("7")
    assert said(cast.taras, "✓ Saved") == 0
    failed = await rows(town, "SELECT error FROM outbox WHERE state = 'failed'")
    assert [row["error"].split(":")[0] for row in failed] == [type(end).__name__]
    assert town.bot.program.alerts.counts["failed"] == 1
    delivery.sender = whole
    await cast.taras.says("+1")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 8 customers")


async def test_a_send_that_was_cancelled_may_have_arrived_and_is_made_again(town: Town) -> None:
    cast = await running_promo(town)
    assert isinstance(town.bot, InProcess)
    delivery = town.bot.program.delivery
    whole = delivery.sender
    delivery.sender = Broken(town.bot.program.bot, cast.taras.chat.id, asyncio.CancelledError())
    await cast.taras.says("7")
    delivery.sender = whole
    await town.waits(seconds=5)
    assert said(cast.taras, "✓ Saved") == 1


async def test_an_outcome_that_cannot_be_settled_fails_its_row_and_stops_no_other(town: Town) -> None:
    cast = await running_promo(town)
    made, gone = a_bug(f"UPDATE ON outbox WHEN (NEW.state = 'sent' AND NEW.chat_id = {cast.taras.chat.id})")
    await town.database(made)
    town.telegram.says(cast.taras.person, None, "7")
    await cast.ira.says("4")
    cast.ira.sees_exactly("Saved: Mon 30 Nov · Peony: 4 customers")
    await town.database(gone)
    failed = await rows(town, "SELECT error FROM outbox WHERE state = 'failed'")
    assert ["a bug" in row["error"] for row in failed] == [True]
    await cast.taras.says("+1")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 8 customers")


async def test_what_failed_once_is_not_overtaken_by_what_comes_behind_it(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.faults.down(1, polls=False).chat_id = cast.taras.chat.id
    for text in ("7", "+1", "+1"):
        town.telegram.says(cast.taras.person, None, text)
    await town.settle()
    await town.waits(seconds=10)
    words = [message.words for message in cast.taras.screen if message.words.startswith("✓ Saved")]
    assert [number in one for number, one in zip(("7 c", "8 c", "9 c"), words, strict=True)] == [True] * 3


def said(who: Actor, words: str) -> int:
    return sum(words in message.words for message in who.screen)


async def test_an_answer_whose_arrival_is_unknown_is_sent_again(town: Town) -> None:
    """Once too often where it had arrived, and once where it had not."""
    cast = await running_promo(town)
    for number, fault, times in ((7, town.telegram.faults.lose_answer, 2), (8, town.telegram.faults.lose_request, 1)):
        fault(1).chat_id = cast.taras.chat.id
        await cast.taras.says("7" if number == 7 else "+1")
        await town.waits(seconds=5)
        assert said(cast.taras, f"✓ Saved: Mon 30 Nov · Zerno: {number} customers") == times


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_reminder_whose_arrival_is_unknown_is_not_sent_again(town: Town, arrives: bool) -> None:
    cast = await running_promo(town)
    faults = town.telegram.faults
    (faults.lose_answer if arrives else faults.lose_request)(1).chat_id = cast.taras.chat.id
    shown = len(cast.taras.screen)
    await town.moves_to("2026-11-30 20:01")
    await town.waits(seconds=30)
    assert len(cast.taras.screen) - shown == arrives


@pytest.mark.slow
async def test_an_answer_slower_than_six_seconds_is_waited_for_and_sent_once(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.faults.slow(6, 1).chat_id = cast.taras.chat.id
    await cast.taras.says("7")
    await town.waits(seconds=30)
    assert said(cast.taras, "✓ Saved") == 1


async def test_what_was_on_its_way_at_a_crash_is_sent_again_and_a_reminder_is_not(town: Town) -> None:
    cast = await running_promo(town)
    rule = town.telegram.faults.down(polls=False)
    await cast.taras.says("7")
    await town.moves_to("2026-11-30 20:01")
    asked = await rows(town, "SELECT key FROM outbox WHERE state = 'ready' AND again = 0 AND chat_id > 0")
    assert len(asked) == 1  # Ira, who has not reported
    await town.database("UPDATE outbox SET state = 'sending' WHERE state = 'ready'")
    shown = len(cast.ira.screen)
    rule.off()
    await town.restart()
    await town.waits(minutes=5)
    assert said(cast.taras, "✓ Saved") == 1
    assert len(cast.ira.screen) == shown


@pytest.mark.parametrize(("seconds", "answered"), [(5, True), (60, False)])
async def test_an_answer_to_a_press_that_was_on_its_way_at_a_crash_is_sent_again_while_it_is_young(
    town: Town, seconds: int, answered: bool
) -> None:
    """Else the button spins until Telegram gives up."""
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    rule = town.telegram.faults.down(polls=False)
    press = await cast.taras.presses("3")
    await town.database("UPDATE outbox SET state = 'sending' WHERE method = 'answerCallbackQuery' AND state = 'ready'")
    town.telegram.clock.move(timedelta(seconds=seconds))
    rule.off()
    await town.restart()
    await town.settle()
    assert (press.answer is not None) == answered


async def test_an_answer_to_a_press_that_had_arrived_does_no_harm_when_it_is_sent_again(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    town.telegram.faults.add("lose_answer", methods=frozenset({"answerCallbackQuery"}), times=1)
    press = await cast.taras.presses("3")
    await town.waits(seconds=5)
    assert [call.ok for call in town.telegram.calls if call.method == "answerCallbackQuery"][-2:] == [True, False]
    assert press.answer is not None
    assert await rows(town, "SELECT * FROM outbox WHERE state = 'failed'") == []
    assert said(cast.taras, "✓ Saved") == 1


async def test_a_chat_that_blocked_the_bot_is_tried_once_and_resumes_when_it_returns(town: Town) -> None:
    """Only the refusal itself tells of it."""
    cast = await running_promo(town)
    cast.taras.person.blocked = True
    calls = len(town.telegram.calls)
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        await town.moves_to(f"{day} 20:01")
        await town.waits(hours=3)
    tried = [call for call in town.telegram.calls[calls:] if call.params.get("chat_id") == cast.taras.chat.id]
    assert len(tried) == 1
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Wed 2 Dec · Zerno: 7 customers")


async def test_who_blocked_the_bot_is_not_asked_at_the_next_closing_but_the_owner(town: Town) -> None:
    cast = await running_promo(town)
    cast.taras.person.blocked = True
    calls = len(town.telegram.calls)
    await town.moves_to("2026-11-30 20:01")
    await cast.olena.says("7")
    await town.moves_to("2026-12-01 20:01")
    cast.olena.sees_exactly("How many customers came with the promo")
    asked = [call for call in town.telegram.calls[calls:] if "How many customers" in call.params.get("text", "")]
    assert [call.params["chat_id"] for call in asked].count(cast.taras.chat.id) == 1


async def test_of_an_owner_who_cannot_be_reached_the_partner_is_told_by_the_refusal_alone(town: Town) -> None:
    cast = await running_promo(town)
    cast.marta.person.blocked = True
    await town.moves_to("2026-12-07 09:01")
    cast.olena.sees_exactly("Messages no longer reach an owner of Peony")


async def test_a_button_too_old_to_answer_still_counts(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    town.telegram.faults.poll_fails("502", 1)
    await cast.taras.presses("3")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 3 customers")


async def test_the_clock_jumping_back_an_hour_and_on_again_asks_once(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    asked = len(cast.taras.screen)
    await town.waits(hours=-1)
    await town.waits(hours=1)
    assert len(cast.taras.screen) == asked


async def test_after_three_days_down_all_questions_of_a_person_are_one_message_that_names_the_days(town: Town) -> None:
    cast = await running_promo(town)
    before = len(cast.taras.screen)
    await town.moves_to("2026-12-03 20:05")
    asked = [message.words for message in cast.taras.screen[before:]]
    assert len(asked) == 1
    assert "Mon 30 Nov; Tue 1 Dec; Wed 2 Dec; Thu 3 Dec" in asked[0]
    assert "9 reminders were left out." in asked[0]


async def test_after_days_down_over_a_sunday_there_is_one_weekly_report_of_the_week_that_is_over(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7")
    assert isinstance(town.bot, InProcess)
    await town.bot.stop()
    town.telegram.clock.move(timedelta(days=8))
    await town.bot.start()
    for _ in range(3):
        await town.waits(minutes=10)
    posts = [message.words for message in town.telegram.messages(cast.group) if message.photo]
    assert len(posts) == 1
    assert "week 1" in posts[0]
    assert "30 Nov" in posts[0] and "6 Dec" in posts[0]


async def test_texts_of_sent_messages_with_their_links_are_forgotten(town: Town) -> None:
    await running_promo(town)
    kept = await rows(town, "SELECT body, drawing FROM outbox WHERE state = 'sent'")
    assert kept
    assert all(row["body"] == "" and row["drawing"] is None for row in kept)


async def test_a_second_bots_token_is_refused_by_the_first_ones_database(town: Town) -> None:
    assert isinstance(town.bot, InProcess)
    with pytest.raises(DatabaseRefused, match="belongs to the bot"):
        await claim(town.bot.program.db, 1)


async def test_a_transaction_that_is_cancelled_at_any_moment_leaves_none_open(tmp_path: Path) -> None:
    db = await opened(tmp_path / "tandem.sqlite3")

    async def writes() -> None:
        async with db.transaction() as tx:
            await tx.run("UPDATE person SET language = 'en'")

    for turns in range(12):
        work = asyncio.create_task(writes())
        for _ in range(turns):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.wait({work})
        async with db.transaction() as tx:
            assert await tx.value("SELECT 1") == 1
    await db.close()
