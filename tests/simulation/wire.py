"""The library's transport without a network: straight into the stand-in, with its faults."""

from __future__ import annotations

from typing import Any

import orjson
from telegram.error import TimedOut
from telegram.request import RequestData

from bot.transport import Transport
from sandbox import Telegram
from sandbox.api.botapi import BotApi
from sandbox.api.methods import BY_LOWER
from sandbox.town.errors import ApiError, too_many
from sandbox.town.faults import NGINX_502

HALF_AN_HOUR = 1800


class Wire(Transport):
    """As `BotApi` behind HTTP does it: faults before, the thing itself, faults after. A poll never waits."""

    def __init__(self, telegram: Telegram, api: BotApi, held: set[int]) -> None:
        super().__init__()
        self.telegram, self.api, self.held = telegram, api, held

    async def initialize(self) -> None:
        return

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        if "/file/bot" in url:
            return self._file(url)
        name = BY_LOWER[url.rsplit("/", 1)[1].lower()]
        raw: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        files = request_data.multipart_data if request_data and request_data.contains_files else {}
        if name == "getUpdates":
            raw["timeout"] = "0"
        return await self._call(name, raw, {key: (data, file, kind) for key, (file, data, kind) in files.items()})

    def _file(self, url: str) -> tuple[int, bytes]:
        found = self.telegram.files.at(url.split(self.telegram.token + "/", 1)[1], self.telegram.clock.now())
        return (200, found.data) if found else (404, b"")

    async def _call(self, name: str, raw: dict[str, Any], files: dict[str, Any]) -> tuple[int, bytes]:
        faults, chat = self.telegram.faults, int(raw.get("chat_id", 0)) or None
        if faults.strike(("lose_request",), name, chat):
            raise TimedOut("lost on the way there")
        if faults.strike(("502", "502-calls"), name, chat):
            return 502, NGINX_502.encode()
        body, status = await self.api.answer(name, raw, files, self._refusal(name, chat))
        if faults.strike(("lose_answer",), name, chat):
            raise TimedOut("lost on the way back")
        return status, orjson.dumps(body)

    def _refusal(self, name: str, chat: int | None) -> ApiError | None:
        """Chats in `held` have to wait for half an hour, to the second."""
        return too_many(HALF_AN_HOUR) if chat in self.held else self.telegram.faults.refusal(name, chat)
