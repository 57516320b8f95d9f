"""Which of the codes that a person handed out were used."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from domain.rights import Person
from storage.codes.codes import belongs
from storage.db import Tx


class UsedCodes(Struct, frozen=True):
    """Of one promo, at one business, on one day."""

    title: str
    receiver: str
    uses: int


async def listener(tx: Tx, digits: str) -> int | None:
    """Who handed the code out, or ordered its sheet, if they want to hear of its use."""
    number: int | None = await tx.value(
        "SELECT p.id FROM code JOIN person p ON p.id = code.person_id WHERE code.digits = :digits AND p.hears_uses = 1",
        digits=digits,
    )
    return number


async def on_day(tx: Tx, person: Person, day: date) -> list[UsedCodes]:
    """What counts of a day, while the person belongs to the side that gave the codes."""
    return await tx.records(
        UsedCodes,
        f"""
        SELECT promo.title, b.name AS receiver, count(*) AS uses FROM redemption r
        JOIN code ON code.digits = r.digits AND code.person_id = :person
        JOIN promo ON promo.id = r.promo_id JOIN business b ON b.id = r.business_id
        WHERE r.day = :day AND r.void_at IS NULL AND {belongs(person, "r.giver_id")}
        GROUP BY promo.id, b.id ORDER BY promo.created_at, promo.id, b.id
        """,
        person=person.id,
        day=day,
    )
