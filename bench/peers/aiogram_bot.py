"""aiogram 3, which handles updates concurrently by itself: `python -m bench.peers.aiogram_bot URL DATABASE`.

Source: https://docs.aiogram.dev/en/latest/ (echo bot).
"""

from __future__ import annotations

import asyncio
import sys

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from bench.peers.store import keep, open_store
from bench.processes import TOKEN, tell_cpu


async def store(message: Message, db: aiosqlite.Connection) -> None:
    if message.text:
        await keep(db, message.chat.id, message.message_id, message.text)
        await message.answer(message.text)


async def main(url: str, database: str) -> None:
    dispatcher = Dispatcher(db=await open_store(database))
    dispatcher.message.register(store)
    await dispatcher.start_polling(Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url))))
    await dispatcher["db"].close()


if __name__ == "__main__":
    tell_cpu()
    asyncio.run(main(sys.argv[1], sys.argv[2]))
