"""The demo: both sides in one process, the story to its end, in a real browser too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.demo import open_demo
from tests.lifecycle.test_whole_way import HAND_COMPUTED


@pytest.mark.slow
async def test_the_story_plays_to_its_end_and_its_report_equals_the_table(tmp_path: Path) -> None:
    running, demo = await open_demo(0, tmp_path)
    try:
        running.story.quiet = 0.03
        await running.story.play(speed=0)
        group = next(chat for chat in demo.telegram.chats.values() if chat.title and chat.type != "private")
        post = next(message for message in demo.telegram.messages(group) if message.photo)
        caption = post.words.replace("\u00a0", " ")
        for name in ("used", "new", "sales", "average", "discounts", "goal", "share", "gone", "least", "most"):
            assert HAND_COMPUTED[name] in caption, name
        assert demo.telegram.violations == []
    finally:
        await demo.stop()
        await running.stop()


async def test_a_reset_gives_both_sides_a_new_start(tmp_path: Path) -> None:
    running, demo = await open_demo(0, tmp_path)
    try:
        await running.reset()
        assert {person.first_name for person in demo.telegram.people.values()} >= {"Olena", "Marta", "Taras", "Ira"}
        assert demo.runs == 2
    finally:
        await demo.stop()
        await running.stop()
