"""The demo's story, played to its end: what the bot said to whom, and what it drew."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.demo.demo import Demo, open_demo
from bot.demo.story import CAFE, Step, StoryNames, Teller
from bot.doors.sending import Sender
from bot.rendering import Drawing, draw

SAYS = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")


@dataclass(frozen=True)
class ShownMessage:
    """One message: to whom (a person's or a group's name), Telegram HTML, the buttons' words and their actions."""

    to: str
    words: str
    buttons: list[list[str]]
    actions: frozenset[str]


@dataclass
class Played:
    """`report`: what the cashier types at closing on the first day."""

    names: StoryNames
    report: str
    said: list[ShownMessage] = field(default_factory=list)
    drawn: dict[str, bytes] = field(default_factory=dict)

    def draw(self, name: str, data: Mapping[str, Any]) -> Drawing:
        """Draw, and keep the first of each name."""
        made = draw(name, data)
        self.drawn.setdefault(name, made.content)
        return made


def steps(told: Teller) -> list[Step]:
    """The story, and what its owner would print."""
    before = [*told.people(), *told.proposal(), told.presses(told.names.owner, "Pitch as PDF")]
    running = [*told.cards(), *told.first_week(), *told.second_week(), *told.end()]
    return [*before, *told.agreement(), *told.team(), *_printing(told), *running]


def _printing(told: Teller) -> list[Step]:
    owner = told.names.owner

    def on_the_card(*buttons: str) -> list[Step]:
        opened = [told.says(owner, "/promos"), told.presses(owner, told.group), told.presses(owner, "More ▾")]
        return [*opened, *(told.presses(owner, button) for button in buttons)]

    return [
        *on_the_card("Poster, story, post"),
        *on_the_card("Who is trained", "A sheet for the till"),
        *on_the_card("Cards with codes"),
        {"presses": {"who": owner, "button": "^20$"}},
    ]


async def play(language: str) -> Played:
    told = Teller(language)
    played = Played(told.names, told.typed(CAFE[0]))
    with tempfile.TemporaryDirectory() as folder:
        running, demo = await open_demo(0, Path(folder))
        await running.control.reset({"cast": False})
        assert demo.program
        demo.program.delivery.sender = Sender(demo.program.bot, played.draw)
        running.story.steps = steps(told)
        await running.story.play(speed=0)
        played.said += _said(demo)
        await demo.stop()
        await running.stop()
    return played


def _said(demo: Demo) -> list[ShownMessage]:
    chats = {
        chat.id: chat.title or (chat.person.first_name if chat.person else "") for chat in demo.telegram.chats.values()
    }
    found = []
    for call in demo.telegram.calls:
        if call.ok and call.method in SAYS:
            rows = _json(call.params.get("reply_markup") or {}).get("inline_keyboard", [])
            actions = frozenset(key.get("callback_data", "").partition(":")[0] for row in rows for key in row)
            words = str(call.params.get("text") or call.params.get("caption") or "")
            buttons = [[key["text"] for key in row] for row in rows]
            found.append(ShownMessage(chats[int(call.params["chat_id"])], words, buttons, actions))
    return found


def _json(value: Any) -> dict[str, Any]:
    return dict(json.loads(value) if isinstance(value, str) else value)


def played_in(language: str) -> Played:
    return asyncio.run(play(language))
