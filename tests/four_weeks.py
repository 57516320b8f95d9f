"""Four weeks of a promo of three shops, five counters and nine staff, over the change to summer time."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from domain.choices import Goal, Mechanic
from domain.lifecycle import State
from domain.terms import Duty, Offer, Perk, Side, Terms
from sandbox.model import Chat, Message
from storage import businesses, people, promo_moves, promos, versions
from storage.db import Tx
from tests.town import Actor, InProcess, Town

STARTS, ENDS = date(2027, 3, 8), date(2027, 4, 4)  # clocks go forward on Sun 28 March
PROFILE = {"category": "cafe", "city": "Kyiv", "currency": "UAH"}


@dataclass(frozen=True)
class Counter:
    name: str
    weekdays: str
    closes: str
    staff: tuple[str, ...]


@dataclass(frozen=True)
class Shop:
    name: str
    owner: str
    language: str
    zone: str
    counters: tuple[Counter, ...]


SHOPS = (
    Shop("Zerno", "Olena", "uk", "Europe/Kyiv", (
        Counter("Podil", "1,2,3,4,5,6,7", "20:00", ("Taras", "Sofia")),
        Counter("Center", "1,2,3,4,5", "18:30", ("Bohdan", "Anna")),
    )),
    Shop("Peony", "Marta", "ru", "Europe/Warsaw", (
        Counter("Old Town", "1,2,3,4,5,6", "19:00", ("Ira", "Max")),
        Counter("Online", "1,2,3,4,5,6,7", "21:00", ("Vera",)),
    )),
    Shop("Bloom", "Nadia", "en", "Europe/Kyiv", (
        Counter("Bloom", "2,3,4,5,6,7", "20:00", ("Lev", "Yana")),
    )),
)  # fmt: skip
OWNERS = {shop.owner: shop for shop in SHOPS}
STAFF = {name: (shop, counter) for shop in SHOPS for counter in shop.counters for name in counter.staff}


@dataclass(frozen=True)
class Line:
    """A message of the bot: when it came where its reader is, who reads it, what it begins with; `reply`: to something
    that the reader had just done."""

    at: datetime
    who: str
    language: str
    words: str
    buttons: tuple[str, ...]
    reply: bool
    after: int  # how many things people had done before it

    def __str__(self) -> str:
        first = " / ".join(self.words.splitlines())
        short = first if len(first) <= 110 else first[:109].rstrip() + "…"
        keys = " ".join(f"[{text}]" for text in self.buttons[:8])
        return (
            f"{self.at:%H:%M %Z}  {self.who:<14} {self.language}  {'↩ ' if self.reply else ''}{short}  {keys}".rstrip()
        )


class FourWeeks:
    """Lives from the signatures to the close; remembers which messages were answers."""

    def __init__(self, town: Town) -> None:
        self.town = town
        speaks = {shop.owner: shop.language for shop in SHOPS} | {n: shop.language for n, (shop, _) in STAFF.items()}
        self.cast = {name: town.person(name, language) for name, language in speaks.items()}
        self.said: list[Line] = []
        self.seen = 0
        self.did: list[tuple[datetime, str]] = []
        partners = [self.cast[name].person for name in ("Marta", "Nadia")]
        self.group: Chat = town.telegram.group("Spring", self.cast["Olena"].person, partners)
        self.promo = ""

    @property
    def now(self) -> datetime:
        return self.town.telegram.clock.now()

    @property
    def program(self) -> Any:
        assert isinstance(self.town.bot, InProcess)
        return self.town.bot.program

    # The clock ---------------------------------------------------------------------------------

    async def until(self, moment: str) -> None:
        """Stop at every moment at which something is due; Kyiv time."""
        end = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Kyiv"))
        while (due := await self._next()) is not None and due <= end.timestamp():
            self.town.telegram.clock.set(max(datetime.fromtimestamp(due, UTC), self.now))
            await self.town.bot.tick()
            await self.town.settle()
            self._note()
        self.town.telegram.clock.set(end)
        await self.town.bot.tick()
        await self.town.settle()
        self._note()

    async def _next(self) -> int | None:
        rows = await self.town.database(
            """
            SELECT min(at) AS at FROM (
                SELECT due_at AS at FROM due WHERE state = 'waiting' AND due_at > :now
                UNION ALL SELECT not_before FROM outbox WHERE state = 'ready' AND not_before > :now) AS t
            """,
            now=self.now,
        )
        found: int | None = rows[0]["at"]
        return found

    async def does(self, what: str, *steps: Callable[[], Awaitable[Any]]) -> None:
        """Something that people do now; what the bot says meanwhile is an answer."""
        self.did.append((self.now, what))
        for step in steps:
            await step()
        self._note(reply=True)

    async def says(self, name: str, *texts: str) -> None:
        await self.does(f"{name}: {' · '.join(texts)}", *(_say(self.cast[name], text) for text in texts))

    async def presses(self, name: str, button: str, on: str = "") -> None:
        """A button, in the reader's language, of the newest message that has it and `on` in its words."""
        who = self.cast[name]
        await self.does(f"{name} presses [{who.tr(button)}]", lambda: who.presses(button, self._with(who, button, on)))

    def _with(self, who: Actor, button: str, on: str) -> Message:
        label = who.tr(button)
        return next(
            m for m in reversed(who.screen)
            if (not on or who.tr(on) in m.words) and any(label in key.text for row in m.keyboard for key in row)
        )  # fmt: skip

    async def photo(self, name: str) -> None:
        await self.does(f"{name} sends a photo", lambda: self.cast[name].sends("photo"))

    async def forges(self, name: str, *data: str) -> None:
        who = self.cast[name]
        for one in data:
            self.town.telegram.forges(who.person, who.screen[-1], one.format(promo=self.promo))
            await self.town.settle()

    async def learns(self, name: str) -> None:
        """The three questions, each until the right answer is found."""
        who = self.cast[name]
        await self.does(f"{name} answers the three questions", lambda: who.presses("Start the three questions"),
                        *(lambda: _answers(who) for _ in range(3)))  # fmt: skip

    # What the bot said -------------------------------------------------------------------------

    def _note(self, reply: bool = False) -> None:
        """Every message of the bot, in the words that it came with; later edits do not count."""
        new = [(m, name) for name, place in self._places() for m in self._after(place)]
        self.said += [self._line(m, name, reply) for m, name in sorted(new, key=lambda one: one[0].order)]
        self.seen = max([self.seen, *(m.order for m, _ in new)])

    def _places(self) -> list[tuple[str, Any]]:
        private = [(name, who.person) for name, who in self.cast.items()]
        return [*private, ("the group", self.group)]

    def _after(self, place: Any) -> list[Message]:
        newest = takewhile(lambda m: m.order > self.seen, reversed(self.town.telegram.messages(place)))
        return [message for message in newest if message.from_bot]

    def _line(self, message: Message, name: str, reply: bool) -> Line:
        shop = OWNERS.get(name) or (STAFF[name][0] if name in STAFF else SHOPS[0])
        role = "the group" if name == "the group" else f"{name} ({'owner' if name in OWNERS else 'staff'})"
        buttons = tuple(button.text for row in message.keyboard for button in row)
        return Line(
            message.date.astimezone(ZoneInfo(shop.zone)),
            role,
            shop.language,
            message.words,
            buttons,
            reply,
            len(self.did),
        )

    # The beginning -----------------------------------------------------------------------------

    async def signed(self) -> FourWeeks:
        """Thu 25 Feb 2027, 10:00: the shops exist, their staff joined, all three have signed, the group is linked."""
        self.town.telegram.clock.set(datetime(2027, 2, 25, 10, tzinfo=ZoneInfo("Europe/Kyiv")))
        for who in self.cast.values():
            await who.says("/help")
        async with self.program.db.transaction() as tx:
            await self._laid(tx)
        self._note()
        self.said.clear()
        await self.does("all three sign", *(self._signs(name) for name in ("Marta", "Nadia", "Olena")))
        olena = self.cast["Olena"]
        await self.does("Olena links the group", lambda: olena.presses("Link our group"),
                        lambda: olena.opens(olena.link(r"startgroup=g_"), group=self.group))  # fmt: skip
        return self

    def _signs(self, name: str) -> Callable[[], Awaitable[Any]]:
        return lambda: self.forges(name, "signed:{promo}:1")

    async def _laid(self, tx: Tx) -> None:
        now, shops = self.now, [await self._shop(tx, shop) for shop in SHOPS]
        self.promo = await promos.add(tx, "Spring", shops[0], 1, now)
        for shop in shops[1:]:
            await promos.enter(tx, self.promo, shop, now)
        draft = await promos.by_clock(tx, self.promo)
        assert draft
        await versions.cut_version(tx, _terms(self.promo, await promos.parties(tx, self.promo)), draft, 1, now)
        for state in (State.PROPOSED, State.NEGOTIATING):
            seen = await promos.by_clock(tx, self.promo)
            assert seen
            await promo_moves.move(tx, seen, state, now, person_id=1, business_id=shops[0])

    async def _shop(self, tx: Tx, shop: Shop) -> int:
        owner = await people.find(tx, self.cast[shop.owner].person.id)
        assert owner
        made = await businesses.add(tx, PROFILE | {"name": shop.name, "zone": shop.zone}, self.now, owner.id)
        await people.join(tx, owner.id, made, None, "owner", self.now, owner.id)
        for counter in shop.counters:
            given = {"name": counter.name, "weekdays": counter.weekdays, "closes": counter.closes}
            place = await businesses.add_location(tx, made, given)
            for name in counter.staff:
                worker = await people.find(tx, self.cast[name].person.id)
                assert worker
                await people.join(tx, worker.id, made, place, "staff", self.now, owner.id)
        return made


