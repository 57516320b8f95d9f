"""Delivery to a webhook: one update after another, tried again until a 2xx answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson

from sandbox.town.errors import ApiError
from sandbox.town.queue import Queue

Answer = Callable[[str, dict[str, Any]], Awaitable[Any]]


class Hook:
    """The webhook that is set, if any. `retry` is the pause after a failed try, in seconds."""

    retry = 0.25

    def __init__(self, queue: Queue, now: Callable[[], int], answer: Answer) -> None:
        self.url = ""
        self.secret: str | None = None
        self.error: tuple[int, str] | None = None
        self._queue, self._now, self._answer = queue, now, answer
        self._fresh = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        queue.pushed.append(self._fresh.set)

    def set(self, url: str, secret: str | None) -> None:
        """Start, change or (with an empty url) stop delivery; a waiting getUpdates ends with 409."""
        self.url, self.secret, self.error = url, secret, None
        self._queue.interrupt(ApiError(409, "Conflict: terminated by setWebhook request"))
        if self._task:
            self._task.cancel()
        self._task = asyncio.create_task(self._deliver()) if url else None

    async def stop(self) -> None:
        """End delivery."""
        self.set("", None)
        self._queue.pushed.remove(self._fresh.set)

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                waiting = self._queue.waiting(1)
                if not waiting:
                    self._fresh.clear()
                    await self._fresh.wait()
                elif await self._post(session, waiting[0]):
                    self._queue.done(waiting[0])
                else:
                    await asyncio.sleep(self.retry)

    async def _post(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        try:
            async with session.post(self.url, data=orjson.dumps(update), headers=headers) as response:
                body = await response.read()
                if response.status // 100 == 2:
                    await self._obey(body)
                    return True
                self.error = (self._now(), f"Wrong response from the webhook: {response.status} {response.reason}")
        except (aiohttp.ClientError, OSError) as error:
            self.error = (self._now(), f"Connection failed: {type(error).__name__}")
        return False

    async def _obey(self, body: bytes) -> None:
        try:
            call = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            await self._answer(call.pop("method"), call)
