"""A bot of a few lines over plain HTTP, for tests of the page and of the story."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import aiohttp

from sandbox import Running

from .conftest import png

KEYS = {
    "inline_keyboard": [
        [{"text": "✓ 5", "callback_data": "n:5"}, {"text": "0", "callback_data": "n:0"}],
        [{"text": "Invite your partner", "url": "https://t.me/tandem_bot?start=b_secret-1"}],
        [{"text": "Add me to your group", "url": "https://t.me/tandem_bot?startgroup=g_1"}],
    ]
}
HELLO = (
    "<b>Step 3 of 10 · Flowers + coffee</b>\nWhat does the customer get, and when? <i>For example:</i> "
    "show a Peony receipt, 15 % off any coffee.\nhttps://t.me/tandem_bot?start=s_staff-1"
)
HOSTILE = "<img src=x onerror=alert(1)>"


class SmallBot:
    """Answers /start with buttons and a picture, a press with a toast and an edit, a number with "Saved"."""

    def __init__(self, running: Running) -> None:
        self._base = f"{running.url}/bot{running.telegram.token}"
        self._task = asyncio.create_task(self._poll())

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _poll(self) -> None:
        offset = 0
        async with aiohttp.ClientSession() as self._session:
            commands = [{"command": "start", "description": "Start"}, {"command": "report", "description": "A day"}]
            await self._call("setMyCommands", commands=commands)
            while True:
                for update in await self._call("getUpdates", offset=offset, timeout=20) or []:
                    offset = update["update_id"] + 1
                    await self._handle(update)

    async def _call(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"{self._base}/{method}", json=params) as response:
            return (await response.json()).get("result")

    async def _handle(self, update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await self._call("answerCallbackQuery", callback_query_id=query["id"], text="Saved: 5 customers")
            place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            await self._call("editMessageText", **place, text="✓ Goal: 200 new customers")
        message = update.get("message") or update.get("edited_message") or {}
        if text := message.get("text"):
            await self._answer(message["chat"]["id"], text)

    async def _answer(self, chat_id: int, text: str) -> None:
        if text == "/start":
            await self._call("sendMessage", chat_id=chat_id, text=HELLO, parse_mode="HTML", reply_markup=KEYS)
            form = aiohttp.FormData({"chat_id": str(chat_id), "caption": "Week 2 of 4"})
            form.add_field("photo", io.BytesIO(png(600, 400)), filename="week.png")
            await self._session.post(f"{self._base}/sendPhoto", data=form)
        else:
            await self._call("sendMessage", chat_id=chat_id, text=f"Saved: {text}")
