"""What an action changed and what came back: the database and the screens before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.agreement.fields import SECTIONS, section_of
from sandbox.town import shapes
from sandbox.town.model import Chat, Message, Press
from templates.catalogue import translations
from tests.world.databases import eye_on
from tests.world.town import Actor, InProcess, Town

DOORS = frozenset({"inbox", "outbox", "due", "meta"})
"""Tables that hold messages on their way, not what people agreed and reported."""

ASKED_AGAIN = {"form": frozenset({"revision", "message", "changed_at"}), "person": frozenset({"refused_message"})}
"""Columns that move when a question is only repeated."""

Dump = dict[str, list[tuple[Any, ...]]]


class Snapshot:
    """The whole database at one moment, to compare with and to put back."""

    def __init__(self, town: Town) -> None:
        assert isinstance(town.bot, InProcess)
        self.town, self.bot = town, town.bot
        self.clock = town.telegram.clock.now()
        self.eye = eye_on(town.bot.path)
        self.kept = self.eye.keep()
        self.accounts = [(person, dict(vars(person))) for person in town.telegram.people.values()]
        self.screens = [(chat, [(m, dict(vars(m))) for m in chat.messages]) for chat in town.telegram.chats.values()]

    def now(self) -> Dump:
        """All rows that people's work consists of."""
        return {table: self._rows(table) for table in self.eye.tables() if table not in DOORS}

    def _rows(self, table: str) -> list[tuple[Any, ...]]:
        shown = [column for column in self.eye.columns(table) if column not in ASKED_AGAIN.get(table, ())]
        return sorted(self.eye.rows(f"SELECT {', '.join(shown)} FROM {table}"), key=repr)

    async def restore(self) -> None:
        """Database, screens and clock as they were."""
        await self.bot.puts_back(self.kept)
        self.bot.program.delivery.groups.clear()
        for person, fields in self.accounts:
            vars(person).update(fields)
        for chat, messages in self.screens:
            chat.messages[:] = [message for message, _ in messages]
            for message, fields in messages:
                vars(message).update(fields)
        telegram = self.town.telegram
        telegram.queue.clear()
        telegram.clock.set(self.clock)
        telegram.query_lifetime = timedelta(minutes=15)
        telegram.violations.clear()

    def broken(self) -> list[str]:
        """Updates that broke a handler, and answers that Telegram refused."""
        updates = self.eye.rows("SELECT error, body FROM inbox WHERE tries > 0 OR state != 'done'")
        sends = self.eye.rows("SELECT error, method FROM outbox WHERE state = 'failed'")
        return [f"{error}: {what[:300]}" for rows in (updates, sends) for error, what in rows]

    def drawn(self, chat_id: int, after: int) -> str:
        """What was drawn for a chat: the words inside its pictures and files."""
        rows = self.eye.rows(
            "SELECT drawing FROM outbox WHERE chat_id = :chat AND id > :after AND drawing IS NOT NULL ORDER BY id",
            chat=chat_id,
            after=after,
        )
        return "\n".join(drawing for (drawing,) in rows)

    def last_sent(self) -> int:
        return int(self.eye.value("SELECT COALESCE(max(id), 0) FROM outbox"))

    def close(self) -> None:
        self.eye.close()


@dataclass
class Reply:
    """What one person got to see after an action: new messages, rewritten ones and toasts."""

    said: list[Message] = field(default_factory=list)
    edited: list[Message] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    silent: list[Press] = field(default_factory=list)  # presses that were never answered
    drawn: str = ""

    @property
    def words(self) -> str:
        """Everything readable of it, with the labels of the buttons and what is drawn."""
        shown = [*self.said, *self.edited]
        labels = [f"{button.text} {button.url or ''}" for message in shown for button in message.buttons]
        return "\n".join([*(message.words for message in shown), *labels, *self.toasts, self.drawn])

    @property
    def texts(self) -> list[str]:
        return [*(message.words for message in self.said), *(message.words for message in self.edited), *self.toasts]


class Watch:
    """From its making on: what changes in the database, and what appears in a chat."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.telegram = snapshot, snapshot.town.telegram
        self.from_tick, self.from_sent = self.telegram.ticks, snapshot.last_sent()
        self.dump = snapshot.now()
        self.old_presses = set(self.telegram.presses_by_id)

    def changes(self) -> list[str]:
        """What is different now, a line a row."""
        now = self.snapshot.now()
        return [
            f"{sign} {table}{row}"
            for table in now
            for sign, one, other in (("-", self.dump[table], now[table]), ("+", now[table], self.dump[table]))
            for row in one
            if row not in other
        ]

    def reply(self, who: Actor | Chat) -> Reply:
        """What came in somebody's private chat, or in a group."""
        chat = who.chat if isinstance(who, Actor) else who
        mine = [m for m in self.telegram.messages(chat) if m.sender is self.telegram.bot and not m.extra]
        presses = [p for key, p in self.telegram.presses_by_id.items() if key not in self.old_presses]
        own = [press for press in presses if isinstance(who, Actor) and press.person is who.person]
        return Reply(
            said=[m for m in mine if m.order > self.from_tick],
            edited=[m for m in mine if m.order <= self.from_tick < m.stamp],
            toasts=[press.answer["text"] for press in own if press.answer and press.answer.get("text")],
            silent=[press for press in own if press.answer is None],
            drawn=self.snapshot.drawn(chat.id, self.from_sent),
        )


