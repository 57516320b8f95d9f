"""What exists in the sandbox: people, chats, messages, presses, calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.town.entities import to_html

Json = dict[str, Any]


@dataclass(eq=False)
class TelegramPerson:
    """An account. `started`: the bot may write first; `known`: the bot has met this person somewhere."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = "en"
    is_bot: bool = False
    started: bool = False
    known: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass
class ForumTopic:
    """A thread of a forum; its id is the message id of its creation."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Chat:
    """A private chat with the bot, a basic group, a supergroup or a channel.

    `members`: account id → creator, administrator, member, left or kicked.
    """

    id: int
    type: str
    title: str | None = None
    person: TelegramPerson | None = None
    forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, ForumTopic] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    migrated_to: Chat | None = None
    migrated_from: Chat | None = None
    last_id: int = 0
    members_may_pin: bool = False
    members_may_add: bool = True
    members_may_write: bool = True

    def status(self, account_id: int) -> str:
        """That account's place here."""
        return self.members.get(account_id, "left")

    def has(self, account_id: int) -> bool:
        """Is it a member now?"""
        return self.status(account_id) in ("creator", "administrator", "member")

    def is_admin(self, account_id: int) -> bool:
        """May it do what ordinary members may not?"""
        return self.status(account_id) in ("creator", "administrator")


@dataclass(frozen=True)
class InlineButton:
    """One inline button as the person sees it."""

    text: str
    data: str | None = None
    url: str | None = None
    raw: Json = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class File:
    """Uploaded bytes; `kind` is photo, document, voice, sticker or video_note."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    name: str | None
    mime: str
    width: int = 0
    height: int = 0


@dataclass(eq=False)
class Message:
    """One message of a chat; `extra` holds the fields of other kinds (contact, service messages).

    `order` counts everything posted anywhere, `stamp` also grows when the message is edited.
    """

    id: int
    chat: Chat
    sender: TelegramPerson | None
    date: datetime
    text: str | None = None
    entities: list[Json] = field(default_factory=list)
    caption: str | None = None
    file: File | None = None
    keyboard: list[list[InlineButton]] = field(default_factory=list)
    reply_keyboard: Json | None = None
    reply_to: Message | None = None
    thread: int | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    sender_chat: Chat | None = None
    forwarded: Json | None = None
    extra: Json = field(default_factory=dict)
    seen_by_bot: bool = False
    reaction: str | None = None
    protected: bool = False
    order: int = 0
    stamp: int = 0

    @property
    def from_bot(self) -> bool:
        """Did the bot send it?"""
        return self.sender is not None and self.sender.is_bot and self.sender_chat is None

    @property
    def pinned(self) -> bool:
        """Is it pinned in its chat?"""
        return self.id in self.chat.pinned

    @property
    def photo(self) -> File | None:
        """The picture, if this is one."""
        return self.file if self.file and self.file.kind == "photo" else None

    @property
    def document(self) -> File | None:
        """The document, if this is one."""
        return self.file if self.file and self.file.kind == "document" else None

    @property
    def words(self) -> str:
        """Text or caption, plain."""
        return self.text if self.text is not None else self.caption or ""

    @property
    def html(self) -> str:
        """Text or caption with its formatting as HTML."""
        return to_html(self.words, self.entities)

    @property
    def buttons(self) -> list[InlineButton]:
        """All inline buttons, row by row."""
        return [button for row in self.keyboard for button in row]

    @property
    def links(self) -> list[str]:
        """Addresses in the text, behind words and behind buttons, in that order."""
        found = [covered(self.words, e) for e in self.entities if e["type"] == "url"]
        found += [e["url"] for e in self.entities if e["type"] == "text_link"]
        return found + [b.url for b in self.buttons if b.url]


def covered(text: str, entity: Json) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le", "replace")


@dataclass(eq=False)
class Press:
    """A pressed button; `answer` is {text, show_alert, url} once the bot has answered."""

    id: str
    person: TelegramPerson
    message: Message
    data: str | None
    at: datetime
    answer: Json | None = None
    url: str | None = None


@dataclass(frozen=True)
class Call:
    """One Bot API call: what was asked and what came back."""

    method: str
    params: Json
    at: datetime
    ok: bool
    result: Any = None
    code: int | None = None
    description: str | None = None


@dataclass(frozen=True)
class Note:
    """What one person sent another outside the bot (a forwarded link); the bot never sees it."""

    sender: TelegramPerson
    receiver: TelegramPerson
    text: str
    date: datetime
    order: int = 0
