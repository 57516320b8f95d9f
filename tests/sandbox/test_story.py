"""A story plays its steps in order, waits for the bot, and says where it stopped."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import Telegram, serve
from sandbox.story.steps import StoryError

from .small_bot import SmallBot

STEPS: list[dict[str, Any]] = [
    {"note": "Olena proposes"},
    {"person": {"name": "Olena", "language": "uk"}},
    {"person": {"name": "Marta", "language": "ru"}},
    {"says": {"who": "Olena", "text": "/start"}},
    {"expect": {"who": "Olena", "text": "Step 3 of 10"}},
    {"passes": {"who": "Olena", "to": "Marta", "link": "start=b_"}},
    {"opens": {"who": "Marta", "link": "start=b_", "of": "Marta"}},
    {"expect": {"who": "Marta", "text": r"Saved: /start b_secret-1"}},
    {"presses": {"who": "Olena", "button": "5"}},
    {"expect": {"who": "Olena", "text": "✓ Goal"}},
    {"group": {"title": "Flowers + coffee", "creator": "Olena", "members": ["Marta"]}},
    {"adds_bot": {"who": "Marta", "group": "Flowers + coffee"}},
    {"says": {"who": "Marta", "text": "/week", "chat": "Flowers + coffee"}},
    {"expect": {"chat": "Flowers + coffee", "text": "Saved: /week"}},
    {"clock": {"to": "monday"}},
    {"says": {"who": "Olena", "text": "7"}},
    {"edits": {"who": "Olena", "text": "8"}},
    {"expect": {"who": "Olena", "text": "Saved: 8"}},
]


async def test_a_story_lives_through_all_kinds_of_steps(telegram: Telegram) -> None:
    running = await serve(telegram, story=lambda language: STEPS)
    bot = SmallBot(running)
    await running.story.play(speed=0)
    assert running.story.status == "done" and telegram.clock.now().weekday() == 0
    assert telegram.violations == []
    await bot.stop()
    await running.stop()


@pytest.mark.slow  # for it waits in vain
async def test_a_story_that_does_not_come_true_names_the_step(telegram: Telegram) -> None:
    never = {"who": "Olena", "text": "never", "within": 0.05}
    steps: list[dict[str, Any]] = [{"person": {"name": "Olena"}}, {"expect": never}]
    running = await serve(telegram, story=lambda language: steps)
    with pytest.raises(StoryError, match=r"step 2, expect .*nothing new says that"):
        await running.story.play(speed=0)
    assert running.story.progress()["status"] == "failed"
    await running.stop()
