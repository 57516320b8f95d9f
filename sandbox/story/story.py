"""A story played through the sandbox: steps are data, each waits until the bot is quiet.

A step is a dict with one key:
  {"note": "text"}                                       a caption on the page
  {"person": {"name", "language"?}}                       made, or given that language
  {"group": {"title", "creator", "members"?}}
  {"says": {"who", "text", "chat"?}}                      chat: a group's title; without it the private chat
  {"edits": {"who", "text", "chat"?}}                     the newest own message there
  {"sends": {"who", "kind", "caption"?, "chat"?}}
  {"presses": {"who", "button", "chat"?}}                 label, part of it, regex, or [row, column]
  {"opens": {"who", "link", "of"?, "group"?}}             newest link matching the regex in `of`'s chat
  {"adds_bot": {"who", "group"}}   {"joins": {"who", "group", "by"?}}
  {"passes": {"who", "to", "link", "of"?}}                a link handed on between two people
  {"blocks": {"who"}}   {"unblocks": {"who"}}
  {"clock": {"to": "closing"|"morning"|"monday"|ISO}} or {"clock": {"hours": 1}}
  {"expect": {"who" or "chat", "text": regex, "within"?}} something new (or newly edited) says that
"""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.clock import monotonic
from sandbox.story.steps import ACTIONS, Stage, StoryError, wait_for
from sandbox.telegram import Telegram
from sandbox.town.moments import Moments

PAUSE = 1.4
NOTE_PAUSE = 2.6


class Story:
    """Plays steps. `speed`: 1 is watchable, 2 twice as fast, 0 without pauses (tests)."""

    def __init__(self, world: Telegram, steps: list[dict[str, Any]], moments: Moments) -> None:
        self.steps = steps
        self.stage = Stage(world, moments)
        self.speed = 1.0
        self.quiet = 0.25
        self.at = 0
        self.status = "idle"
        self.caption = ""
        self.error = ""
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
        }

    async def play(self, speed: float | None = None) -> None:
        """All steps in order; StoryError tells which one did not come true."""
        self.speed = self.speed if speed is None else speed
        self.at, self.error, self.status = 0, "", "playing"
        try:
            for number, step in enumerate(self.steps):
                self.at = number
                await self._step(number, step)
        except asyncio.CancelledError:
            self._ends("idle")
            raise
        except StoryError as failed:
            self._ends("failed", str(failed))
            raise
        self.at = len(self.steps)
        self._ends("done")

    def _ends(self, status: str, error: str = "") -> None:
        self.status, self.error, self.caption = status, error, ""
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
        """Wait until the bot has taken everything and made no call for `quiet` seconds (at most 20)."""
        world = self.stage.world
        self.stage.world.last_call = max(world.last_call, monotonic())
        await wait_for(lambda: world.idle() and monotonic() - world.last_call >= self.quiet, 20)

    async def _pause(self, seconds: float) -> None:
        self.stage.world.touch()
        await wait_for(lambda: self.status != "playing", seconds / self.speed if self.speed else 0)
        await self._going.wait()

    def start(self, speed: float) -> None:
        """Play in the background; a failure is shown, not raised."""
        self.stop()
        self._task = asyncio.create_task(self._quietly(speed))

    async def _quietly(self, speed: float) -> None:
        try:
            await self.play(speed)
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
