"""A mall for tests of codes: Zerno gives, Peony with two counters receives, Bloom has a promo of its own beside it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from domain.agreement.fingerprint import canonical
from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.check_digit import complete
from domain.options import Goal, Mechanic
from domain.states import State
from sandbox.town.model import Press
from storage import people
from storage.agreement import promos, transitions, versions
from storage.business import businesses
from storage.codes import issuing
from storage.db import Database, Tx
from storage.staff import memberships
from tests.world.racing import StartLine
from tests.world.table import HOURS, PROFILE
from tests.world.town import Actor, InProcess, Town
from tests.world.village import Village

NAMES = ("Olena", "Marta", "Petro", "Taras", "Ira", "Max", "Fedir", "Zoe")
COFFEE = Offer(what="15 % off any cake", condition="with a coffee", receiver=2)
CLEARED = ("wrong_code", "lockout", "redemption", "code", "code_sheet")


class Mall:
    """Olena owns Zerno (Taras works there), Marta owns Peony (Ira works at Podil, Max at Center), Petro owns Bloom
    (Fedir works there) and Quince, Zoe is a customer."""

    promo: str
    foreign: str

    def __init__(self, town: Town, language: str = "en") -> None:
        self.town = town
        self.start: StartLine
        self.file: Database | None = None  # of a bot that is another process, while that is stopped
        self.people = {name: town.person(name, language) for name in NAMES}
        self.olena, self.marta, self.petro, self.taras, self.ira, self.max, self.fedir, self.zoe = self.people.values()
        self.shops: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.ids: dict[str, int] = {}

    @property
    def db(self) -> Database:
        if self.file:
            return self.file
        assert isinstance(self.town.bot, InProcess)
        return self.town.bot.program.db

    async def built(self) -> Mall:
        await self.says_hello()
        return await self.moves_in()

    async def says_hello(self) -> None:
        for who in self.people.values():
            await who.says("/start")

    async def moves_in(self) -> Mall:
        async with self.db.transaction() as tx:
            for name, who in self.people.items():
                person = await people.find(tx, who.person.id)
                assert person
                self.ids[name] = person.id
            await self._shop(tx, "Zerno", "Olena", Zerno="Taras")
            await self._shop(tx, "Peony", "Marta", Podil="Ira", Center="Max")
            await self._shop(tx, "Bloom", "Petro", Bloom="Fedir")
            await self._shop(tx, "Quince", "Petro")
        return self

    async def _shop(self, tx: Tx, name: str, owner: str, **places: str) -> None:
        now = self.town.telegram.clock.now()
        shop = self.shops[name] = await businesses.add(tx, PROFILE | {"name": name}, now, self.ids[owner])
        await memberships.join(tx, self.ids[owner], shop, None, "owner", now, None)
        for place, who in places.items():
            address = f"{place} Street 1"
            at = self.places[place] = await businesses.add_location(
                tx, shop, HOURS | {"name": place, "address": address}
            )
            await memberships.join(tx, self.ids[who], shop, at, "staff", now, None)

    async def lay(self, *offers: Offer, state: State = State.RUNNING, **more: Any) -> None:
        """A new promo of Zerno and Peony, and one of Bloom and Quince; all before them is swept away."""
        async with self.db.transaction() as tx:
            await tx.run("UPDATE promo SET state = 'cancelled'")
            await tx.run("UPDATE person SET listening = ''")
            for table in CLEARED:
                await tx.run(f"DELETE FROM {table}")
            await tx.run("DELETE FROM due WHERE kind = 'cards'")
            await tx.run("UPDATE outbox SET key = NULL")  # numbers are given again
            self.promo = await self.promo_of(tx, ("Zerno", "Peony"), offers or (COFFEE,), state, **more)
            self.foreign = await self.promo_of(tx, ("Bloom", "Quince"), (COFFEE,), State.RUNNING)

    async def promo_of(
        self, tx: Tx, shops: tuple[str, ...], offers: tuple[Offer, ...], state: State, **more: Any
    ) -> str:
        now = self.town.telegram.clock.now()
        first, *others = (self.shops[name] for name in shops)
        promo = await promos.add(tx, "", first, self.ids["Olena"], now)
        for shop in others:
            await promos.enter(tx, promo, shop, now)
        draft = await promos.by_clock_any(tx, promo)
        assert draft
        terms = {"starts": date(2026, 11, 23), "ends": date(2026, 12, 20), "mechanic": Mechanic.VOUCHER} | more
        await versions.cut_version(
            tx,
            Terms(
                promo_id=promo,
                parties=await promos.parties(tx, promo),
                currency="UAH",
                title="Cake + coffee",
                goal=Goal.RECEIPTS,
                target=200,
                partners=len(shops),
                offers=offers,
                sides=(SideTerms(slot=1),),
                **terms,
            ),
            draft,
            self.ids["Olena"],
            now,
        )
        await tx.run("UPDATE promo SET state = :state WHERE id = :id", state=state, id=promo)
        return promo

    async def state(self, to: State) -> None:
        async with self.db.transaction() as tx:
            seen = await promos.by_clock_any(tx, self.promo)
            assert seen
            assert await transitions.move(tx, seen, to, self.town.telegram.clock.now())

    async def codes(self, count: int = 1, *, offer: int = 1, giver: str = "Zerno", promo: str = "") -> list[str]:
        """Codes on a sheet."""
        now = self.town.telegram.clock.now()
        async with self.db.transaction() as tx:
            subject, shop = promo or self.promo, self.shops[giver]
            number = await issuing.sheets(tx, subject, shop) + 1
            sheet = await issuing.order(tx, subject, shop, number, offer, count, self.ids["Olena"], 1, now)
            assert sheet
            made = await issuing.fill(tx, sheet, count, now)
            await issuing.finish(tx, sheet, now)
            return made

    def presses(self, who: Actor, data: str) -> Press:
        """A press that the bot has not seen yet; `settle` lets it."""
        return self.town.telegram.forges(who.person, who.last, data)

    async def redeems(self, who: Actor, digits: str) -> None:
        await who.says(digits)
        await who.presses("Redeem")

    async def rows(self, sql: str, **params: Any) -> list[Any]:
        return await self.town.database(sql, **params)

    async def uses(self) -> int:
        return len(await self.rows("SELECT 1 FROM redemption WHERE void_at IS NULL"))


def wrong(dice: random.Random, taken: list[str] | None = None) -> str:
    """A number with the right check digit that nobody has made."""
    while (digits := complete(f"{dice.randrange(10**7):07}")) in (taken or ()):
        pass
    return digits


def typo(digits: str) -> str:
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def vouchers(village: Village) -> None:
    """A signed promo with codes: Peony hands them out, Zerno will honour them."""
    promo, code, now = "a0b1c2d3e4", complete("4821730"), int(village.snapshot.clock.timestamp())
    parties = tuple(
        Party(slot=n, business_id=n, name=name, city="Kyiv") for n, name in enumerate(("Zerno", "Peony"), 1)
    )
    terms = Terms(
        promo_id=promo,
        parties=parties,
        currency="UAH",
        title="Vouchers",
        goal=Goal.RECEIPTS,
        target=9,
        partners=2,
        sides=(SideTerms(slot=1),),
        mechanic=Mechanic.VOUCHER,
        offers=(Offer(what="a cake", receiver=1),),
        starts=date(2026, 11, 30),
        ends=date(2026, 12, 30),
    )
    eye = village.snapshot.eye
    made: dict[str, Any] = {"promo_id": promo, "business_id": 1}
    days = {"starts": "2026-11-30", "ends": "2026-12-30"}
    eye.insert(
        "promo",
        {"id": promo, "title": "Vouchers", "state": "signed", "version": 1, "newest": 1}
        | days
        | {"created_at": now, "created_by": 1},
    )
    for shop in (1, 2):
        eye.insert("party", {"promo_id": promo, "slot": shop, "business_id": shop, "joined_at": now})
    eye.insert(
        "version", made | {"number": 1, "terms": canonical(terms), "fingerprint": "f", "made_at": now, "made_by": 1}
    )
    eye.insert("code", made | {"digits": code, "business_id": 2, "offer": 1, "person_id": 2, "at": now})
    village.ids |= {"vouchers": promo, "code": code}
