"""State of the sandbox and the few ways it changes: accounts, chats, messages, updates."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import Clock
from sandbox.town import shapes
from sandbox.town.faults import Faults
from sandbox.town.files import FileStore
from sandbox.town.model import Call, Chat, Json, Message, Note, Press, TelegramPerson
from sandbox.town.privacy import bot_sees
from sandbox.town.profile import BotProfile
from sandbox.town.queue import Queue

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


class World:
    """Everything that exists. Changes tell the listeners in `changed` (the page follows them)."""

    query_lifetime = timedelta(minutes=15)

    def __init__(
        self, token: str = TOKEN, username: str = "tandem_bot", clock: Clock | None = None, seed: int = 1
    ) -> None:
        self.token = token
        self.username = username
        self.clock = clock or Clock()
        self.working: Callable[[], bool] | None = None  # whether more is to come, where the bot's side can tell
        self.random = random.Random(seed)
        self.bot_id = int(token.split(":", maxsplit=1)[0])
        self.bot = TelegramPerson(self.bot_id, "Tandem", username=username, language=None, is_bot=True, known=True)
        self.privacy = True
        self.people: dict[int, TelegramPerson] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.profile = BotProfile(self.bot.first_name)
        self.queue = Queue(self.clock, first_id=self.random.randrange(100_000_000, 900_000_000))
        self.presses_by_id: dict[str, Press] = {}
        self.notes: list[Note] = []
        self.calls: list[Call] = []
        self.in_flight = 0
        self.recording = True
        self.last_call = 0.0
        self.ticks = 0
        self.violations: list[str] = []
        self.faults = Faults(seed)
        self.typing: dict[int, tuple[str, datetime]] = {}
        self.changed: list[Callable[[], None]] = []
        self._last_id = self.random.randrange(100, 900)

    @property
    def undelivered(self) -> int:
        """Updates the bot has not acknowledged yet."""
        return len(self.queue)

    def idle(self) -> bool:
        """Has the bot fetched and acknowledged everything, with no call of its own under way?"""
        busy = self.working is not None and self.working()
        return not self.undelivered and not self.in_flight and not busy

    def touch(self) -> None:
        """Something visible changed."""
        for listener in list(self.changed):
            listener()

    def person(
        self, first_name: str, *, last_name: str | None = None, username: str | None = None, language: str | None = "en"
    ) -> TelegramPerson:
        """A new account. The bot cannot write to it before it has started the bot."""
        account = TelegramPerson(self._account_id(), first_name, last_name, username, language)
        self.people[account.id] = account
        self.chats[account.id] = Chat(account.id, "private", person=account)
        self.touch()
        return account

    def _account_id(self) -> int:
        while (number := self.random.randrange(200_000_000, 7_900_000_000)) in self.people:
            continue
        return number

    def account(self, account_id: int) -> TelegramPerson | None:
        """A person or the bot."""
        return self.bot if account_id == self.bot_id else self.people.get(account_id)

    def private(self, person: TelegramPerson) -> Chat:
        """That person's chat with the bot."""
        return self.chats[person.id]

    def messages(self, place: TelegramPerson | Chat) -> list[Message]:
        """What that chat shows now, in order, without deleted messages."""
        where = self.private(place) if isinstance(place, TelegramPerson) else place
        return [item for item in where.messages if not item.deleted]

    def post(self, where: Chat, sender: TelegramPerson | None, **content: Any) -> Message:
        """A new message in a chat; nobody is told yet."""
        item = Message(self._message_id(where), where, sender, self.clock.now(), **content)
        where.messages.append(item)
        item.order = item.stamp = self.tick()
        self.touch()
        return item

    def tick(self) -> int:
        """The number of the next thing that happens; it only grows."""
        self.ticks += 1
        return self.ticks

    def _message_id(self, where: Chat) -> int:
        """Private chats and basic groups share the account's counter; supergroups have their own."""
        if where.type in ("supergroup", "channel"):
            where.last_id += 1
            return where.last_id
        self._last_id += 1
        return self._last_id

    def tell_bot(self, item: Message, kind: str = "message") -> None:
        """Queue the message for the bot if Telegram would deliver it."""
        edited = kind == "edited_message"
        if item.seen_by_bot if edited else bot_sees(self.bot, item, privacy=self.privacy):
            item.seen_by_bot = True
            if item.sender is not None:
                item.sender.known = True
            self.queue.push(kind, shapes.message(item))

    def member_changed(self, where: Chat, actor: TelegramPerson, who: TelegramPerson, old: str, new: str) -> None:
        """my_chat_member for the bot itself, chat_member (if asked for and the bot is admin) for others."""
        if who is not self.bot and not where.is_admin(self.bot_id):
            return
        update: Json = {
            "chat": shapes.chat(where),
            "from": shapes.user(actor),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": shapes.member(old, who),
            "new_chat_member": shapes.member(new, who),
        }
        actor.known = True
        self.queue.push("my_chat_member" if who is self.bot else "chat_member", update)

    def find(self, where: Chat, message_id: int) -> Message | None:
        """A message that is still there."""
        return next((m for m in reversed(where.messages) if m.id == message_id and not m.deleted), None)

    def reset(self) -> None:
        """An empty world at the real time; update numbers go on, the bot's profile stays."""
        self.people, self.chats, self.presses_by_id, self.typing = {}, {}, {}, {}
        self.notes, self.calls, self.violations = [], [], []
        self.faults.clear()
        self.queue.clear()
        self.queue.history.clear()
        self.clock.home()
        self.touch()

    def redeliver(self, update_ids: list[int]) -> None:
        """Give the bot these updates once more, acknowledged or not, in this order."""
        self.queue.again(self.queue.history[number] for number in update_ids)

    def inject(self, raw_update: Json) -> None:
        """Queue an update of the test's own making, also one that no bot can parse."""
        self.queue.inject(raw_update)
