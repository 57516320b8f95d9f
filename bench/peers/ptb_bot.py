"""python-telegram-bot, its own polling and httpx: `python -m bench.peers.ptb_bot URL DATABASE [concurrent]`.

Source: https://docs.python-telegram-bot.org/en/stable/examples.echobot.html
"""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.peers.store import keep, open_store
from bench.processes import TOKEN, tell_cpu


async def store(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        message = update.message
        await keep(context.bot_data["db"], message.chat_id, message.message_id, update.message.text)
        await message.reply_text(update.message.text)


def main(url: str, database: str, concurrent: bool) -> None:
    async def opened(application: Application[Any, Any, Any, Any, dict[str, Any], Any]) -> None:
        application.bot_data["db"] = await open_store(database)

    async def closed(application: Application[Any, Any, Any, Any, dict[str, Any], Any]) -> None:
        await application.bot_data["db"].close()

    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").post_init(opened).post_shutdown(closed)
    application = builder.concurrent_updates(concurrent).build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, store))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    tell_cpu()
    main(sys.argv[1], sys.argv[2], "concurrent" in sys.argv[3:])
