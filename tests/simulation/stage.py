"""Where a life happens: Zerno and Peony with their owners, cashiers, group and codes, before the first day."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from domain.check_digit import complete
from domain.options import CostSplit, Mechanic
from sandbox import Running, Telegram
from sandbox.town.model import Chat, Message, Press
from storage.groups import groups
from tests.simulation.machine import Driven, Still
from tests.simulation.model import Model
from tests.world.counters import Counters
from tests.world.databases import sweep
from tests.world.town import KYIV, START, Actor, Town

SHOPS = {"Zerno": 1, "Peony": 2}
"""Place → its number, which is also its business's."""
CODES = 6
LONGER = 0.1
SEEN = "SELECT version.*, s.business_id AS by FROM version LEFT JOIN signature s USING (promo_id) ORDER BY 1, 2, by"


@dataclass
class Stage:
    """The town with everything that people in it remember."""

    cast: Counters
    bot: Driven
    model: Model
    dice: random.Random
    group: Chat
    place_of: dict[str, str]
    agreed: list[Any]
    codes: list[str]
    diary: list[str] = field(default_factory=list)
    card: str | None = None  # what was last said of who came without a card
    counted: dict[str, list[tuple[Message, str, date]]] = field(default_factory=dict)
    pressed: list[tuple[Actor, str]] = field(default_factory=list)
    doubted: set[tuple[str, date]] = field(default_factory=set)
    delivered: dict[int, datetime] = field(default_factory=dict)
    last_wrong: datetime = START
    killed: int = 0
    """How often until this act."""
    troubled: bool = False
    held_until: datetime = START
    lost: int = 0
    """Answers of Telegram that did not arrive."""

    @property
    def telegram(self) -> Telegram:
        return self.cast.town.telegram

    @property
    def now(self) -> datetime:
        return self.telegram.clock.now().astimezone(KYIV)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def doubtful(self) -> bool:
        """Something went wrong within this act, so that a toast may be lost."""
        return bool(self.telegram.faults.rules or self.bot.held) or len(self.bot.crashes) > self.killed

    @property
    def counts(self) -> bool:
        """Whether reports are taken: from the first day to the close, at eleven a week and a day after the last."""
        close = datetime.combine(self.model.ends + timedelta(days=8), time(11), KYIV)
        return self.model.starts <= self.today and self.now < close

    @property
    def runs(self) -> bool:
        return self.model.starts <= self.today <= self.model.ends

    @property
    def owners(self) -> list[Actor]:
        return self.cast.owners

    @property
    def cashiers(self) -> list[Actor]:
        return self.cast.cashiers

    def name(self, who: Actor) -> str:
        return who.person.first_name

    def own(self, who: Actor) -> str:
        """The place where that person works, or that is theirs."""
        return self.place_of[self.name(who)]

    def owner_of(self, place: str) -> Actor:
        return self.owners[SHOPS[place] - 1]

    def remembers(self) -> None:
        """When each update was delivered first."""
        for number in self.telegram.queue.history:
            self.delivered.setdefault(number, self.now)

    def notes(self, what: str) -> None:
        self.diary.append(f"{self.now:%a %d %b %H:%M}  {what}")

    async def moves(self, day: date, hour: int, minute: int = 0) -> None:
        """On to that wall time, unless it is past; whatever is due happens."""
        at = datetime.combine(day, time(hour, minute), KYIV)
        if at > self.now:
            self.telegram.clock.set(at)
        await self.bot.tick()
        await self.bot.settle()

    def find(self, who: Actor, data: str, after: int = 0) -> tuple[Message, str] | None:
        """The newest button whose data begins so."""
        for message in reversed(who.screen):
            for button in message.buttons:
                if message.order > after and (button.data or "").startswith(data):
                    return message, button.data or ""
        return None

    async def taps(self, who: Actor, data: str, *, twice: bool = False, after: int = 0) -> bool:
        """The newest such button, if there is one; a nervous finger taps it twice."""
        found = self.find(who, data, after)
        if found:
            for _ in range(1 + twice):
                self.telegram.forges(who.person, found[0], found[1])
            self.pressed.append((who, found[1]))
            await self.bot.settle()
        return bool(found)

    async def forges(self, who: Actor, data: str) -> Press:
        press = self.telegram.forges(who.person, who.last, data)
        await self.bot.settle()
        return press


def figure(pattern: str, text: str) -> int:
    """The number in what was posted; -1 where it does not stand."""
    found = re.search(pattern, text)
    return int(re.sub(r"\D", "", found[1])) if found else -1


@asynccontextmanager
async def a_stage(seed: int, folder: Path) -> AsyncIterator[Stage]:
    """On Mon 30 Nov at ten; the promo starts within the week and is short, one in ten longer."""
    dice = random.Random(seed)
    telegram = Telegram(clock=Still(START), seed=seed)
    telegram.queue.retention = timedelta(days=3650)
    bot = Driven(telegram, folder / f"{seed}.sqlite3", dice)
    await bot.start()
    try:
        yield await _built(telegram, bot, dice)
    finally:
        await bot.stop()
        bot.eye.close()
        sweep(bot.path)


async def _built(telegram: Telegram, bot: Driven, dice: random.Random) -> Stage:
    town = Town(telegram, cast("Running", None), bot)
    people = Counters(town, 2)
    starts = date(2026, 12, 1) + timedelta(days=dice.randrange(7))
    ends, pay = (
        starts + timedelta(days=dice.randrange(3, 10) if dice.random() < LONGER else dice.randrange(4)),
        dice.choice((None, 2500)),
    )
    await people.built(starts=starts, ends=ends, mechanic=Mechanic.VOUCHER, split=CostSplit.EQUAL, pay=pay)
    people.snapshot.close()
    olena, marta = people.owners
    group = telegram.group("Partners", olena.person, [marta.person, *(one.person for one in people.cashiers)])
    telegram.adds_bot(olena.person, group)
    await bot.settle()
    model = Model(starts, ends, {"Olena": "Zerno", "Marta": "Peony"}, pay or 0)
    codes = await _in_storage(people, model, group, dice)
    agreed = await town.database(SEEN)
    work = {"Olena": "Zerno", "Taras": "Zerno", "Marta": "Peony", "Ira": "Peony"}
    return Stage(people, bot, model, dice, group, work, agreed, codes)


async def _in_storage(people: Counters, model: Model, group: Chat, dice: random.Random) -> list[str]:
    """The link of the group, both signatures, and some codes of each side."""
    now = people.town.telegram.clock.now()
    codes = [complete(f"{seven:07}") for seven in dice.sample(range(10**7), CODES)]
    async with people.program.db.transaction() as tx:
        await groups.link(tx, people.promo, group.id, None, "Partners", "en", now, 1)
        for business in (1, 2):
            await tx.run(
                "INSERT INTO signature (promo_id, version, business_id, person_id, signed_at) "
                "VALUES (:p, 1, :b, :b, :now)",
                p=people.promo,
                b=business,
                now=now,
            )
        for n, digits in enumerate(codes):
            model.givers[digits] = ("Zerno", "Peony")[n % 2]
            await tx.run(
                "INSERT INTO code (digits, promo_id, business_id, offer, person_id, at) "
                "VALUES (:d, :p, :b, 1, :b, :now)",
                d=digits,
                p=people.promo,
                b=n % 2 + 1,
                now=now,
            )
    return codes
