"""A table with two to five owners at it and a promo between them, for tests that act at random or at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.agreement.answers import to_answers
from domain.agreement.terms import Duty, Offer, SideTerms, Terms
from domain.options import Goal, Mechanic
from domain.states import State
from sandbox.town.model import Press
from storage import forms, people
from storage.agreement import promos, transitions, versions
from storage.business import businesses
from storage.db import Tx
from storage.staff import memberships
from tests.world.racing import StartLine
from tests.world.town import Actor, InProcess, Town

NAMES = ("Olena", "Marta", "Ira", "Taras", "Petro")
PROFILE = {"category": "cafe", "city": "Kyiv", "currency": "UAH", "zone": "Europe/Kyiv"}
HOURS = {"weekdays": "1,2,3,4,5,6,7", "closes": "20:00"}


@dataclass
class Table:
    """The owners, each with a shop, and the promo that lies on the table now."""

    town: Town
    owners: list[Actor]
    shops: list[int]
    start: StartLine
    promo: str = ""

    async def lay(self, sides: int, mark: str = "Terms") -> None:
        """A new promo of the first so many owners, in negotiation at version 1."""
        assert isinstance(self.town.bot, InProcess)
        now = self.town.telegram.clock.now()
        async with self.town.bot.program.db.transaction() as tx:
            self.promo = await promos.add(tx, "", self.shops[0], 1, now)
            for shop in self.shops[1:sides]:
                await promos.enter(tx, self.promo, shop, now)
            draft = await promos.by_clock_any(tx, self.promo)
            assert draft
            await versions.cut_version(tx, await self._terms(tx, sides, mark), draft, 1, now)
            for state in (State.PROPOSED, State.NEGOTIATING):
                seen = await promos.by_clock_any(tx, self.promo)
                assert seen
                await transitions.move(tx, seen, state, now, person_id=1, business_id=self.shops[0])

    async def _terms(self, tx: Tx, sides: int, mark: str) -> Terms:
        starts = self.town.telegram.clock.now().date() + timedelta(days=7)
        return Terms(
            promo_id=self.promo,
            parties=await promos.parties(tx, self.promo),
            currency="UAH",
            title=mark,
            goal=Goal.RECEIPTS,
            target=200,
            partners=sides,
            mechanic=Mechanic.DISCOUNT,
            offers=(Offer(what="15 % off"),),
            sides=(SideTerms(slot=1, gain="guests", brings=(Duty(what="flyers"),)), SideTerms(slot=2, gain="guests")),
            starts=starts,
            ends=starts + timedelta(days=27),
        )

    def presses(self, who: Actor, data: str) -> Press:
        """A press that the bot has not seen yet; `settle` lets it."""
        return self.town.telegram.forges(who.person, who.screen[0], data)

    async def drafts_change(self, who: int, title: str) -> str:
        """The button that sends a change which this owner has ready."""
        assert isinstance(self.town.bot, InProcess)
        now = self.town.telegram.clock.now()
        async with self.town.bot.program.db.transaction() as tx:
            promo = await promos.on_the_table(tx, self.promo, frozenset({self.shops[who]}))
            person = await people.find(tx, self.owners[who].person.id)
            assert promo
            assert person
            answers = to_answers(promo.terms) | {"title": title, "currency": "UAH", "base": promo.version}
            form = await forms.start(tx, person.id, "change", self.promo, answers, now)
        return f"f:{form.id}:{form.revision}:ok"

    async def rows(self, sql: str) -> list[Any]:
        return await self.town.database(sql, promo=self.promo)


async def table(town: Town) -> Table:
    """Five owners who have said hello."""
    owners = [town.person(name) for name in NAMES]
    for owner in owners:
        await owner.says("/start")
    assert isinstance(town.bot, InProcess)
    now, shops = town.telegram.clock.now(), []
    async with town.bot.program.db.transaction() as tx:
        for owner in owners:
            person = await people.find(tx, owner.person.id)
            assert person
            name = f"Shop of {owner.person.first_name}"
            shop = await businesses.add(tx, PROFILE | {"name": name}, now, person.id)
            await businesses.add_location(tx, shop, HOURS | {"name": name})
            await memberships.join(tx, person.id, shop, None, "owner", now, person.id)
            shops.append(shop)
    return Table(town, owners, shops, StartLine(town))


def canary() -> str:
    return f"canary{secrets.token_hex(4)}"
