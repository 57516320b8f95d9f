"""The kinds of steps a story is made of."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.clock import monotonic
from sandbox.telegram import Telegram
from sandbox.town.model import Chat, Message, TelegramPerson
from sandbox.town.moments import Moments

PATIENCE = 15.0
"""Seconds a step waits for its button, link or text."""


class StoryError(Exception):
    """A step did not come true."""


async def wait_for(done: Callable[[], Any], seconds: float) -> Any:
    """Ask every 5 ms until the answer is true; the last answer when the time is over."""
    end = monotonic() + seconds
    while not (found := done()) and monotonic() < end:  # noqa: ASYNC110 - asks about many things
        await asyncio.sleep(0.005)
    return found


class Stage:
    """Where the steps act; `mark`: what happened before the last acting step."""

    def __init__(self, world: Telegram, moments: Moments) -> None:
        self.world, self.moments = world, moments
        self.mark = 0

    def acts(self) -> None:
        """From here on things are new."""
        self.mark = self.world.ticks

    def person(self, name: str) -> TelegramPerson:
        """By first name."""
        found = next((p for p in self.world.people.values() if p.first_name == name), None)
        if found is None:
            raise StoryError(f"there is nobody called {name}")
        return found

    def chat(self, given: dict[str, Any]) -> Chat:
        """The group named by `chat`, or the private chat of `who`."""
        return self.group(given["chat"]) if given.get("chat") else self.world.private(self.person(given["who"]))

    def place(self, given: dict[str, Any]) -> dict[str, int] | None:
        """Where a step is to be seen: the chat, and who looks at it, if the step names somebody."""
        title, name = given.get("chat") or given.get("group"), given.get("who")
        if not (title or name):
            return None
        try:
            chat = self.group(title) if title else self.chat(given)
            return {"chat": chat.id, **({"person": self.person(name).id} if name else {})}
        except StoryError:
            return None

    def group(self, title: str) -> Chat:
        """The newest group of that title, where it lives now."""
        groups = [c for c in self.world.chats.values() if c.title == title and not c.migrated_to]
        if not groups:
            raise StoryError(f"there is no group {title}")
        return groups[-1]


async def _person(stage: Stage, given: dict[str, Any]) -> None:
    try:
        stage.person(given["name"]).language = given.get("language", "en")
    except StoryError:
        stage.world.person(given["name"], language=given.get("language", "en"))


async def _group(stage: Stage, given: dict[str, Any]) -> None:
    members = [stage.person(name) for name in given.get("members", ())]
    stage.world.group(given["title"], stage.person(given["creator"]), members)


async def _says(stage: Stage, given: dict[str, Any]) -> None:
    stage.acts()
    stage.world.says(stage.person(given["who"]), stage.chat(given), given["text"])


async def _edits(stage: Stage, given: dict[str, Any]) -> None:
    who = stage.person(given["who"])
    own = [m for m in stage.world.messages(stage.chat(given)) if m.sender is who]
    if not own:
        raise StoryError(f"{given['who']} has written nothing there")
    stage.acts()
    stage.world.edits(who, own[-1], given["text"])


async def _sends(stage: Stage, given: dict[str, Any]) -> None:
    stage.acts()
    stage.world.sends(stage.person(given["who"]), stage.chat(given), given["kind"], caption=given.get("caption"))


async def _photographs(stage: Stage, given: dict[str, Any]) -> None:
    """The newest picture in the chat of `of` goes to the bot, as from a phone's camera."""
    seen = stage.world.private(stage.person(given["of"]))
    picture = await wait_for(lambda: _picture(stage.world, seen), PATIENCE)
    if picture is None:
        raise StoryError(f"{given['of']} has no picture")
    stage.acts()
    stage.world.sends(stage.person(given["who"]), stage.chat(given), "photo", data=picture)


def _picture(world: Telegram, chat: Chat) -> bytes | None:
    files = (item.file for item in reversed(world.messages(chat)))
    return next((file.data for file in files if file and file.kind == "photo"), None)


async def _presses(stage: Stage, given: dict[str, Any]) -> None:
    chat, who = stage.chat(given), stage.person(given["who"])
    place = await wait_for(lambda: _button(stage.world, chat, given["button"]), PATIENCE)
    if place is None:
        raise StoryError(f"no message has that button; the newest says {_newest(stage.world, chat)!r}")
    stage.acts()
    stage.world.presses(who, place[0], place[1])


