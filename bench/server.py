"""A thin Telegram on loopback, a process of its own: `python -m bench.server CHATS DELAY_MS`; prints its port."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections import deque
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import orjson
import uvloop
from aiohttp import web

from bench.crowd import Crowd

PATIENCE = 60.0
QUIET = 0.3
ME = {"id": 100_001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class Telegram:
    """Updates leave the queue when a later offset acknowledges them; every answer is counted."""

    def __init__(self, chats: int, delay: float) -> None:
        self.crowd, self.delay = Crowd(chats), delay
        self.queue: deque[tuple[int, bytes]] = deque()
        self.news = asyncio.Event()
        self.messages = itertools.count(1_000_000)

    async def call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        fields = fields_of(request.content_type, await request.read())
        if method == "getUpdates":
            result = await self.updates(int(fields.get("offset", 0)), float(fields.get("timeout", 0)))
        else:
            result = orjson.dumps(self.answer(method, fields))
        if self.delay:
            await asyncio.sleep(self.delay)
        return web.Response(body=b'{"ok":true,"result":' + result + b"}", content_type="application/json")

    async def updates(self, offset: int, timeout: float) -> bytes:  # noqa: ASYNC109 - Telegram's own name
        """A long poll."""
        while self.queue and self.queue[0][0] < offset:
            self.queue.popleft()
        if not self.queue and timeout:
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), timeout)
        return b"[" + b",".join(body for _, body in itertools.islice(self.queue, 100)) + b"]"

    def answer(self, method: str, fields: dict[str, Any]) -> object:
        if method == "getMe":
            return ME
        if method not in ("sendMessage", "editMessageText"):
            return True
        chat = int(fields["chat_id"])
        if method == "sendMessage":
            self.put([self.crowd.hears(chat, fields["text"])])
        number = int(fields.get("message_id", 0)) or next(self.messages)
        place = {"id": chat, "type": "private", "first_name": "C"}
        return {"message_id": number, "date": int(time.time()), "chat": place, "from": ME, "text": fields["text"]}

    def put(self, updates: list[tuple[int, bytes] | None]) -> None:
        self.queue.extend(update for update in updates if update)
        if self.queue:
            self.news.set()

    async def pile(self, request: web.Request) -> web.Response:
        """So many reports wait before the bot begins."""
        self.put([*self.crowd.piles_up(int(request.query["messages"]))])
        return web.json_response({"waiting": len(self.queue)})

    async def rest(self, request: web.Request) -> web.Response:
        """The figures when all that was piled up is answered or nothing came for long."""
        return await self._answered(int(request.query["messages"]), self.crowd.last_answer)

    async def run(self, request: web.Request) -> web.Response:
        """Let the crowd say `messages` reports; the figures when all are answered or nothing came for long."""
        messages, started = int(request.query["messages"]), time.monotonic()
        self.put([*self.crowd.begin(messages)])
        return await self._answered(messages, started)

    async def _answered(self, messages: int, started: float) -> web.Response:
        while self.crowd.answers < messages and time.monotonic() - self.crowd.last_answer < PATIENCE:  # noqa: ASYNC110
            await asyncio.sleep(0.02)  # the patience begins anew with every answer
        seconds = self.crowd.last_answer - started
        await asyncio.sleep(QUIET)
        return web.json_response(self.crowd.figures(seconds))


def fields_of(kind: str, body: bytes) -> dict[str, Any]:
    """Parameters as a form or as JSON, as the Bot API takes them."""
    if kind == "application/json" and body:
        return dict(orjson.loads(body))
    return dict(parse_qsl(body.decode()))


async def serve(chats: int, delay: float) -> None:
    """Until the process is stopped."""
    telegram = Telegram(chats, delay)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", telegram.call)
    for path, asked in (("/run", telegram.run), ("/pile", telegram.pile), ("/rest", telegram.rest)):
        app.router.add_get(path, asked)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))
