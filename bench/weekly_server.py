"""The thin Telegram with groups: counts what every group gets, times one cashier. `python -m bench.weekly_server`."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import Any

import uvloop
from aiohttp import web

from bench.server import PATIENCE, Telegram


class Groups(Telegram):
    """Chats below zero are groups: their pictures and edits are counted; those above are the crowd."""

    def __init__(self) -> None:
        super().__init__(1, 0)
        self.pictures: Counter[int] = Counter()
        self.cards: Counter[int] = Counter()
        self.last_picture = 0.0

    async def call(self, request: web.Request) -> web.Response:
        if not request.content_type.startswith("multipart/"):
            return await super().call(request)
        form = await request.post()
        chat = int(str(form["chat_id"]))
        self.pictures[chat] += 1
        self.last_picture = time.monotonic()
        return web.json_response({"ok": True, "result": {"message_id": next(self.messages)}})

    def answer(self, method: str, fields: dict[str, Any]) -> object:
        chat = int(fields.get("chat_id", 0))
        if chat >= 0:
            return super().answer(method, fields)
        self.cards[chat] += 1
        return {"message_id": int(fields.get("message_id", 0)) or next(self.messages)}

    async def one(self, request: web.Request) -> web.Response:  # noqa: ARG002 - aiohttp hands it to every handler
        """The cashier says one report; how long its answer took."""
        self.put([*self.crowd.begin(1)])
        started = time.monotonic()
        while not self.crowd.answers and time.monotonic() - started < PATIENCE:  # noqa: ASYNC110 - as bench.server
            await asyncio.sleep(0.001)
        return web.json_response({"seconds": self.crowd.latencies[0] if self.crowd.answers else None})

    async def groups(self, request: web.Request) -> web.Response:  # noqa: ARG002 - as above
        """How many groups got a picture and a card, how many more came than one each, and when the last picture did."""
        both = self.pictures, self.cards
        return web.json_response(
            {
                "pictures": len(self.pictures),
                "cards": len(self.cards),
                "surplus": sum(one.total() - len(one) for one in both) + self.crowd.surplus,
                "last": self.last_picture,
                "now": time.monotonic(),
            }
        )


async def serve() -> None:
    """Until the process is stopped."""
    telegram = Groups()
    app = web.Application(client_max_size=8 * 2**20)
    app.router.add_route("*", "/bot{token}/{method}", telegram.call)
    app.router.add_get("/one", telegram.one)
    app.router.add_get("/groups", telegram.groups)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(uvloop.run(serve()))
