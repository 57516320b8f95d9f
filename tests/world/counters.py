"""A running promo made in storage, for tests of what comes after the signature: any number of sides and terms."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from domain import check_digit
from domain.agreement.terms import Offer, SideTerms, Terms
from domain.options import Goal, Mechanic
from domain.states import State
from handlers.context import Work
from handlers.schedule import planning
from sandbox.town.model import Press
from storage import people
from storage.agreement import promos, transitions, versions
from storage.business import businesses
from storage.db import Tx
from storage.queues import outbox
from storage.staff import memberships
from tests.world.street import toast
from tests.world.table import HOURS, PROFILE
from tests.world.town import Actor, InProcess, Town, a_town
from tests.world.village import Snapshot

SHOPS = ("Zerno", "Peony", "Bloom")
OWNERS, CASHIERS = ("Olena", "Marta", "Nadia"), ("Taras", "Ira", "Lev")
FIRST, LAST = date(2026, 11, 30), date(2026, 12, 27)


class Counters:
    """Olena's café Zerno, Marta's bakery Peony and Nadia's flowers Bloom, as many of them as take part, each with one
    cashier; and the stranger Zoe. The promo runs since Mon 30 Nov; now it is 10:00 of that day."""

    promo: str
    snapshot: Snapshot

    def __init__(self, town: Town, sides: int, languages: tuple[str, ...] = ()) -> None:
        self.town, self.sides = town, sides
        speak = (*languages, *("en",) * 6)
        self.owners = [town.person(name, speak[i]) for i, name in enumerate(OWNERS[:sides])]
        self.cashiers = [town.person(name, speak[i]) for i, name in enumerate(CASHIERS[:sides])]
        self.olena, self.marta, self.taras, self.ira = *self.owners[:2], *self.cashiers[:2]
        self.zoe = town.person("Zoe")

    async def built(self, **terms: Any) -> Counters:
        for who in (*self.owners, *self.cashiers, self.zoe):
            self.town.telegram.says(who.person, None, "/start")
        await self.town.settle()
        program = self.program
        async with program.db.transaction() as tx:
            work = Work(program.app, tx, self.town.telegram.clock.now())
            await self._agreed(work, terms)
            await outbox.put(tx, work.outgoing)
        await self.town.moves_to("2026-11-30 10:00")
        self.snapshot = Snapshot(self.town)
        return self

    @property
    def program(self) -> Any:
        assert isinstance(self.town.bot, InProcess)
        return self.town.bot.program

    async def _agreed(self, work: Work, terms: dict[str, Any]) -> None:
        shops = [await self._shop(work, n) for n in range(self.sides)]
        self.promo = await promos.add(work.tx, "Flowers + coffee", shops[0], 1, work.now)
        for shop in shops[1:]:
            await promos.enter(work.tx, self.promo, shop, work.now)
        draft = await self._promo(work.tx)
        await versions.cut_version(work.tx, await self._terms(work.tx, terms), draft, 1, work.now)
        for state in (State.PROPOSED, State.NEGOTIATING, State.SIGNED):
            await transitions.move(
                work.tx, await self._promo(work.tx), state, work.now, person_id=1, business_id=shops[0]
            )
        signed = await self._promo(work.tx)
        assert isinstance(signed, promos.Promo)
        await planning.plan_ahead(work, signed)

    async def _promo(self, tx: Tx) -> promos.AnyPromo:
        found = await promos.by_clock_any(tx, self.promo)
        assert found
        return found

    async def _shop(self, work: Work, n: int) -> int:
        owner = await people.find(work.tx, self.owners[n].person.id)
        cashier = await people.find(work.tx, self.cashiers[n].person.id)
        assert owner
        assert cashier
        shop = await businesses.add(work.tx, PROFILE | {"name": SHOPS[n]}, work.now, owner.id)
        place = await businesses.add_location(work.tx, shop, HOURS | {"name": SHOPS[n]})
        await memberships.join(work.tx, owner.id, shop, None, "owner", work.now, owner.id)
        await memberships.join(work.tx, cashier.id, shop, place, "staff", work.now, owner.id)
        return shop

    async def _terms(self, tx: Tx, more: dict[str, Any]) -> Terms:
        given: dict[str, Any] = {
            "promo_id": self.promo,
            "parties": await promos.parties(tx, self.promo),
            "currency": "UAH",
            "title": "Flowers + coffee",
            "goal": Goal.RECEIPTS,
            "target": 200,
            "partners": self.sides,
            "mechanic": Mechanic.DISCOUNT,
            "offers": (Offer(what="15 % off"),),
            "sides": (SideTerms(slot=1, gain="guests"),),
            "starts": FIRST,
            "ends": LAST,
            "minimum": 30,
        }
        return Terms(**(given | more))

    async def reports(self, cashier: Actor, *lines: str) -> None:
        for line in lines:
            await cashier.says(line)

    async def opens(self, who: Actor, button: str) -> None:
        """From the promo's card."""
        await who.says("/promos")
        await who.presses("Flowers + coffee")
        await who.presses(button)

    async def forges(self, who: Actor, data: str) -> str:
        """A press of a modified client; its toast."""
        press: Press = self.town.telegram.forges(who.person, who.last, data)
        await self.town.settle()
        return toast(press)

    def keeps(self) -> None:
        """From now on `again` comes back to this moment."""
        self.snapshot.close()
        self.snapshot = Snapshot(self.town)

    async def again(self) -> Counters:
        """As it was built, whatever was done since."""
        await self.snapshot.restore()
        return self


@asynccontextmanager
async def counters(sides: int = 2, /, languages: tuple[str, ...] = (), **terms: Any) -> AsyncIterator[Counters]:
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as town:
            made = await Counters(town, sides, languages).built(**terms)
            yield made
            made.snapshot.close()
            assert town.telegram.violations == []


async def redeemed(cast: Counters, times: int, *, void: bool = False) -> None:
    """So many codes of Zerno were used at Peony on Mon 30 Nov; made void now, if so."""
    now = cast.town.telegram.clock.now()
    async with cast.program.db.transaction() as tx:
        for n in range(times):
            digits = check_digit.complete(f"{1_000_000 + n}")
            await tx.run(
                "INSERT INTO code (digits, promo_id, business_id, offer, person_id, at) VALUES (:d, :p, 1, 1, 1, 1)",
                d=digits,
                p=cast.promo,
            )
            await tx.run(
                """
                INSERT INTO redemption (digits, promo_id, offer, giver_id, business_id, location_id, day, person_id,
                    at, own, chat_id, message_id, void_at)
                VALUES (:d, :p, 1, 1, 2, 2, '2026-11-30', 2, 1, 0, 1, 1, :void)
                """,
                d=digits,
                p=cast.promo,
                void=now if void else None,
            )
