"""The bot's name, texts and command lists, by scope and language."""

from __future__ import annotations

import re
from typing import Any

from sandbox.town.errors import bad
from sandbox.town.model import Chat, Json, TelegramPerson

Command = dict[str, str]


class BotProfile:
    """What setMy… calls leave behind; an empty value falls back to the one without a language."""

    def __init__(self, name: str) -> None:
        self._texts: dict[str, dict[str, str]] = {"name": {"": name}, "description": {}, "short_description": {}}
        self._commands: dict[tuple[str, str], list[Command]] = {}

    def set_text(self, kind: str, text: str, language: str, limit: int, refusal: str) -> None:
        """Set or, with an empty text, remove; longer than the limit is refused."""
        if len(text) > limit:
            raise bad(refusal)
        checked_language(language)
        if text:
            self._texts[kind][language] = text
        else:
            self._texts[kind].pop(language, None)

    def text(self, kind: str, language: str) -> str:
        """The text for a language, or the general one."""
        texts = self._texts[kind]
        return texts.get(language) or texts.get("", "")

    def set_commands(self, commands: list[Any], scope: str, language: str) -> None:
        """Replace one list. Limits: 100 commands, 1–32 of a–z 0–9 _, description 1–256."""
        checked_language(language)
        if len(commands) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        self._commands[scope, language] = [_checked(command) for command in commands]

    def delete_commands(self, scope: str, language: str) -> None:
        """Back to the next wider list."""
        self._commands.pop((scope, language), None)

    def commands(self, scope: str, language: str) -> list[Command]:
        """Exactly this list (getMyCommands does not fall back)."""
        return self._commands.get((scope, language), [])

    def shown_to(self, person: TelegramPerson, where: Chat) -> list[Command]:
        """The list a client shows, narrowest scope first (Bot API, "Determining list of commands")."""
        for scope in _scopes(person, where):
            for language in (person.language or "", ""):
                if self._commands.get((scope, language)):
                    return self._commands[scope, language]
        return []


def _scopes(person: TelegramPerson, where: Chat) -> list[str]:
    if where.type == "private":
        return [f"chat {where.id}", "all_private_chats", "default"]
    narrow = [f"chat_member {where.id} {person.id}"]
    if where.is_admin(person.id):
        narrow += [f"chat_administrators {where.id}", f"chat {where.id}", "all_chat_administrators"]
    else:
        narrow += [f"chat {where.id}"]
    return [*narrow, "all_group_chats", "default"]


def checked_language(language: str) -> None:
    """Empty or a two-letter code."""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")


def _checked(command: Any) -> Command:
    name, text = (command.get("command"), command.get("description")) if isinstance(command, dict) else ("", "")
    name = name.removeprefix("/") if isinstance(name, str) else ""
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not isinstance(text, str) or not 1 <= len(text.strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": text.strip()}


def scope_key(scope: Json | None) -> str:
    """BotCommandScope → the words that name its list."""
    if scope is None:
        return "default"
    kind = scope.get("type")
    simple = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
    if kind in simple:
        return str(kind)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    words = [str(kind), str(scope.get("chat_id"))] + ([str(scope.get("user_id"))] if kind == "chat_member" else [])
    return " ".join(words)
