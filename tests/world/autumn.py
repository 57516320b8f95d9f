"""An autumn for the long proof: a café and a bakery in Kyiv, a gym in Warsaw, five locations, nine staff, a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.agreement.terms import Duty, Offer, Perk, SideTerms, Terms
from domain.options import Goal, Mechanic
from domain.states import State
from sandbox.town.model import Chat, Message
from storage import people
from storage.agreement import promos, transitions, versions
from storage.business import businesses
from storage.db import Tx
from storage.staff import memberships
from tests.world.table import PROFILE
from tests.world.town import KYIV, Actor, InProcess, Town

WARSAW = ZoneInfo("Europe/Warsaw")
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)
"""Four weeks; on Sunday 25 October the clocks go back."""
TITLE = "Осінній обмін"
OFFERS = (
    Offer(what="−15 % на будь-яку каву", condition="чек пекарні", receiver=1, giver=2, cost=6000),
    Offer(what="булочка у подарунок", condition="стаканчик «Зерна»", receiver=2, giver=1),
    Offer(what="перше тренування безкоштовно", condition="чек кавʼярні", receiver=3, giver=1),
)
SIDES = (
    SideTerms(slot=1, gain="гості", brings=(Duty(what="300 листівок", due=date(2026, 10, 2), proof=True),)),
    SideTerms(slot=2, gain="гости", brings=(Duty(what="плакат на двери", due=date(2026, 10, 3)),)),
    SideTerms(slot=3, gain="members", brings=(Duty(what="a banner in the hall", due=date(2026, 10, 7)),)),
)
PERK = Perk(giver=1, what="торт для зміни", at=120)


@dataclass(frozen=True)
class Staff:
    name: str
    language: str
    role: str  # owner, key, staff


@dataclass(frozen=True)
class Counter:
    """A location by our own words: ISO weekdays, closing time as hours and minutes, who works there."""

    name: str
    days: str
    closes: tuple[int, int]
    staff: tuple[Staff, ...]
    online: bool = False


@dataclass(frozen=True)
class Shop:
    name: str
    category: str
    city: str
    zone: ZoneInfo
    currency: str
    owner: Staff
    counters: tuple[Counter, ...]


SHOPS = (
    Shop("Зерно", "cafe", "Kyiv", KYIV, "UAH", Staff("Олена", "uk", "owner"), (
        Counter("Поділ", "1234567", (20, 0), (Staff("Тарас", "uk", "key"), Staff("Іра", "ru", "staff"))),
        Counter("Центр", "123456", (19, 0), (Staff("Богдан", "uk", "staff"), Staff("Лев", "ru", "staff"))),
    )),
    Shop("Пион", "bakery", "Kyiv", KYIV, "UAH", Staff("Марта", "ru", "owner"), (
        Counter("Пекарня", "234567", (20, 0), (Staff("Софія", "ru", "staff"), Staff("Ніна", "uk", "staff"))),
        Counter("Онлайн", "12345", (18, 0), (Staff("Dasha", "en", "staff"),), online=True),
    )),
    Shop("Iron Hall", "fitness", "Warsaw", WARSAW, "PLN", Staff("Kasia", "en", "owner"), (
        Counter("Hall", "1234567", (21, 0), (Staff("Jan", "en", "staff"), Staff("Оля", "uk", "staff"))),
    )),
)  # fmt: skip


@dataclass
class Autumn:
    """The people by name; `at` and `shop_of` give the numbers of locations and businesses by name."""

    town: Town
    actors: dict[str, Actor]
    group: Chat
    at: dict[str, int] = field(default_factory=dict)
    shop_of: dict[str, int] = field(default_factory=dict)
    promo: str = ""

    async def until(self, moment: datetime) -> None:
        """Every moment at which something is due comes by itself, then this one."""
        while (due := await self._next()) is not None and due < moment:
            await self._goes_to(due)
        await self._goes_to(moment)

    async def _next(self) -> datetime | None:
        now = int(self.town.telegram.clock.now().timestamp())
        rows = await self.town.database(
            """
            SELECT min(at) AS at FROM (
                SELECT due_at AS at FROM due WHERE state = 'waiting'
                UNION ALL SELECT not_before FROM outbox WHERE state = 'ready' AND not_before > :now) AS coming
            """,
            now=now,
        )
        return datetime.fromtimestamp(rows[0]["at"], KYIV) if rows[0]["at"] is not None else None

    async def _goes_to(self, moment: datetime) -> None:
        clock = self.town.telegram.clock
        clock.move(max(moment - clock.now(), timedelta(0)))
        await self.town.bot.tick()
        await self.town.settle()

    async def taps(self, name: str, data: str) -> None:
        """The newest button on the person's screen whose data has this in it."""
        who, wanted = self.actors[name], data.format(promo=self.promo, **self.at)
        message, place = _button(who, wanted)
        self.town.telegram.presses(who.person, message, place)
        await self.town.settle()

    async def number(self, what: str, business: str) -> int:
        """A duty by its words; the removal of materials has none of its own."""
        rows = await self.town.database(
            "SELECT id FROM duty WHERE what = :what AND business_id = :business",
            what=what,
            business=self.shop_of[business],
        )
        return int(rows[0]["id"])