def _button(world: Telegram, chat: Chat, wanted: Any) -> tuple[Message, tuple[int, int]] | None:
    for item in reversed(world.messages(chat)):
        if not isinstance(wanted, str) and item.keyboard:
            return item, (wanted[0], wanted[1])
        cells = [(r, c, b.text) for r, row in enumerate(item.keyboard) for c, b in enumerate(row)]
        for test in (str.__eq__, str.__contains__, lambda text, part: re.search(part, text) is not None):
            for row, column, text in cells:
                if isinstance(wanted, str) and test(text, wanted):
                    return item, (row, column)
    return None


def _newest(world: Telegram, chat: Chat) -> str:
    items = world.messages(chat)
    return items[-1].words[:120] if items else ""


async def _link(stage: Stage, given: dict[str, Any]) -> str:
    """The newest link matching `link` in the chat of `of` (a person, or a group's title), or passed on."""
    of = given.get("of", given["who"])
    titles = [c.title for c in stage.world.chats.values()]
    chat = stage.group(of) if of in titles else stage.world.private(stage.person(of))
    found = await wait_for(lambda: _matching(stage.world, chat, given["link"]), PATIENCE)
    if not found:
        raise StoryError(f"no link there matches; the newest message says {_newest(stage.world, chat)!r}")
    return str(found)


def _matching(world: Telegram, chat: Chat, pattern: str) -> str | None:
    links = [link for item in reversed(world.messages(chat)) for link in item.links]
    links += [n.text for n in reversed(world.notes) if n.receiver is chat.person]
    return next((link for link in links if re.search(pattern, link)), None)


async def _opens(stage: Stage, given: dict[str, Any]) -> None:
    link = await _link(stage, given)
    group = stage.group(given["group"]) if given.get("group") else None
    stage.acts()
    stage.world.opens(stage.person(given["who"]), link, group=group)


async def _passes(stage: Stage, given: dict[str, Any]) -> None:
    link = await _link(stage, given)
    stage.world.passes(stage.person(given["who"]), stage.person(given["to"]), link)


async def _adds_bot(stage: Stage, given: dict[str, Any]) -> None:
    stage.acts()
    stage.world.adds_bot(stage.person(given["who"]), stage.group(given["group"]))


async def _joins(stage: Stage, given: dict[str, Any]) -> None:
    group = stage.group(given["group"])
    creator = next(number for number, status in group.members.items() if status == "creator")
    by = stage.person(given["by"]) if given.get("by") else stage.world.people[creator]
    stage.acts()
    stage.world.adds(by, group, stage.person(given["who"]))


async def _blocks(stage: Stage, given: dict[str, Any]) -> None:
    stage.acts()
    stage.world.blocks(stage.person(given["who"]))


async def _unblocks(stage: Stage, given: dict[str, Any]) -> None:
    stage.acts()
    stage.world.unblocks(stage.person(given["who"]))


async def _clock(stage: Stage, given: dict[str, Any]) -> None:
    now, hours = stage.world.clock.now(), float(given.get("hours", 1))
    word = str(given.get("to") or "hours")
    stage.acts()
    stage.world.clock.set(stage.moments.of(word, now, hours))
    stage.world.touch()


async def _expect(stage: Stage, given: dict[str, Any]) -> None:
    chat, pattern = stage.chat(given), re.compile(given["text"], re.DOTALL)

    def seen() -> bool:
        fresh = [m for m in stage.world.messages(chat) if m.stamp > stage.mark]
        return any(pattern.search(m.words) for m in fresh)

    if not await wait_for(seen, float(given.get("within", PATIENCE))):
        raise StoryError(f"nothing new says that; the newest message says {_newest(stage.world, chat)!r}")


ACTIONS: dict[str, Callable[[Stage, dict[str, Any]], Awaitable[None]]] = {
    "person": _person,
    "group": _group,
    "says": _says,
    "edits": _edits,
    "sends": _sends,
    "photographs": _photographs,
    "presses": _presses,
    "opens": _opens,
    "passes": _passes,
    "adds_bot": _adds_bot,
    "joins": _joins,
    "blocks": _blocks,
    "unblocks": _unblocks,
    "clock": _clock,
    "expect": _expect,
}
