"""A database before the run: signed, running promos of two businesses each, with one cashier at every location."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.crowd import FIRST_ID, name_of
from domain.agreement.terms import Offer, SideTerms, Terms
from domain.calendar import local_day
from domain.options import Goal, Mechanic
from domain.states import State
from storage import people
from storage.agreement import promos, signatures, transitions, versions
from storage.business import businesses
from storage.db import Tx
from storage.opening import open_database
from storage.staff import memberships

CASHIERS = 2  # locations of a business, one cashier at each
OWNERS_FROM = 500_001
HOURS = {"weekdays": "1,2,3,4,5,6,7", "closes": "20:00"}
WAY = (State.PROPOSED, State.NEGOTIATING, State.SIGNED, State.RUNNING)


async def prepare(url: str, chats: int, now: datetime) -> None:
    """Everything for `chats` cashiers, in one transaction, in an empty database."""
    db = await open_database(url, Path("backups"), now)
    async with db.transaction() as tx:
        for first in range(0, chats, 2 * CASHIERS):
            last = min(first + 2 * CASHIERS, chats)
            await run_promo(tx, [range(first, last)[:CASHIERS], range(first, last)[CASHIERS:]], now)
    await db.close()


async def run_promo(tx: Tx, sides: list[range], now: datetime) -> None:
    """Two businesses agree, sign and start; `sides` are the cashiers of each."""
    owned = [await business(tx, cashiers, OWNERS_FROM + sides[0].start + i, now) for i, cashiers in enumerate(sides)]
    (owner, first), (_, second) = owned
    promo_id = await promos.add(tx, "Flowers + coffee", first, owner, now)
    await promos.enter(tx, promo_id, second, now)
    draft = await promos.by_clock_any(tx, promo_id)
    assert draft
    await versions.cut_version(tx, await terms(tx, promo_id, now), draft, owner, now)
    for state in WAY:
        if state is State.SIGNED:
            await sign(tx, promo_id, owned, now)
        promo = await promos.by_clock_any(tx, promo_id)
        assert promo
        await transitions.move(tx, promo, state, now, person_id=owner, business_id=first)


def noon(now: datetime) -> str:
    """A zone in which it is noon: at night nothing would be posted."""
    return f"Etc/GMT{now.astimezone(UTC).hour - 12:+d}"


async def business(tx: Tx, cashiers: range, owner_id: int, now: datetime) -> tuple[int, int]:
    """An owner's business with a location for each cashier; the numbers of both."""
    owner = await people.add(tx, owner_id, f"Owner {owner_id}", None, "uk", now)
    profile = {"name": f"Shop {owner_id}", "category": "cafe", "city": "Kyiv", "currency": "UAH", "zone": noon(now)}
    number = await businesses.add(tx, profile, now, owner.id)
    await memberships.join(tx, owner.id, number, None, "owner", now, owner.id)
    for cashier in cashiers:
        place = await businesses.add_location(tx, number, HOURS | {"name": f"Counter {cashier}"})
        chat = FIRST_ID + cashier
        person = await people.add(tx, chat, name_of(chat), None, "uk", now)
        await memberships.join(tx, person.id, number, place, "staff", now, owner.id)
    return owner.id, number


async def terms(tx: Tx, promo_id: str, now: datetime) -> Terms:
    """Four weeks that began a week ago."""
    starts = local_day(now, noon(now)) - timedelta(days=7)
    return Terms(
        promo_id=promo_id,
        parties=await promos.parties(tx, promo_id),
        currency="UAH",
        title="Flowers + coffee",
        goal=Goal.RECEIPTS,
        target=200,
        partners=2,
        mechanic=Mechanic.DISCOUNT,
        offers=(Offer(what="15 % off"),),
        sides=(SideTerms(slot=1, gain="New guests"), SideTerms(slot=2, gain="Quiet mornings")),
        starts=starts,
        ends=starts + timedelta(days=27),
    )


async def sign(tx: Tx, promo_id: str, owned: list[tuple[int, int]], now: datetime) -> None:
    for person, number in owned:
        promo = await promos.find(tx, promo_id, frozenset({number}))
        assert promo
        await signatures.sign(tx, promo, person, now)
