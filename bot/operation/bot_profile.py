"""The bot's name, texts and commands in every language: set at the start, only where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from domain.languages import LANGUAGES
from handlers.account.commands import shown
from templates.render import plain

log = structlog.get_logger("profile")
TEXTS = (
    ("getMyName", "setMyName", "name", "menu/start.bot_name"),
    ("getMyShortDescription", "setMyShortDescription", "short_description", "menu/start.bot_about"),
    ("getMyDescription", "setMyDescription", "description", "menu/start.bot_description"),
)
SCOPES = (("new", {"type": "all_private_chats"}), ("group", {"type": "all_group_chats"}))


async def introduce(bot: Bot, default: str, operators: Iterable[int]) -> None:
    """Set what differs. Telegram refuses it at times; the bot works without."""
    try:
        for code, language in (("", default), *((language, language) for language in LANGUAGES)):
            await _texts(bot, code, language)
            await _commands(bot, code, language)
    except TelegramError as error:
        log.warning("profile_not_set", error=str(error))
    for chat_id in sorted(operators):
        try:
            for code, language in (("", default), *((language, language) for language in LANGUAGES)):
                await _operator(bot, chat_id, code, language)
        except TelegramError as error:
            log.warning("operator_commands_not_set", error=str(error))


async def _operator(bot: Bot, chat_id: int, code: str, language: str) -> None:
    """Behind what the chat shows already, which may be an owner's list."""
    place = {"scope": {"type": "chat", "chat_id": chat_id}, "language_code": code}
    found: Any = await bot.do_api_request("getMyCommands", dict(place))
    ours = [command["command"] for command in shown("operator", language)]
    others = [command for command in found if command["command"] not in ours] or shown("new", language)
    wanted = others + shown("operator", language)
    if found != wanted and (found or not code):
        await bot.do_api_request("setMyCommands", {"commands": wanted, **place})


async def _texts(bot: Bot, code: str, language: str) -> None:
    for get, set_, field, text in TEXTS:
        wanted = plain(text, language)
        found: Any = await bot.do_api_request(get, {"language_code": code})
        if found.get(field) != wanted:
            await bot.do_api_request(set_, {field: wanted, "language_code": code})


async def _commands(bot: Bot, code: str, language: str) -> None:
    for role, scope in SCOPES:
        place = {"scope": scope, "language_code": code}
        wanted = shown(role, language)
        if await bot.do_api_request("getMyCommands", dict(place)) != wanted:
            await bot.do_api_request("setMyCommands", {"commands": wanted, **place})
