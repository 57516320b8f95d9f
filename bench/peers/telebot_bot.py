"""pyTelegramBotAPI, its asynchronous half: `python -m bench.peers.telebot_bot URL DATABASE`.

Source: https://pytba.readthedocs.io/en/latest/async_version/index.html
"""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot

from bench.peers.store import keep, open_store
from bench.processes import TOKEN, tell_cpu


async def main(url: str, database: str) -> None:
    asyncio_helper.API_URL = url + "/bot{0}/{1}"
    db, bot = await open_store(database), AsyncTeleBot(TOKEN)

    async def store(message: Any) -> None:
        await keep(db, message.chat.id, message.message_id, message.text)
        await bot.reply_to(message, message.text)

    bot.register_message_handler(store, content_types=["text"])
    polling = asyncio.create_task(bot.infinity_polling())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, polling.cancel)
    await asyncio.wait({polling})
    await db.close()


if __name__ == "__main__":
    tell_cpu()
    asyncio.run(main(sys.argv[1], sys.argv[2]))