def _button(who: Actor, wanted: str) -> tuple[Message, tuple[int, int]]:
    for message in reversed(who.screen):
        for i, row in enumerate(message.keyboard):
            for j, button in enumerate(row):
                if wanted in (button.data or ""):
                    return message, (i, j)
    raise AssertionError(f"{who.person.first_name} has no button {wanted!r}; last: {who.last.words}")


async def autumn(town: Town) -> Autumn:
    """Fri 25 Sep, 10:00: all terms are on the table, nobody has signed yet."""
    town.telegram.clock.set(datetime(2026, 9, 25, 10, tzinfo=KYIV))
    people_of = [(shop.owner, *(staff for counter in shop.counters for staff in counter.staff)) for shop in SHOPS]
    actors = {one.name: town.person(one.name, one.language) for those in people_of for one in those}
    for actor in actors.values():
        town.telegram.says(actor.person, None, "/help")
    await town.settle()
    owners = [actors[shop.owner.name].person for shop in SHOPS]
    group = town.telegram.group("Зерно, Пион, Iron Hall", owners[0], [*owners[1:], actors["Софія"].person])
    made = Autumn(town, actors, group)
    assert isinstance(town.bot, InProcess)
    async with town.bot.program.db.transaction() as tx:
        await _laid(tx, made)
    return made


async def _laid(tx: Tx, made: Autumn) -> None:
    now, first = made.town.telegram.clock.now(), await _person(tx, made.actors["Олена"])
    for shop in SHOPS:
        await _open(tx, made, shop)
    shops = [made.shop_of[shop.name] for shop in SHOPS]
    made.promo = await promos.add(tx, "", shops[0], first, now)
    for other in shops[1:]:
        await promos.enter(tx, made.promo, other, now)
    await versions.cut_version(tx, await _terms(tx, made), await _found(tx, made), first, now)
    for state in (State.PROPOSED, State.NEGOTIATING):
        await transitions.move(tx, await _found(tx, made), state, now, person_id=first, business_id=shops[0])


async def _open(tx: Tx, made: Autumn, shop: Shop) -> None:
    now, owner = made.town.telegram.clock.now(), await _person(tx, made.actors[shop.owner.name])
    given = {"name": shop.name, "category": shop.category, "city": shop.city, "currency": shop.currency}
    number = made.shop_of[shop.name] = await businesses.add(tx, PROFILE | given | {"zone": shop.zone.key}, now, owner)
    await memberships.join(tx, owner, number, None, "owner", now, owner)
    for one in shop.counters:
        hours = {"weekdays": ",".join(one.days), "closes": "{:02}:{:02}".format(*one.closes)}
        there = {"name": one.name, "online": "yes" if one.online else "no"}
        made.at[one.name] = await businesses.add_location(tx, number, hours | there)
        for staff in one.staff:
            person = await _person(tx, made.actors[staff.name])
            await memberships.join(tx, person, number, made.at[one.name], staff.role, now, owner)


async def _person(tx: Tx, who: Actor) -> int:
    found = await people.find(tx, who.person.id)
    assert found
    return found.id


async def _found(tx: Tx, made: Autumn) -> promos.AnyPromo:
    found = await promos.by_clock_any(tx, made.promo)
    assert found
    return found


async def _terms(tx: Tx, made: Autumn) -> Terms:
    given: dict[str, Any] = {"offers": OFFERS, "sides": SIDES, "perks": (PERK,), "starts": FIRST, "ends": LAST}
    return Terms(
        promo_id=made.promo,
        parties=await promos.parties(tx, made.promo),
        currency="UAH",
        title=TITLE,
        goal=Goal.RECEIPTS,
        target=800,
        partners=3,
        mechanic=Mechanic.DISCOUNT,
        minimum=30,
        **given,
    )
