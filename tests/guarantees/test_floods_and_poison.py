"""One chat floods, one update is poison: the others hardly notice (G4, G5). The bot is a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.clock import monotonic
from tests.world.process import a_promo_apart
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow

FLOOD, ROUNDS = 500, 20
ONE_POLL = 100
OVERTAKEN = 10
"""Answers of the flood that leave while another chat waits for its one, at most; one or two are usual."""
ANSWERS = "SELECT chat_id FROM outbox WHERE id > :last AND method = 'sendMessage' ORDER BY id"


def saved(who: Actor) -> int:
    return sum(message.words.startswith("✓ Saved") for message in who.screen)


async def until(who: Actor, count: int, seconds: float) -> float:
    """How long until so many reports are answered."""
    began = monotonic()
    async with asyncio.timeout(seconds):
        while saved(who) < count:  # noqa: ASYNC110 - screens are plain lists
            await asyncio.sleep(0.005)
    return monotonic() - began


async def test_while_one_chat_floods_another_is_answered_within_a_second_and_the_flood_in_its_order(
    tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    async with a_promo_apart(tmp_path) as (town, _, cast):
        for _ in range(FLOOD):
            town.telegram.says(cast.taras.person, None, "+1")
        waits, overtaken = [], []
        for number in range(1, ROUNDS + 1):
            before = saved(cast.taras)
            town.telegram.says(cast.ira.person, None, "+1")
            waits.append(await until(cast.ira, number, 10))
            overtaken.append(saved(cast.taras) - before)
        await until(cast.taras, FLOOD, 120)
        counts = [
            int(message.words.split(":")[2].split()[0])
            for message in cast.taras.screen
            if message.words.startswith("✓ Saved")
        ]
        figures("waits, seconds", [round(wait, 3) for wait in waits])
        figures("answers of the flood meanwhile", overtaken)
        assert counts == sorted(counts)
        assert counts[-1] == FLOOD
        assert max(waits) < 1, waits
        assert max(overtaken) <= OVERTAKEN, overtaken
        assert town.telegram.violations == []


async def test_of_what_waits_together_everybody_s_first_comes_before_anybody_s_many(
    tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    async with a_promo_apart(tmp_path) as (town, process, cast):
        await process.stop()
        eye = process.eye()
        last = eye.value("SELECT max(id) FROM outbox")
        for _ in range(ONE_POLL - 1):
            town.telegram.says(cast.taras.person, None, "+1")
        town.telegram.says(cast.ira.person, None, "+1")
        await process.start()
        await until(cast.taras, ONE_POLL - 1, 60)
        place = [chat for (chat,) in eye.rows(ANSWERS, last=last)].index(cast.ira.chat.id)
        eye.close()
        figures("reports of the flood handled before", place)
        assert place <= ONE_POLL / 2


async def test_one_poison_in_a_hundred_stops_nobody_and_is_not_asked_for_again_and_again(
    tmp_path: Path, figures: Callable[[str, object], None]
) -> None:
    async with a_promo_apart(tmp_path) as (town, process, cast):
        polls, began = polled(town), monotonic()
        for number in range(100):
            if number == 50:
                town.telegram.inject({"update_id": 900_000_000, "message": {"message_id": "?", "chat": 7, "date": []}})
            else:
                town.telegram.says(cast.taras.person, None, "+1")
        took = await until(cast.taras, 99, 10)
        await asyncio.sleep(3)
        a_second = (polled(town) - polls) / (monotonic() - began)
        figures("99 answers, seconds", round(took, 2))
        figures("polls a second", round(a_second, 2))
        assert took < 10
        assert a_second < 5
        assert "update_failed" in process.log()


def polled(town: Town) -> int:
    return sum(call.method == "getUpdates" for call in town.telegram.calls)
