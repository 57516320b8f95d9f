"""The library the bot is written with works against the sandbox as against Telegram."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from sandbox import Running, Telegram

from .conftest import png


async def _echo(update: Update, context: Any) -> None:
    assert update.effective_message is not None
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])
    await update.effective_message.reply_html(f"<b>{update.effective_message.text}</b>", reply_markup=keys)
    await update.effective_message.reply_photo(png(), caption="a picture")


async def _pressed(update: Update, context: Any) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("pressed")
    await update.callback_query.edit_message_text("edited")


async def _until_idle(telegram: Telegram, calls: int) -> None:
    for _ in range(300):
        if telegram.idle() and len(telegram.calls) >= calls:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(telegram.calls)


async def test_an_echo_bot_of_python_telegram_bot_talks_and_edits(telegram: Telegram, running: Running) -> None:
    builder = Application.builder().token(telegram.token)
    app = builder.base_url(f"{running.url}/bot").base_file_url(f"{running.url}/file/bot").build()
    app.add_handler(MessageHandler(filters.ALL, _echo))
    app.add_handler(CallbackQueryHandler(_pressed))
    await app.initialize()
    assert app.updater is not None
    await app.updater.start_polling(timeout=5)
    await app.start()
    olena = telegram.person("Olena", language="uk")
    telegram.says(olena, None, "привіт")
    await _until_idle(telegram, 5)
    reply = next(m for m in telegram.messages(olena) if m.from_bot)
    assert reply.html == "<b>привіт</b>" and telegram.messages(olena)[-1].photo
    press = telegram.presses(olena, reply, "Again")
    for _ in range(300):
        if reply.text == "edited" and telegram.idle():
            break
        await asyncio.sleep(0.01)
    assert press.answer and press.answer["text"] == "pressed" and reply.text == "edited"
    await app.updater.stop()
    await app.stop()
    await app.shutdown()
    assert telegram.violations == []
