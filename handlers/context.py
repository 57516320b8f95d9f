"""What every handler is given: the transaction, the person, the time, and ways to say something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from telegram import Message

from domain.calendar import local_day
from domain.prompt import Prompt
from domain.rights import Person
from handlers.app import App
from handlers.buttons import Button, Rows, keyboard, pack, unpack
from handlers.incoming import Incoming
from handlers.joint_message import METHOD, rewritten
from storage import people
from storage.db import Tx
from storage.people import Recipient
from storage.queues.outbox import ANSWER, EDIT, FOLD, NOTICE, Outgoing
from templates.render import plain, render

MOST_ARGUMENTS = 6
TOAST_LIVES = timedelta(seconds=30)
NO_PREVIEW = {"is_disabled": True}
REFUSED = "forms/problems.problem"


class Reader(Struct, frozen=True):
    """Somebody to write to: a person's private chat, or a group, with its language."""

    chat_id: int
    language: str
    thread_id: int | None = None
    person_id: int | None = None


@dataclass
class Work:
    """One transaction's worth: what it may read and write, and what it wants said."""

    app: App
    tx: Tx
    now: datetime
    outgoing: list[Outgoing] = field(default_factory=list)
    refused: bool = False  # what was typed could not be taken
    looked_at: int = 0  # so many of `outgoing` were looked at by `handlers/account/blocked.py`

    def tell(
        self,
        reader: Reader,
        text: str | tuple[str, ...],
        /,
        *,
        buttons: Rows = (),
        key: str | None = None,
        again: bool = True,
        urgency: int = NOTICE,
        not_before: datetime | None = None,
        expires: datetime | None = None,
        drawing: tuple[str, Mapping[str, object]] | None = None,
        file: tuple[str, str] | None = None,
        silent: bool = False,
        joins: bool = False,
        **data: Any,
    ) -> int:
        """A new message. `text` names a template block; `drawing` makes it a picture or a file with a caption, `file`
        ("photo" or "document", Telegram's file id) shows what was sent to us before; `joins`: with others that do."""
        self.refused = self.refused or REFUSED in (text if isinstance(text, tuple) else (text,))
        words = render(text, reader.language, **data)
        body: dict[str, Any] = {"chat_id": reader.chat_id, "parse_mode": "HTML"}
        body |= dict([file]) if file else {}
        body |= {"caption": words} if drawing or file else {"text": words, "link_preview_options": NO_PREVIEW}
        if buttons:
            body["reply_markup"] = keyboard(buttons, reader.language)
        if reader.thread_id:
            body["message_thread_id"] = reader.thread_id
        if silent:
            body["disable_notification"] = True
        method = "draw" if drawing else f"send{file[0].title()}" if file else METHOD if joins else "sendMessage"
        when = {"not_before": not_before, "expires": expires}
        return self._put(reader.chat_id, method, body, urgency=urgency, key=key, again=again, drawing=drawing, **when)

    def rewrite(
        self,
        reader: Reader,
        target: int | Message,
        text: str | tuple[str, ...],
        /,
        *,
        buttons: Rows = (),
        urgency: int = ANSWER,
        pressed: str = "",
        method: str = EDIT,
        **data: Any,
    ) -> None:
        """Edit a message: one of ours by its outbox id, or the one that a press came from, with what was `pressed`."""
        body = {
            "chat_id": reader.chat_id,
            "text": render(text, reader.language, **data),
            "parse_mode": "HTML",
            "link_preview_options": NO_PREVIEW,
            "reply_markup": keyboard(buttons, reader.language),
        }
        body = rewritten(target, pressed, body) if isinstance(target, Message) else body
        self.edit(reader.chat_id, method, body, target, urgency)

    def fold(self, reader: Reader, target: int | Message, text: str, /, **data: Any) -> None:
        """Like `rewrite`, for words that need no place of their own: if the message is gone, nothing is said."""
        self.rewrite(reader, target, text, method=FOLD, **data)

    def edit(
        self, chat_id: int, method: str, body: dict[str, Any], target: int | Message, urgency: int = ANSWER, **more: Any
    ) -> None:
        if isinstance(target, Message):
            body["message_id"] = target.message_id
        else:
            more["edits"] = target
        self._put(chat_id, method, body, urgency=urgency, **more)

    def _put(self, chat_id: int, method: str, body: dict[str, Any], *, urgency: int, **more: Any) -> int:
        number = next(self.tx.ids)
        more["not_before"] = more.get("not_before") or self.now
        self.outgoing.append(Outgoing(number, chat_id, urgency, method, body, made_at=self.now, **more))
        return number

    def reader(self, whom: Recipient) -> Reader:
        return Reader(whom.telegram_id, whom.language, person_id=whom.person_id)

    def call(self, chat_id: int, method: str, body: dict[str, Any], urgency: int) -> None:
        """Any other call, in the chat's lane."""
        self._put(chat_id, method, body, urgency=urgency)

    def pin(self, chat_id: int, message: int) -> None:
        """Pin one of our messages, by its outbox id, without a sound."""
        body = {"chat_id": chat_id, "disable_notification": True}
        self._put(chat_id, "pinChatMessage", body, urgency=NOTICE, edits=message, again=False)

    def toast(self, query_id: str, text: str = "", alert: bool = False) -> None:
        """Answer a press, which stops its button from spinning. Telegram takes one answer and refuses a second one, so
        while it is young it is sent again where its arrival is unknown."""
        body = {"callback_query_id": query_id} | ({"text": text, "show_alert": alert} if text else {})
        self._put(0, "answerCallbackQuery", body, urgency=ANSWER, expires=self.now + TOAST_LIVES)