def _say(who: Actor, text: str) -> Callable[[], Awaitable[Any]]:
    return lambda: who.says(text)


async def _answers(who: Actor) -> None:
    """One question: letter after letter, until another one is asked or it is over."""
    asked = _number(who)
    for letter in "ABC":
        if _number(who) == asked:
            await who.taps(letter)


def _number(who: Actor) -> str:
    """`Question 2 of 3`, in the reader's words; nothing when it is over."""
    found = re.search(r"\b[123] \w+ 3\b", who.last.words)
    return found[0] if found else ""


def _terms(promo_id: str, parties: Any) -> Terms:
    return Terms(
        promo_id=promo_id, parties=parties, currency="UAH", title="Spring", goal=Goal.RECEIPTS, target=300, partners=3,
        mechanic=Mechanic.FLYERS,
        offers=(
            Offer(what="10 % off", condition="with a receipt of Peony", receiver=1, giver=2, cost=40_00),
            Offer(what="a free croissant", condition="with a cup of Zerno", receiver=2, giver=1, cost=30_00),
            Offer(what="a rose", condition="with a receipt of Zerno", receiver=3, giver=1, cost=25_00),
        ),
        sides=(
            Side(slot=1, gain="guests", brings=(Duty(what="300 flyers", due=date(2027, 3, 5)),)),
            Side(slot=2, gain="guests", brings=(Duty(what="a poster", due=date(2027, 3, 12), proof=True),)),
        ),
        starts=STARTS, ends=ENDS, perks=(Perk(giver=1, what="a breakfast", at=60),),
    )  # fmt: skip


