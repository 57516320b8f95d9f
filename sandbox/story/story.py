"""A story played through the sandbox: steps are data, each waits until the bot is quiet.

A step is a dict with one key:
  {"note": "text"}                                       a caption on the page
  {"note": {"text", "chapter"?, "ready"?}}                the same; a place to jump to, or where a prepared world stops
  {"person": {"name", "language"?}}                       made, or given that language
  {"group": {"title", "creator", "members"?}}
  {"says": {"who", "text", "chat"?}}                      chat: a group's title; without it the private chat
  {"edits": {"who", "text", "chat"?}}                     the newest own message there
  {"sends": {"who", "kind", "caption"?, "chat"?}}
  {"photographs": {"who", "of"}}                          the newest picture of another chat, sent to the bot
  {"presses": {"who", "button", "chat"?}}                 label, part of it, regex, or [row, column]
  {"opens": {"who", "link", "of"?, "group"?}}             newest link matching the regex in `of`'s chat
  {"adds_bot": {"who", "group"}}   {"joins": {"who", "group", "by"?}}
  {"passes": {"who", "to", "link", "of"?}}                a link handed on between two people
  {"blocks": {"who"}}   {"unblocks": {"who"}}
  {"clock": {"to": "closing"|"morning"|"monday"|"next week"|ISO}} or {"clock": {"hours": 1}}
  {"expect": {"who" or "chat", "text": regex, "within"?}} something new (or newly edited) says that
"""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.clock import monotonic
from sandbox.story.steps import ACTIONS, Stage, StoryError, wait_for
from sandbox.telegram import Telegram
from sandbox.town.moments import Moments

PAUSE = 0.85
NOTE_PAUSE = 2.6
QUIET, RUSHED = 0.25, 0.01
"""Seconds without a call after which the bot has said all; where nobody watches. None for a bot that can tell."""


def _is(step: dict[str, Any], mark: str) -> bool:
    note = step.get("note")
    return isinstance(note, dict) and bool(note.get(mark))


class Story:
    """Plays steps. `speed`: 1 is watchable, 2 twice as fast, 0 without pauses (tests)."""

    def __init__(self, world: Telegram, steps: list[dict[str, Any]], moments: Moments) -> None:
        self.steps = steps
        self.stage = Stage(world, moments)
        self.speed = 1.0
        self.rushing = False
        self.at = 0
        self.status = "idle"
        self.caption = ""
        self.error = ""
        self.place: dict[str, int] | None = None
        self._going = asyncio.Event()
        self._going.set()
        self._task: asyncio.Task[None] | None = None

    def progress(self) -> dict[str, Any]:
        """What the page shows of it."""
        return {
            "total": len(self.steps),
            "at": self.at,
            "status": self.status,
            "caption": self.caption,
            "error": self.error,
            "speed": self.speed,
            "place": self.place,
            "chapters": [
                [number, step["note"]["text"]] for number, step in enumerate(self.steps) if _is(step, "chapter")
            ],
        }

    async def play(self, speed: float | None = None, begin: int = 0, end: int | None = None) -> None:
        """The steps in order up to `end`; those before `begin` without a pause. StoryError tells which one did not come
        true."""
        self.speed = self.speed if speed is None else speed
        self.at, self.error, self.status = 0, "", "playing"
        try:
            for number, step in enumerate(self.steps[:end]):
                self.at, self.rushing = number, number < begin or not self.speed
                await self._step(number, step)
        except asyncio.CancelledError:
            self._ends("idle")
            raise
        except StoryError as failed:
            self._ends("failed", str(failed))
            raise
        self.at = len(self.steps)
        self._ends("done" if end is None else "idle")

    def _ends(self, status: str, error: str = "") -> None:
        self.status, self.error, self.caption, self.place = status, error, "", None
        self.stage.world.touch()

    async def _step(self, number: int, step: dict[str, Any]) -> None:
        await self._going.wait()
        ((kind, given),) = step.items()
        if kind == "note":
            self.caption = given if isinstance(given, str) else given["text"]
            self.stage.world.touch()
            return await self._pause(NOTE_PAUSE)
        if kind not in ACTIONS:
            raise StoryError(f"step {number + 1}: no such step {kind!r}; there are {', '.join(ACTIONS)}, note")
        if not self.rushing:
            self.place = self.stage.place(given) or self.place
        await self._act(number, kind, given)
        await self._settle()
        return await self._pause(PAUSE)

    async def _act(self, number: int, kind: str, given: Any) -> None:
        """Once more after a moment, twice: a busy machine may be quiet before the bot has answered."""
        for patience in (0.5, 1, 0):
            try:
                await ACTIONS[kind](self.stage, given)
                return
            except (StoryError, LookupError, ValueError, PermissionError) as why:
                if not patience:
                    raise StoryError(f"step {number + 1}, {kind} {given}: {why}") from why
                await asyncio.sleep(patience)

    async def _settle(self) -> None:
        """Wait until the bot has taken everything and made no call for a while, at most 20 seconds."""
        world = self.stage.world
        quiet = (0 if world.working else RUSHED) if self.rushing else QUIET
        world.last_call = max(world.last_call, monotonic())
        await wait_for(lambda: world.idle() and monotonic() - world.last_call >= quiet, 20)

    async def _pause(self, seconds: float) -> None:
        self.stage.world.touch()
        await wait_for(lambda: self.status != "playing", 0 if self.rushing else seconds / self.speed)
        await self._going.wait()

    async def prepare(self) -> None:
        """As far as the step that says so, without a pause."""
        ready = (number for number, step in enumerate(self.steps) if _is(step, "ready"))
        await self.play(0, end=next(ready, len(self.steps)))

    def start(self, speed: float, begin: int = 0) -> None:
        """Play in the background; a failure is shown, not raised."""
        self.stop()
        self._task = asyncio.create_task(self._quietly(speed, begin))

    async def _quietly(self, speed: float, begin: int) -> None:
        try:
            await self.play(speed, begin)
        except StoryError:
            self._task = None

    def pause(self, paused: bool) -> None:
        """Hold before the next step, or go on."""
        if self.status in ("playing", "paused"):
            self.status = "paused" if paused else "playing"
            (self._going.clear if paused else self._going.set)()
            self.stage.world.touch()

    def stop(self) -> None:
        """End it where it is."""
        self._going.set()
        if self._task and not self._task.done():
            self._task.cancel()
        self._task = None
        if self.status in ("playing", "paused"):
            self._ends("idle")

    def forget(self) -> None:
        """As before it was ever played: the world that it happened in is gone."""
        self.stop()
        self.at = 0
        self._ends("idle")
