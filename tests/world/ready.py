"""A signed promo made the short way: shops, staff and terms by storage, the signatures through the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.agreement.terms import Duty, Offer, SideTerms, Terms
from domain.options import Goal, Mechanic
from domain.states import State
from storage import people
from storage.agreement import promos, transitions, versions
from storage.business import businesses
from storage.db import Tx
from storage.groups import groups
from storage.staff import memberships
from tests.world.table import HOURS, PROFILE
from tests.world.town import Actor, InProcess, Town

OFFERS = (
    Offer(what="15 % off any coffee", condition="a receipt of the partner", receiver=1),
    Offer(what="a bun free with any loaf", condition="a cup from Zerno in the hand", receiver=2),
)
SIDES = (
    SideTerms(slot=1, gain="guests", brings=(Duty(what="300 flyers", due=date(2026, 11, 28)),)),
    SideTerms(slot=2, gain="guests", brings=(Duty(what="a poster", due=date(2026, 11, 28), proof=True),)),
)


def terms(promo_id: str, parties: Any, **changes: Any) -> Terms:
    given: dict[str, Any] = {
        "promo_id": promo_id,
        "parties": parties,
        "currency": "UAH",
        "title": "Flowers + coffee",
        "goal": Goal.RECEIPTS,
        "target": 200,
        "partners": 2,
        "mechanic": Mechanic.DISCOUNT,
        "offers": OFFERS,
        "sides": SIDES,
        "starts": date(2026, 11, 30),
        "ends": date(2026, 12, 27),
    }
    return Terms(**given | changes)


@dataclass
class Ready:
    """Olena (café Zerno, shop 1), Marta (bakery Peony, shop 2), cashiers Taras and Ira, stranger Zoe."""

    town: Town
    olena: Actor
    marta: Actor
    taras: Actor
    ira: Actor
    zoe: Actor
    promo: str = ""

    async def presses(self, who: Actor, *data: str) -> list[str]:
        """Buttons by their data; the toasts that answered."""
        made = []
        for one in data:
            made.append(self.town.telegram.forges(who.person, who.screen[-1], one.format(promo=self.promo)))
            await self.town.settle()
        return [press.answer["text"] for press in made if press.answer and press.answer.get("text")]

    async def number(self, what: str, table: str = "duty") -> int:
        return int((await self.town.database(f"SELECT id FROM {table} WHERE what = :what", what=what))[0]["id"])

    async def state(self) -> str:
        return str((await self.town.database("SELECT state FROM promo"))[0]["state"])

    def posts(self) -> list[str]:
        """What the bot has said in the group."""
        group = next(chat for chat in self.town.telegram.chats.values() if chat.title == "Zerno & Peony")
        return [message.words for message in self.town.telegram.messages(group) if message.from_bot]

    async def amends(self, version: int = 2, *, signing: bool = True, **changes: Any) -> None:
        """A change of the terms that both sign, if they do; in force at once unless it says when."""
        assert isinstance(self.town.bot, InProcess)
        now = self.town.telegram.clock.now()
        async with self.town.bot.program.db.transaction() as tx:
            promo = await promos.by_clock(tx, self.promo)
            assert promo
            new = promo.terms.model_copy(update={"in_force_from": now.date()} | changes)
            await versions.cut_version(tx, new, promo, 1, now)
        for who in (self.marta, self.olena) if signing else ():
            await self.presses(who, f"signed:{{promo}}:{version}")


async def signed(town: Town, *, staff: bool = True, group: bool = True, language: str = "en", **changes: Any) -> Ready:
    """Mon 23 Nov, 10:00: both have signed."""
    olena, marta, taras, ira, zoe = (town.person(name, language) for name in ("Olena", "Marta", "Taras", "Ira", "Zoe"))
    for one in (olena, marta, taras, ira, zoe):
        town.telegram.says(one.person, None, "/help")
    await town.settle()
    made = Ready(town, olena, marta, taras, ira, zoe)
    assert isinstance(town.bot, InProcess)
    async with town.bot.program.db.transaction() as tx:
        made.promo = await _laid(tx, made, staff, changes)
        if group:
            chat = town.telegram.group("Zerno & Peony", made.olena.person, [made.marta.person, town.telegram.bot])
            await groups.link(tx, made.promo, chat.id, None, "Zerno & Peony", "en", town.telegram.clock.now(), 1)
    await made.presses(made.marta, "signed:{promo}:1")
    await made.presses(made.olena, "signed:{promo}:1")
    return made


async def _laid(tx: Tx, made: Ready, staff: bool, changes: dict[str, Any]) -> str:
    now, shops = made.town.telegram.clock.now(), []
    for owner, cashier, name, category in (
        (made.olena, made.taras, "Zerno", "cafe"),
        (made.marta, made.ira, "Peony", "bakery"),
    ):
        person, worker = await people.find(tx, owner.person.id), await people.find(tx, cashier.person.id)
        assert person
        assert worker
        shop = await businesses.add(tx, PROFILE | {"name": name, "category": category}, now, person.id)
        place = await businesses.add_location(tx, shop, HOURS | {"name": name})
        await memberships.join(tx, person.id, shop, None, "owner", now, person.id)
        if staff:
            await memberships.join(tx, worker.id, shop, place, "staff", now, person.id)
        shops.append(shop)
    promo = await promos.add(tx, "", shops[0], 1, now)
    await promos.enter(tx, promo, shops[1], now)
    draft = await promos.by_clock_any(tx, promo)
    assert draft
    await versions.cut_version(tx, terms(promo, await promos.parties(tx, promo), **changes), draft, 1, now)
    for state in (State.PROPOSED, State.NEGOTIATING):
        seen = await promos.by_clock_any(tx, promo)
        assert seen
        await transitions.move(tx, seen, state, now, person_id=1, business_id=shops[0])
    return promo
