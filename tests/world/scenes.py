"""Beginnings that many tests share: lived through in the chat once in each process, then taken up where they ended."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.town.model import Chat
from tests.world.town import Actor, InProcess, Town

PLAIN = ("people", "chats", "presses_by_id", "notes", "calls", "ticks", "typing", "_last_id", "bot")
"""What a stand-in's world consists of; its clock, its doors and its listeners stay those of the new town."""
INSIDE = {"files": ("_files",), "profile": ("_texts", "_commands"), "queue": ("_next_id", "history", "allowed")}


@dataclass
class Scene:
    """The database, the stand-in's world and the actors' accounts at one moment."""

    database: Any
    moment: datetime
    world: dict[str, Any]
    cast: dict[str, int]
    group: int | None


SCENES: dict[str, Scene] = {}


async def scene(name: str, town: Town, cast: Any, build: Callable[[], Awaitable[None]]) -> None:
    """`cast` after `build`. Its actors must be new and nothing else may have happened in the town."""
    if not isinstance(town.bot, InProcess):
        await build()
    elif name in SCENES:
        await _take_up(SCENES[name], town, town.bot, cast)
    else:
        await build()
        SCENES[name] = _kept(town, town.bot, cast)


def _kept(town: Town, bot: InProcess, cast: Any) -> Scene:
    telegram = town.telegram
    world = {name: vars(telegram)[name] for name in PLAIN}
    world["random"] = telegram.random.getstate()
    world["inside"] = {
        name: {part: vars(vars(telegram)[name])[part] for part in parts} for name, parts in INSIDE.items()
    }
    people = {name: actor.person.id for name, actor in vars(cast).items() if isinstance(actor, Actor)}
    group = vars(cast).get("group")
    return Scene(bot.eye.keep(), telegram.clock.now(), copy.deepcopy(world), people, group.id if group else None)


async def _take_up(kept: Scene, town: Town, bot: InProcess, cast: Any) -> None:
    telegram, world = town.telegram, copy.deepcopy(kept.world)
    await bot.puts_back(kept.database)
    telegram.random.setstate(world.pop("random"))
    for name, parts in world.pop("inside").items():
        vars(vars(telegram)[name]).update(parts)
    vars(telegram).update(world)
    telegram.clock.set(kept.moment)
    for name, number in kept.cast.items():
        getattr(cast, name).person = telegram.people[number]
    if kept.group:
        group: Chat = telegram.chats[kept.group]
        cast.group = group