QUOTED = re.compile(r"“[^”]*”|«[^»]*»|https?://\S+|@?\w+/\w+|/[a-z]+")
OURS = re.compile(r"Traceback|\b\w*Error\b|Exception|%\(|\{\{|\{%|sqlite|Undefined", re.IGNORECASE)
IN_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,;:'’-]+[A-Za-z]+){2}")
FOREIGN = {"uk": re.compile("[ыэёъ]", re.IGNORECASE), "ru": re.compile("[іїєґ]", re.IGNORECASE)}


def language_slips(town: Town, text: str, language: str) -> list[str]:
    """Words of another language in what the bot says, apart from what people typed themselves; and innards."""
    rest = text
    for own in _typed(town):
        rest = rest.replace(own, " ")
    rest = QUOTED.sub(" ", rest)
    found = [f"innards in {text!r}"] if OURS.search(rest) else []
    if language == "en":
        return found + ([f"not English: {text!r}"] if re.search("[а-яіїєґ]", rest, re.IGNORECASE) else [])
    if IN_ENGLISH.search(rest) or not re.search("[а-яіїєґ]", rest, re.IGNORECASE):
        found.append(f"not {language}: {text!r}")
    foreign = FOREIGN[language].search(rest)
    return found + ([f"{foreign[0]!r} in {text!r}"] if foreign else [])


def _typed(town: Town) -> list[str]:
    """All that people wrote or are called, the longest first."""
    chats = town.telegram.chats.values()
    texts = {m.words for chat in chats for m in chat.messages if not m.from_bot}
    names = {p.first_name for p in town.telegram.people.values()} | {chat.title or "" for chat in chats}
    return sorted((one for one in texts | names if len(one) > 2), key=len, reverse=True)


NEEDS = "Cherry4417 lies at your till"
"""The terms hide a word that only the two owners may read."""


def _has(who: Actor, data: str) -> bool:
    return any((button.data or "").endswith(data) for message in who.screen for button in message.buttons)


