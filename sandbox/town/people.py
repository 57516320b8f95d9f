"""What people do: write, edit, send, forward, press, open links, block."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox.town import shapes
from sandbox.town.entities import found_in
from sandbox.town.groups import Groups
from sandbox.town.model import Chat, InlineButton, Json, Message, Note, Press, TelegramPerson
from sandbox.town.web_apps import launched

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
ANONYMOUS_ADMIN = TelegramPerson(1087968824, "Group", username="GroupAnonymousBot", language=None, is_bot=True)
SERVICE_ACCOUNT = TelegramPerson(777000, "Telegram", language=None)


class People(Groups):
    """People's actions; each makes the update Telegram would make."""

    def says(
        self,
        person: TelegramPerson,
        chat: Chat | None,
        text: str,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Message:
        """A text; chat None is the private chat. The first one lets the bot write; it also unblocks."""
        where = self._enters(person, chat)
        item = self.post(where, person, text=text, entities=found_in(text), reply_to=reply_to, thread=thread)
        self.tell_bot(item)
        return item

    def _enters(self, person: TelegramPerson, chat: Chat | None) -> Chat:
        where = chat or self.private(person)
        if where.type == "private":
            if person.blocked:
                self.unblocks(person)
            person.started = True
            return where
        if not where.has(person.id):
            raise PermissionError(f"{person.first_name} is not in {where.title}")
        return where

    def edits(self, person: TelegramPerson, message: Message, text: str) -> Message:
        """Change an own text or caption; the bot is told if it knows the message."""
        if message.sender is not person:
            raise PermissionError("people edit their own messages only")
        if message.text is not None:
            message.text = text
        else:
            message.caption = text
        message.entities, message.edited_at = found_in(text), self.clock.now()
        message.stamp = self.tick()
        self.tell_bot(message, "edited_message")
        self.touch()
        return message

    def sends(
        self,
        person: TelegramPerson,
        chat: Chat | None,
        kind: str,
        *,
        data: bytes = b"",
        name: str | None = None,
        mime: str | None = None,
        caption: str | None = None,
        reply_to: Message | None = None,
        thread: int | None = None,
        **fields: Any,
    ) -> Message:
        """photo, document, voice, sticker, video_note (bytes in `data`), contact or location (`fields`)."""
        where = self._enters(person, chat)
        content: Json = {"caption": caption, "entities": found_in(caption or "")}
        if kind in ("contact", "location"):
            content["extra"] = {kind: _card(kind, person, fields)}
        else:
            content["file"] = self.files.keep(data or SMALLEST.get(kind, b"\0"), kind, name, mime)
        item = self.post(where, person, reply_to=reply_to, thread=thread, **content)
        self.tell_bot(item)
        return item

    def forwards(self, person: TelegramPerson, message: Message, to_chat: Chat | None = None) -> Message:
        """Pass a message on; its origin stays visible."""
        where = self._enters(person, to_chat)
        item = self.post(
            where,
            person,
            text=message.text,
            entities=list(message.entities),
            caption=message.caption,
            file=message.file,
            forwarded=origin(message),
        )
        self.tell_bot(item)
        return item

    def presses(self, person: TelegramPerson, message: Message, button: str | tuple[int, int]) -> Press:
        """Press by label or (row, column). A link to the bot is opened; other links and Mini Apps are in Press.url."""
        chosen, now = _chosen(message, button), self.clock.now()
        url = launched(chosen, person, self.token, now) or chosen.url
        if url is None:
            return self._press(person, message, chosen.data)
        press = Press("", person, message, None, now, url=url)
        if self.payload_of(url, "start") is not None:
            self.opens(person, url)
        return press

    def forges(self, person: TelegramPerson, message: Message, data: str) -> Press:
        """A modified client sends data of its own choice."""
        return self._press(person, message, data)

    def _press(self, person: TelegramPerson, message: Message, data: str | None) -> Press:
        number = str(self.random.randrange(10**17, 10**18))
        press = Press(number, person, message, data, self.clock.now())
        self.presses_by_id[number] = press
        person.known = True
        shown = shapes.inaccessible(message) if message.deleted else shapes.message(message)
        query: Json = {"id": number, "from": shapes.user(person), "message": shown, "data": data}
        self.queue.push("callback_query", query | {"chat_instance": str(abs(hash(message.chat.id)) + 10**15)})
        self.touch()
        return press

    def payload_of(self, url: str, kind: str) -> str | None:
        """The start or startgroup payload of a link to this bot; "" when the link has none."""
        parts = urlsplit(url if "//" in url else f"https://{url}")
        query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if parts.scheme == "tg" and parts.netloc == "resolve":
            name = query.get("domain", "")
        elif parts.netloc.lower() in ("t.me", "telegram.me", "telegram.dog"):
            name = parts.path.strip("/")
        else:
            return None
        if name.lower() != self.username.lower() or (kind == "startgroup") != ("startgroup" in query):
            return None
        return query.get(kind, "")

    def opens(self, person: TelegramPerson, url: str, *, group: Chat | None = None) -> Message | None:
        """Follow a link to the bot: start → "/start payload" in private; startgroup → into that group.

        Telegram drops a payload that is not 1–64 of A–Z a–z 0–9 _ -: the bot gets a bare /start.
        """
        if group is not None:
            return self._opens_in_group(person, url, group)
        payload = self.payload_of(url, "start")
        if payload is None:
            raise ValueError(f"not a start link of @{self.username}: {url}")
        return self.says(person, None, f"/start {payload}" if PAYLOAD.fullmatch(payload) else "/start")

    def _opens_in_group(self, person: TelegramPerson, url: str, group: Chat) -> Message | None:
        payload = self.payload_of(url, "startgroup")
        if payload is None:
            raise ValueError(f"not a startgroup link of @{self.username}: {url}")
        self.adds_bot(person, group, admin="admin=" in url)
        if payload == "true" or not PAYLOAD.fullmatch(payload):
            return None
        return self.says(person, group, f"/start@{self.username} {payload}")

    def blocks(self, person: TelegramPerson) -> None:
        """Stop and block the bot; sends answer 403."""
        self._blocked(person, "member", "kicked")

    def unblocks(self, person: TelegramPerson) -> None:
        """Let the bot write again."""
        self._blocked(person, "kicked", "member")

    def _blocked(self, person: TelegramPerson, old: str, new: str) -> None:
        if person.blocked != (new == "kicked"):
            person.blocked = new == "kicked"
            self.member_changed(self.private(person), person, self.bot, old, new)
            self.touch()

    def deactivates(self, person: TelegramPerson) -> None:
        """The account is deleted; bots are not told, sends answer 403."""
        person.deactivated = True
        self.touch()

    def deletes(self, person: TelegramPerson, message: Message) -> None:
        """A message is deleted for everybody; bots are not told."""
        if message.chat.type != "private" and message.sender is not person and not message.chat.is_admin(person.id):
            raise PermissionError(f"{person.first_name} may not delete that")
        message.deleted = True
        self.touch()

    def says_anonymously(self, group: Chat, text: str) -> Message:
        """An administrator who hides behind the group (sender 1087968824)."""
        item = self.post(group, ANONYMOUS_ADMIN, text=text, entities=found_in(text), sender_chat=group)
        self.tell_bot(item)
        return item

    def says_as_channel(self, group: Chat, text: str) -> Message:
        """A post of the linked channel, forwarded by Telegram itself (sender 777000)."""
        channel = Chat(-1_001_234_567_890, "channel", f"{group.title} news")
        item = self.post(
            group,
            SERVICE_ACCOUNT,
            text=text,
            entities=found_in(text),
            sender_chat=channel,
            extra={"is_automatic_forward": True},
        )
        self.tell_bot(item)
        return item

    def passes(self, sender: TelegramPerson, receiver: TelegramPerson, text: str) -> Note:
        """A direct message between two people (t.me/share); the bot never sees it."""
        note = Note(sender, receiver, text, self.clock.now(), self.tick())
        self.notes.append(note)
        self.touch()
        return note


def origin(message: Message) -> Json:
    """MessageOrigin of a message that is passed on; the first origin stays."""
    if message.forwarded is not None:
        return message.forwarded
    date = int(message.date.timestamp())
    if message.sender is None:
        return {"type": "hidden_user", "date": date, "sender_user_name": "Deleted Account"}
    return {"type": "user", "date": date, "sender_user": shapes.user(message.sender, language=False)}


def _chosen(message: Message, button: str | tuple[int, int]) -> InlineButton:
    if not isinstance(button, str):
        return message.keyboard[button[0]][button[1]]
    exact = [one for one in message.buttons if one.text == button]
    found = exact or [one for one in message.buttons if button in one.text]
    if not found:
        raise LookupError(f"no button {button!r}; there are {[one.text for one in message.buttons]}")
    return found[0]


def _card(kind: str, person: TelegramPerson, fields: Json) -> Json:
    if kind == "location":
        return {"latitude": 50.45, "longitude": 30.52} | fields
    own: Json = {"phone_number": "+380501234567", "first_name": person.first_name, "user_id": person.id}
    return own | fields


SMALLEST = {
    "photo": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360f8cfc0f01f00050001ff89993d1d0000000049454e44ae426082"
    )
}
