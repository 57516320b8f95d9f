"""Several processes on one database begin in the same instant, each in the middle of a transaction of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

from bot.app import Program
from tests.world.databases import PROCESSES
from tests.world.town import InProcess, Town

Claimed = Sequence[int] | None
Claim = Callable[[int], AbstractAsyncContextManager[Claimed]]
WAITING = "SELECT count(*) FROM inbox WHERE state = 'new'"
PATIENCE = 20.0


class StartLine:
    """Left alone, the process that polls takes the chats of all racers before another one wakes. Here each takes the
    chat of one racer at a time, and none handles its first update before all have begun. A single process just runs."""

    def __init__(self, town: Town) -> None:
        assert isinstance(town.bot, InProcess)
        self.bot = town.bot
        self.open, self.together = asyncio.Event(), asyncio.Event()
        self.open.set()
        self.begun = set(range(PROCESSES))
        self.took = [asyncio.Event() for _ in range(PROCESSES)]
        for number, program in enumerate(self.bot.programs if PROCESSES > 1 else ()):
            handle, claim = program.worker.handle, program.db.claimed
            program.worker.handle = partial(self._handle, number, handle)  # type: ignore[method-assign]
            program.db.claimed = partial(self._one_chat, number, program, claim)  # type: ignore[method-assign]

    @asynccontextmanager
    async def _one_chat(self, number: int, program: Program, claim: Claim, _: int) -> AsyncIterator[Claimed]:
        """The next process looks at one chat more, as those before it have taken theirs."""
        await self.open.wait()
        for before in self.took[:number]:
            await before.wait()
        async with claim(number + 1) as ours:
            if ours:
                self.took[number].set()
            yield ours
        if ours:
            program.worker.wake.set()

    async def _handle(self, number: int, handle: Callable[..., Awaitable[None]], *given: Any) -> None:
        if number not in self.begun:
            self.begun.add(number)
            if len(self.begun) == PROCESSES:
                self.together.set()
            await asyncio.wait_for(self.together.wait(), PATIENCE)
        await handle(*given)

    def holds(self) -> None:
        """Nothing begins before `starts`."""
        if PROCESSES > 1:
            self.begun.clear()
            self.together.clear()
            for process in self.took:
                process.clear()
            self.open.clear()

    async def starts(self, racers: int) -> None:
        """When so many updates are stored, of two chats or more. Every process takes part, or it times out."""
        if PROCESSES > 1:
            async with asyncio.timeout(PATIENCE):
                while self.bot.eye.value(WAITING) < racers:  # noqa: ASYNC110 - the inbox tells nobody
                    await asyncio.sleep(0.001)
            self.open.set()
            for program in self.bot.programs:
                program.worker.wake.set()
            await asyncio.wait_for(self.together.wait(), PATIENCE)
