"""The demo: both sides in one process, the story to its end, in a real browser too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.demo.demo import Demo, open_demo
from bot.demo.story import steps
from domain.languages import LANGUAGES
from sandbox import Running
from sandbox.clock import monotonic
from tests.world.town import PATIENCE


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Running, Demo]]:
    running, demo = await open_demo(0, folder)
    try:
        yield running, demo
    finally:
        await demo.stop()
        await running.stop()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_story_is_told_to_its_end_in_each_language(tmp_path: Path, language: str) -> None:
    """27 at the café and 19 at the bakery, 22 310 of sales; 485 for each of 46 customers, 19 of them new."""
    async with opened(tmp_path) as (running, demo):
        await running.reset()
        running.story.steps = steps(language)
        await running.story.play(speed=0)
        group = next(chat for chat in demo.telegram.chats.values() if chat.title and chat.type != "private")
        post = next(message for message in demo.telegram.messages(group) if message.photo)
        caption = post.words.replace("\u00a0", " ")
        for figure in ("46", "22 310 ₴", "485 ₴", "19"):
            assert figure in caption, figure
        assert running.story.status == "done"
        assert demo.telegram.violations == []


@pytest.mark.slow
async def test_a_prepared_world_is_a_promo_in_its_second_week(tmp_path: Path) -> None:
    async with opened(tmp_path) as (running, demo):
        began = monotonic()
        await running.control.play({"act": "prepare", "language": "uk"})
        assert monotonic() - began < PATIENCE
        group = next(chat for chat in demo.telegram.chats.values() if chat.title and chat.type != "private")
        assert any("тиждень 1 із 2" in message.words for message in demo.telegram.messages(group))
        assert running.story.status == "idle"


async def test_a_reset_gives_both_sides_a_new_start(tmp_path: Path) -> None:
    async with opened(tmp_path) as (running, demo):
        await running.reset()
        assert {person.first_name for person in demo.telegram.people.values()} >= {"Olena", "Marta", "Taras", "Ira"}
        assert demo.runs == 2
