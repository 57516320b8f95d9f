"""The yardstick: an echo bot as the library's documentation shows it. `python -m bench.echo_bot URL DATABASE`.

Its own polling, its own httpx, one sendMessage for each message, nothing stored.
Source: https://docs.python-telegram-bot.org/en/stable/examples.echobot.html
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.processes import TOKEN, tell_cpu


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Echo the user message."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(url: str) -> None:
    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    tell_cpu()
    main(sys.argv[1])
