"""A town for tests: people with phones, the real bot on a real database, and a strict Telegram between them."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.app import Program
from bot.doors.counter_address import PageAddress
from bot.settings import Settings
from sandbox import Running, Telegram, serve
from sandbox.town.model import Chat, Message, Press, TelegramPerson
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from templates.catalogue import label, translations
from tests.world import canary
from tests.world.databases import PROCESSES, address, eye_on, lay, sweep

KYIV = ZoneInfo("Europe/Kyiv")
START = datetime(2026, 11, 23, 10, 0, tzinfo=KYIV)  # a Monday
PATIENCE = 20.0
NO_LIMITS = {"sends_a_second": 100_000, "group_sends_a_minute": 100_000}


def its_file(program: Program) -> SqliteDatabase:
    """The database of a bot that runs on SQLite, for what only that engine has."""
    assert isinstance(program.db, SqliteDatabase)
    return program.db


class Bot(Protocol):
    """The other side: in this process, or a process of its own."""

    async def settle(self) -> None: ...
    async def restart(self) -> None: ...
    async def tick(self) -> None: ...
    async def stop(self) -> None: ...


class InProcess:
    """The bot in the test's own loop; `settle` is exact. `program` is the first process, which leads; `others` may have
    joined it on the same database."""

    def __init__(self, telegram: Telegram, url: str, path: Path) -> None:
        self.telegram, self.url, self.path = telegram, url, path
        self.more: dict[str, Any] = {}  # settings for the next start
        self.counter_at: PageAddress | None = None
        self.program: Program
        self.others: list[Program] = []

    @property
    def programs(self) -> list[Program]:
        return [self.program, *self.others]

    async def start(self) -> None:
        lay(self.path)
        settings = Settings(
            _env_file=None,
            bot_token=self.telegram.token,
            telegram_api_url=self.url,
            tick_seconds=60,
            database_url=address(self.path),
            backup_dir=self.path.parent / "backups",
            default_language="uk",
            **self.more,
        )
        now = self.telegram.clock.now
        self.program = Program(settings.model_copy(update=NO_LIMITS), now, counter_at=self.counter_at)
        await self.program.start()
        self.eye = eye_on(self.path)
        self.others = []
        while len(self.programs) < PROCESSES:
            await self.joins()

    async def begins_to_poll(self) -> None:
        """It leads, and what it asks Telegram before its first poll is answered."""
        async with asyncio.timeout(PATIENCE):
            while not any(call.method == "deleteWebhook" for call in self.telegram.calls):  # noqa: ASYNC110
                await asyncio.sleep(0.001)

    async def joins(self, **more: Any) -> Program:
        """One more process, with no port unless one is given. The first one leads by then."""
        await self.program.db.lead()
        settings = self.program.settings.model_copy(update={"health_port": None} | more)
        self.others.append(Program(settings, self.telegram.clock.now, counter_at=self.counter_at))
        await self.others[-1].start()
        return self.others[-1]

    async def settle(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self._quiet():  # noqa: ASYNC110 - quiet is many things at once
                await asyncio.sleep(0.001)

    def _quiet(self) -> bool:
        """Nothing unhandled, nothing that could leave now."""
        if not self.telegram.idle() or any(program.delivery.results for program in self.programs):
            return False
        return not self.eye.sees_work(self.telegram.clock.now())

    async def tick(self) -> None:
        await asyncio.gather(*(program.tick() for program in self.programs))

    async def puts_back(self, kept: Any) -> None:
        """Another moment's rows, kept by an eye; what is said from now on has numbers after theirs."""
        db = self.program.db
        assert isinstance(db, SqliteDatabase | PostgresDatabase)
        async with db._turn:
            self.eye.put_back(kept)
        if isinstance(db, SqliteDatabase):
            db.ids = itertools.count(1 + self.eye.value("SELECT COALESCE(max(id), 0) FROM outbox"))

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        for program in reversed(self.programs):
            await program.stop()
        self.eye.sees_the_bots_go()
        self.eye.close()