async def lived(town: Town) -> FourWeeks:
    """The whole of it."""
    life = await FourWeeks(town).signed()
    await _made_ready(life)
    for n in range((ENDS - STARTS).days + 1):
        await _day(life, STARTS + timedelta(days=n))
    await _afterwards(life)
    return life


async def _made_ready(life: FourWeeks) -> None:
    await life.until("2027-03-03 12:00")
    for name in STAFF:
        if name != "Yana":
            await life.learns(name)
    await life.until("2027-03-05 12:00")
    await life.presses("Olena", "Done", on="300 flyers")
    await life.until("2027-03-07 12:00")
    for name in ("Olena", "Marta"):
        await life.presses(name, "Done", on="Hand out the flyers or place the ad")


NUMBERS = (3, 2, 4, 1, 5, 6, 0)
"""Customers at each counter, Monday to Sunday."""


async def _day(life: FourWeeks, day: date) -> None:
    """Everybody reports after closing, but for the days on which something else happens."""
    count, working = NUMBERS[day.weekday()], day.isoweekday()
    await _in_the_day(life, day)
    if working <= 5 and day != date(2027, 3, 9):
        await life.until(f"{day} 18:40")
        await life.presses("Anna", str(count), on="Center")
    if day == date(2027, 3, 13):
        return  # Saturday: a feast, everybody goes home and reports on Sunday
    await life.until(f"{day} 20:05")
    await life.says("Taras", f"{count} {count * 350} # {'дощ' if count == 1 else 'ок'}" if count else "0")
    if working >= 2:
        await life.says("Lev", f"{count} new {count // 2}")
    if working <= 6:
        await life.until(f"{day} 20:10")
        if day == date(2027, 3, 11):
            await life.presses("Max", "Closed today")
        if day == date(2027, 3, 18):
            await life.presses("Ira", "In 1 h")
            await life.until(f"{day} 21:15")
        if day != date(2027, 3, 11):
            await life.says("Ira", str(count))
    await life.until(f"{day} 22:10")
    if day == date(2027, 3, 10):
        await life.presses("Vera", "In 1 h")
        await life.until(f"{day} 23:15")
    await life.says("Vera", str(count))


