"""What comes round by the clock is not cut off by a stop."""

from __future__ import annotations

import asyncio

import pytest

from bot.rounds import Rounds


@pytest.mark.parametrize("began", [True, False])
async def test_a_stop_lets_the_round_in_hand_finish_and_begins_no_other(
    began: bool, caplog: pytest.LogCaptureFixture
) -> None:
    begun, finished = asyncio.Event(), 0

    async def work() -> None:
        nonlocal finished
        begun.set()
        await asyncio.sleep(0.05)
        finished += 1

    rounds = Rounds()
    rounds.each(0.01, work)
    rounds.start()
    if began:
        await asyncio.wait_for(begun.wait(), 5)
    await rounds.stop(5)
    at_the_stop = finished
    await asyncio.sleep(0.1)
    assert finished == at_the_stop
    assert finished >= began
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_round_that_hangs_does_not_hold_the_stop_for_ever() -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        begun.set()
        await asyncio.Event().wait()

    rounds = Rounds()
    rounds.each(0.01, hang)
    rounds.start()
    await asyncio.wait_for(begun.wait(), 5)
    await asyncio.wait_for(rounds.stop(0.05), 5)