class Actor:
    """A person with a phone. Each action waits until the bot has nothing more to say."""

    def __init__(self, town: Town, person: TelegramPerson) -> None:
        self.town, self.person = town, person
        self.seen = 0

    @property
    def language(self) -> str:
        return self.person.language or "uk"

    @property
    def chat(self) -> Chat:
        return self.town.telegram.private(self.person)

    @property
    def screen(self) -> list[Message]:
        """What the bot has said in the private chat and still stands there."""
        return [m for m in self.town.telegram.messages(self.person) if m.from_bot and not m.deleted]

    @property
    def last(self) -> Message:
        return self.screen[-1]

    async def says(self, text: str, chat: Chat | None = None, **more: Any) -> Message:
        message = self.town.telegram.says(self.person, chat, text, **more)
        await self.town.settle()
        return message

    async def edits(self, message: Message, text: str) -> None:
        self.town.telegram.edits(self.person, message, text)
        await self.town.settle()

    async def sends(self, kind: str, **more: Any) -> None:
        self.town.telegram.sends(self.person, None, kind, **more)
        await self.town.settle()

    async def opens(self, url: str, group: Chat | None = None) -> None:
        self.town.telegram.opens(self.person, url, group=group)
        await self.town.settle()

    async def presses(self, text: str, message: Message | None = None, **words: Any) -> Press:
        """A button by its English words (or a person's own), in the newest message that has it, or behind More."""
        wanted = label(text, self.language, **words)
        if message is None:
            await self._looks_behind_more(wanted)
        found = message or self._having(wanted)
        press = self.town.telegram.presses(self.person, found, _full(found, wanted))
        await self.town.settle()
        return press

    async def taps(self, text: str) -> Press:
        """A button by the very words on it."""
        press = self.town.telegram.presses(self.person, self._having(text), text)
        await self.town.settle()
        return press

    def _place(self, wanted: str) -> int:
        """Where the newest message with that button stands on the screen."""
        places = [n for n, message in enumerate(self.screen) if any(wanted in b.text for b in message.buttons)]
        return max(places, default=-1)

    async def _looks_behind_more(self, wanted: str) -> None:
        """A card below the button shows its other buttons first; those that were there come back if it is not there."""
        for way in (self.tr("More ▾"), self.tr("◀ Less")):
            place = self._place(way)
            if place > self._place(wanted):
                await self.taps(way)
                if self._place(wanted) == place:
                    return

    def _having(self, wanted: str) -> Message:
        for message in reversed(self.screen):
            if any(wanted in button.text for button in message.buttons):
                return message
        labels = [button.text for message in self.screen[-3:] for button in message.buttons]
        raise AssertionError(f"{self.person.first_name} has no button {wanted!r}; there are {labels}")

    def sees(self, text: str, **words: Any) -> Message:
        """The English text (in the person's language) stands in one of the latest messages."""
        return self._find(self.tr(text, **words), self.screen[-6:])

    def sees_exactly(self, text: str) -> Message:
        return self._find(text, self.screen[-6:])

    def _find(self, text: str, messages: list[Message]) -> Message:
        for message in reversed(messages):
            if _plain(text) in _plain(message.words):
                return message
        shown = "\n---\n".join(message.words for message in messages[-4:])
        raise AssertionError(f"{self.person.first_name} does not see {_plain(text)!r} but:\n{shown}")

    def does_not_see(self, text: str) -> None:
        assert not any(_plain(self.tr(text)) in _plain(m.words) for m in self.screen), f"{text!r} is there"

    def tr(self, text: str, **words: Any) -> str:
        """Our text in this person's language."""
        said = translations(self.language).gettext(text)
        return said % words if words or "%%" in said else said

    def link(self, pattern: str) -> str:
        """The newest link in the private chat that matches."""
        for message in reversed(self.screen):
            for url in message.links:
                if re.search(pattern, url) and "share/url" not in url:
                    return url
        raise AssertionError(f"no link like {pattern} for {self.person.first_name}")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


def _full(message: Message, wanted: str) -> str:
    exact = [button.text for button in message.buttons if button.text == wanted]
    return exact[0] if exact else next(button.text for button in message.buttons if wanted in button.text)


class Town:
    """The people, the group and the clock."""

    def __init__(self, telegram: Telegram, running: Running, bot: Bot) -> None:
        self.telegram, self.running, self.bot = telegram, running, bot

    def person(self, name: str, language: str = "en", **more: Any) -> Actor:
        return Actor(self, self.telegram.person(name, language=language, **more))

    async def settle(self) -> None:
        await self.bot.settle()

    async def restart(self) -> None:
        await self.bot.restart()

    async def moves_to(self, moment: str) -> None:
        """`2026-12-01 20:00`, Kyiv time. Whatever is due happens."""
        self.telegram.clock.set(datetime.fromisoformat(moment).replace(tzinfo=KYIV))
        await self.bot.tick()
        await self.settle()

    async def waits(self, **time: float) -> None:
        self.telegram.clock.move(timedelta(**time))
        await self.bot.tick()
        await self.settle()

    async def database(self, sql: str, **params: Any) -> list[Any]:
        """Look into the database of the bot in this process."""
        assert isinstance(self.bot, InProcess)
        async with self.bot.program.db.transaction() as tx:
            return [dict(row) for row in await tx.all(sql, **params)]


@asynccontextmanager
async def a_town(path: Path, *, page: bool = False, **options: Any) -> AsyncIterator[Town]:
    """Telegram on loopback and the bot beside it, from a Monday morning on. No file of it has the token in it."""
    telegram = Telegram(**options)
    telegram.queue.retention = timedelta(days=3650)
    telegram.clock.set(START)
    running = await serve(telegram, page=page)
    bot = InProcess(telegram, running.url, path / "tandem.sqlite3")
    await bot.start()
    await bot.begins_to_poll()
    try:
        yield Town(telegram, running, bot)
    finally:
        await bot.stop()
        await running.stop()
    assert [*canary.nests(path), *sweep(bot.path)] == []