async def _in_the_day(life: FourWeeks, day: date) -> None:
    """What owners and staff do between morning and closing."""
    at = f"{day} 12:00"
    if day == date(2027, 3, 10):  # the nudge at 09:00 and the word to the owner at 11:00 have come
        await life.until(at)
        await life.presses("Olena", "Enter it", on="Center")
        await life.says("Olena", "2")
    if day == date(2027, 3, 12):
        await life.until(at)
        await life.presses("Marta", "Send a photo", on="a poster")
        await life.photo("Marta")
    if day == date(2027, 3, 14):
        await life.until(at)
        await life.says("Taras", "13.03 6")
        await life.says("Ira", "вчера 6")
        await life.says("Vera", "вчера 5")
        await life.says("Lev", "yesterday 6")
    if day == date(2027, 3, 17):
        await life.until(at)
        await life.says("Lev", "13.03 9")
        await life.presses("Lev", "Replace")
    if day == date(2027, 3, 30):
        await life.until(at)
        for name in ("Olena", "Marta"):
            await life.presses(name, "Approve")


async def _afterwards(life: FourWeeks) -> None:
    await life.until("2027-04-12 12:00")
    await life.presses("Olena", "Done", on="Remove and destroy the advertising materials")
    await life.until("2027-04-20 12:00")


def story(life: FourWeeks) -> str:
    """Day by day: what people did, and every message that the bot sent, at the reader's own time."""
    told = [((at, n, ""), f"{_kyiv(at):%H:%M}      · {what}") for n, (at, what) in enumerate(life.did, 1)]
    told += [((line.at, line.after, line.who), str(line)) for line in life.said]  # chats have no order among them
    days: dict[date, list[str]] = {}
    for (at, _, _), text in sorted(told, key=lambda one: one[0]):
        days.setdefault(_kyiv(at).date(), []).append(text)
    return "\n".join(f"{day:%A} {day.day} {day:%B}\n" + "\n".join(lines) + "\n" for day, lines in days.items())


def _kyiv(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("Europe/Kyiv"))