class Village:
    """Two shops, seven people of one language, and Olena's promos: one runs, one is negotiated, one is only
    proposed, one a draft. Tests change what they like; `reset` puts everything back."""

    snapshot: Snapshot
    zoes_group: Chat

    def __init__(self, town: Town, language: str) -> None:
        self.town, self.telegram, self.language = town, town.telegram, language
        names = ("Olena", "Marta", "Taras", "Ira", "Max", "Zoe", "Rita")
        self.people = {name: town.person(name, language) for name in names}
        self.olena, self.marta, self.taras, self.ira, self.max, self.zoe, self.rita = self.people.values()
        self.ids: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.group: Chat

    async def built(self) -> Village:
        await self._first_promo()
        await self._group_and_staff()
        await self.town.moves_to("2026-11-30 10:00")
        await self._later_promos()
        for who in (self.max, self.zoe):
            await who.says("/help")
        self.ids |= {str(shop["name"]): str(shop["id"]) for shop in await self.town.database("SELECT * FROM business")}
        self.keep()
        return self

    def keep(self) -> None:
        """From now on `reset` comes back to here."""
        self.snapshot = Snapshot(self.town)

    async def reset(self) -> None:
        await self.snapshot.restore()

    async def writes(self, who: Actor, *texts: str) -> None:
        """Several messages at once; each text is also given in the person's words, if it is one of ours."""
        for text in texts:
            self.telegram.says(who.person, None, who.tr(text))
        await self.town.settle()

    async def _profile(self, who: Actor, name: str, category: str) -> None:
        await self.writes(who, name, category, "Kyiv", "1-7", "20:00")
        await who.presses("✓ Save")

    async def fills_in(self, title: str, dates: str) -> None:
        """All answers of Olena's form, one of each kind."""
        await self.olena.presses("Go through all of it")
        await self.writes(
            self.olena,
            title,
            "Receipts by the promo",
            "200",
            "2",
            "The whole promo",
            "100 new guests",
            "Guests on quiet mornings",
            "Mutual discount",
            "1",
            "15 % off any coffee",
            "a receipt of the partner",
            "At every partner's",
            "60",
            "300",
            dates,
            "300 flyers by 4.12, photo",
            NEEDS,
            "Olena and Marta tell the staff",
            "Not used",
            "Customers, sales and new ones",
            "Before the discount, if there is one",
            "Customers",
            "Done ▶",
            "30",
            "Each pays its own costs",
            "1",
            "A cake for the staff",
            "50",
        )

    async def edits(self, who: Actor, field: str) -> None:
        """From a card with sections, or from a section's page, to the question of one field."""
        section, line = section_of(field), f":edit:{field}"
        if not _has(who, line):
            await self.press(who, f":part:{SECTIONS.index(section)}")
        if _has(who, line):  # the only line of a section is asked at once
            await self.press(who, line)

    async def changes(self, who: Actor, field: str, said: str) -> None:
        """One line of the negotiated terms, still to be sent."""
        await self.forge(who, f"chg:{self.ids['negotiated']}:{self.version('negotiated')}:{field}")
        await who.says(said)

    def version(self, name: str) -> int:
        ((version,),) = self.table(f"SELECT version FROM promo WHERE id = '{self.ids[name]}'")
        return int(version)

    async def _promo(self, name: str) -> None:
        """The one that has no name yet."""
        rows = await self.town.database("SELECT id FROM promo")
        (self.ids[name],) = {row["id"] for row in rows} - set(self.ids.values())

    async def _first_promo(self) -> None:
        await self.olena.says("/new")
        await self._profile(self.olena, "Zerno", "Café")
        await self.fills_in("Flowers + coffee", "30.11-27.12")
        await self.olena.presses("Propose to the partner ▶")
        await self.marta.opens(self.olena.link(r"start=b_"))
        await self.marta.presses("Answer: 5 questions about my business")
        await self._profile(self.marta, "Peony", "Bakery")
        for who in (self.marta, self.olena):
            await who.presses("✍ Sign version %(n)s", n=1)
            await who.presses("✍ I sign version %(n)s", n=1)
        await self._promo("running")

    async def _group_and_staff(self) -> None:
        self.group = self.telegram.group("Partners", self.olena.person, [self.marta.person, self.max.person])
        await self.olena.presses("Link our group")
        self.links["group"] = self.olena.link(r"startgroup=g_")
        await self.olena.opens(self.links["group"], group=self.group)
        self.telegram.promotes(self.olena.person, self.group, self.telegram.bot)
        for owner, staff in ((self.olena, (self.taras, self.rita)), (self.marta, (self.ira,))):
            await owner.says("/staff")
            await owner.presses("Invite staff: %(name)s", name="")
            for who in staff:
                await who.opens(owner.link(r"start=s_"))
                await who.presses("✓ I work here")
        self.links["staff"] = self.olena.link(r"start=s_")
        await self.olena.says("/staff")
        await self.olena.presses("Remove %(name)s", name="Rita")
        await self.olena.presses("Remove", self.olena.last)

    async def _later_promos(self) -> None:
        await self._proposes("negotiated")
        await self.marta.opens(self.links["negotiated"])
        await self.marta.presses("Answer as %(name)s", name="Peony")
        await self._proposes("proposed")
        await self.olena.says("/new")
        await self.fills_in("The draft", "5.12-31.12")
        await self._promo("draft")

    async def _proposes(self, name: str) -> None:
        await self.olena.says("/new")
        await self.fills_in(f"The {name}", "5.12-31.12")
        await self.olena.presses("Propose to the partner ▶")
        await self._promo(name)
        self.links[name] = self.olena.link(r"start=b_")

    async def press(self, who: Actor, data: str, times: int = 1) -> None:
        """Press the newest button whose data has this in it, maybe several times in a row."""
        for message in reversed(who.screen):
            for i, row in enumerate(message.keyboard):
                for j, button in enumerate(row):
                    if data in (button.data or ""):
                        for _ in range(times):
                            self.telegram.presses(who.person, message, (i, j))
                        await self.town.settle()
                        return
        raise AssertionError(f"{who.person.first_name} has no button with {data!r}")

    async def forge(self, who: Actor, *data: str) -> None:
        """Presses of a modified client, all at once, on the newest message."""
        for one in data:
            self.telegram.forges(who.person, who.last, one)
        await self.town.settle()

    async def inject(self, who: Actor, more: dict[str, Any], kind: str = "message", **content: Any) -> Message:
        """A message with fields that the sandbox's people do not send by themselves."""
        who.person.started = True
        item = self.telegram.post(who.chat, who.person, **content)
        self.telegram.inject({kind: shapes.message(item) | more})
        await self.town.settle()
        return item

    def table(self, sql: str) -> list[Any]:
        """Rows of the bot's database."""
        return self.snapshot.eye.rows(sql)

    def complaints(self, watch: Watch, who: Actor, *, why: str = "", press: bool = False) -> list[str]:
        """What is wrong with an answer: it should be one, in the person's language, and nothing should break."""
        reply = watch.reply(who)
        found = self.snapshot.broken() + self.telegram.violations
        found += [f"no answer to the press {press.data!r}" for press in reply.silent]
        if len(reply.said) > 1 or not (reply.said or (press and (reply.edited or reply.toasts))):
            found.append(f"{len(reply.said)} answers, {len(reply.toasts)} toasts: {reply.texts}")
        for text in reply.texts:
            found += language_slips(self.town, text, self.language)
        if why and not any(re.search(pattern(who, why), text) for text in reply.texts):
            found.append(f"not said: {why!r} but {reply.texts}")
        return found


def pattern(who: Actor, text: str) -> str:
    """Our text in the person's language, whatever is filled in."""
    said = re.sub(r"<[^>]+>", "", translations(who.language).gettext(text)).replace("%%", "%")
    return re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(said))
