"""An update as Telegram sent it. What every message is asked for is read from its JSON, the rest from the library's
object, which has two hundred fields and is made on first use.

Source: https://core.telegram.org/bots/api#update.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from telegram import Message

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked for."""


class Speaker(Struct, frozen=True):
    """Who an update is from; `name` is the first and the last one."""

    id: int
    is_bot: bool
    name: str
    username: str | None
    language_code: str | None


class Incoming:
    """`kind` is empty for what was not asked for. `body`: the message, the press or the membership itself. `sent`: the
    message that was sent, edited, or that carries the pressed button; empty where there is none."""

    def __init__(self, update: Mapping[str, Any]) -> None:
        self.update_id: int = update["update_id"]
        self.kind = next((kind for kind in KINDS if kind in update), "")
        self.body: Mapping[str, Any] = update.get(self.kind, {})
        self.is_press = self.kind == "callback_query"
        carrier = self.body.get("message", {}) if self.is_press else self.body
        self.sent: Mapping[str, Any] = {} if self.kind == "my_chat_member" else carrier
        self.chat: Mapping[str, Any] = carrier.get("chat", {})

    @property
    def speaker(self) -> Speaker | None:
        user = self.body.get("from")
        if user is None:
            return None
        name = " ".join(filter(None, (user["first_name"], user.get("last_name"))))
        return Speaker(user["id"], user["is_bot"], name, user.get("username"), user.get("language_code"))

    @property
    def text(self) -> str:
        return str(self.sent.get("text", ""))

    @property
    def pressed(self) -> str:
        """What the pressed button carries."""
        return str(self.body.get("data", ""))

    @property
    def said_at(self) -> datetime | None:
        """When the message was written; a press has no time of its own."""
        return None if self.is_press or not self.sent else datetime.fromtimestamp(self.sent["date"], UTC)

    @property
    def is_private(self) -> bool:
        return self.chat.get("type") == "private"

    @property
    def is_in_group(self) -> bool:
        return self.chat.get("type") in ("group", "supergroup")

    @property
    def thread_id(self) -> int | None:
        """The topic that it stands in."""
        return self.sent.get("message_thread_id") if self.sent.get("is_topic_message") else None

    @property
    def is_passed_on(self) -> bool:
        """Whether the words are somebody else's."""
        return "forward_origin" in self.sent or "via_bot" in self.sent

    @property
    def moved(self) -> tuple[int, int] | None:
        """The old and the new id of a group that became a supergroup: its service message, in either chat."""
        old, new = self.sent.get("migrate_from_chat_id"), self.sent.get("migrate_to_chat_id")
        here = self.chat.get("id", 0)
        return (here, new) if new else (old, here) if old else None

    @property
    def replied_to(self) -> Mapping[str, Any]:
        """The message that this one replies to; empty where it is no reply."""
        found: Mapping[str, Any] = self.sent.get("reply_to_message", {})
        return found

    @property
    def command(self) -> tuple[str, str] | None:
        """Name and addressee (empty: whoever is here) of the command that the words begin with, in small letters."""
        first = next(iter(self.sent.get("entities", ())), None)
        if first is None or first["type"] != "bot_command" or first["offset"] or not self.text:
            return None
        name, _, addressee = self.text[1 : first["length"]].lower().partition("@")
        return name, addressee

    @cached_property
    def message(self) -> Message:
        """The library's object of `sent`. Raises LookupError where there is none."""
        if not self.sent:
            raise LookupError("this update has no message")
        return Message.de_json(dict(self.sent), None)