class Context:
    """An update, its unit of work, and the person who is speaking."""

    person: Person

    def __init__(self, work: Work, incoming: Incoming) -> None:
        self.work, self.incoming = work, incoming
        self.chosen = ""  # what the button carries whose words were typed

    @property
    def tx(self) -> Tx:
        return self.work.tx

    @property
    def now(self) -> datetime:
        return self.work.now

    @property
    def said_at(self) -> datetime:
        """When the person spoke, which may be long before it is handled; a press has no time of its own."""
        return self.incoming.said_at or self.now

    @property
    def today(self) -> date:
        """The day where this Tandem runs; shops have their own."""
        return local_day(self.now, self.app.default_zone)

    @property
    def app(self) -> App:
        return self.work.app

    @property
    def message(self) -> Message:
        """The message that was sent, edited, or that carries the pressed button."""
        return self.incoming.message

    @property
    def heard_in(self) -> int:
        """The private chat in which the person just wrote or pressed; 0 where they did elsewhere, or Telegram told."""
        told = self.incoming.kind == "my_chat_member"
        return self.incoming.chat["id"] if self.incoming.is_private and not told else 0

    @property
    def stands_at(self) -> tuple[int, int]:
        """The chat and the number of that message."""
        return self.incoming.chat["id"], self.incoming.sent["message_id"]

    @property
    def text(self) -> str:
        return self.incoming.text

    @property
    def pressed(self) -> list[str]:
        """The arguments of the pressed or chosen button; those that it does not have are empty."""
        return [*unpack(self.chosen or self.incoming.pressed)[1], *[""] * MOST_ARGUMENTS]

    def choose(self, button: Button) -> None:
        """Its words were typed: from now on it is the pressed one, and what would change its message comes anew."""
        self.chosen = pack(button.action, button.args)

    @property
    def me(self) -> Reader:
        return Reader(self.person.telegram_id, self.person.language, person_id=self.person.id)

    @property
    def here(self) -> Reader:
        """Where the update came from, in the person's language."""
        chat_id = self.incoming.chat.get("id", self.person.telegram_id)
        return Reader(chat_id, self.person.language, self.incoming.thread_id)

    def say(self, text: str | tuple[str, ...], /, *, buttons: Rows = (), **data: Any) -> int:
        """Answer where the person is."""
        return self.work.tell(self.here, text, buttons=buttons, urgency=ANSWER, **data)

    def whisper(self, text: str | tuple[str, ...], /, *, buttons: Rows = (), **data: Any) -> int:
        """Answer in the person's private chat, wherever they spoke."""
        return self.work.tell(self.me, text, buttons=buttons, urgency=ANSWER, **data)

    def edit(self, text: str | tuple[str, ...], /, *, buttons: Rows = (), **data: Any) -> None:
        """Rewrite the message whose button was pressed; without a press a new one."""
        if not self.incoming.is_press:
            self.say(text, buttons=buttons, **data)
            return
        self.work.rewrite(self.here, self.message, text, buttons=buttons, pressed=self.incoming.pressed, **data)

    async def expect_reply(self, kind: str, *args: object) -> None:
        """The person's next plain message answers this (`EXPECTED` in bot/routes/replies.py)."""
        prompt = Prompt.of(kind, *args)
        if prompt != self.person.pending_prompt:
            await people.expect_reply(self.tx, self.person.id, prompt)
            self.person = replace(self.person, pending_prompt=prompt)

    async def expect_nothing(self) -> None:
        await self.expect_reply("")

    def toast(self, text: str = "", /, alert: bool = False, **data: Any) -> None:
        """Answer the press; `text` names a template block. Without a press it is a message."""
        if self.incoming.is_press:
            self.work.toast(self.incoming.body["id"], plain(text, self.person.language, **data) if text else "", alert)
        elif text:
            self.say(text, **data)
