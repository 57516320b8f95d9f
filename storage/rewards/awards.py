"""Rewards that were earned: what was reached, what both sides said, and who gets a voucher."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from domain.rewards.awards import AwardState, Reached
from storage import sql
from storage.db import Tx
from storage.records import Row


class Award(Struct, frozen=True):
    """`giver` and `sender` are businesses; `said` is each side's newest word since it was asked."""

    id: int
    promo_id: str
    title: str
    perk: int
    giver: int
    sender: int
    giver_name: str
    sender_name: str
    nth: int
    what: str
    reached: int
    asked: int
    withdrawn: bool
    said: Mapping[int, str]

    @property
    def standing(self) -> AwardState:
        if self.withdrawn:
            return AwardState.WITHDRAWN
        both = all(self.said.get(side) == "approved" for side in (self.giver, self.sender))
        return AwardState.APPROVED if both else AwardState.ASKED


AWARDS = """
    SELECT a.*, promo.title, g.name AS giver_name, s.name AS sender_name
    FROM award a JOIN promo ON promo.id = a.promo_id
    JOIN business g ON g.id = a.giver_id JOIN business s ON s.id = a.sender_id
"""


async def _award(tx: Tx, row: Row) -> Award:
    said = await tx.all(
        "SELECT business_id, answer FROM award_answer WHERE award_id = :id AND asked = :asked ORDER BY id",
        id=row["id"],
        asked=row["asked"],
    )
    return Award(
        id=row["id"],
        promo_id=row["promo_id"],
        title=row["title"],
        perk=row["perk"],
        giver=row["giver_id"],
        sender=row["sender_id"],
        giver_name=row["giver_name"],
        sender_name=row["sender_name"],
        nth=row["nth"],
        what=row["what"],
        reached=row["reached"],
        asked=row["asked"],
        withdrawn=row["withdrawn_at"] is not None,
        said={one["business_id"]: one["answer"] for one in said},
    )


async def of_promo(tx: Tx, promo_id: str) -> list[Award]:
    rows = await tx.all(f"{AWARDS} WHERE a.promo_id = :promo ORDER BY a.id", promo=promo_id)
    return [await _award(tx, row) for row in rows]


async def find(tx: Tx, number: int, owns: frozenset[int]) -> Award | None:
    """An award of one of the asker's businesses, as giver or as sender."""
    mine = sql.numbers(owns)
    row = await tx.one(f"{AWARDS} WHERE a.id = :id AND (a.giver_id IN ({mine}) OR a.sender_id IN ({mine}))", id=number)
    return await _award(tx, row) if row else None


async def ask(tx: Tx, promo_id: str, one: Reached, giver: int, sender: int, now: datetime) -> Award:
    """It is reached, for the first time or again after a correction."""
    row = await tx.one(
        """
        INSERT INTO award (promo_id, perk, giver_id, sender_id, nth, what, reached, reached_at)
        VALUES (:promo, :perk, :giver, :sender, :nth, :what, :reached, :now)
        ON CONFLICT (promo_id, perk, giver_id, sender_id, nth) DO UPDATE SET withdrawn_at = NULL,
            asked = award.asked + 1, what = excluded.what, reached = excluded.reached, reached_at = :now
        RETURNING id
        """,
        promo=promo_id,
        perk=one.perk,
        giver=giver,
        sender=sender,
        nth=one.nth,
        what=one.what,
        reached=one.at,
        now=now,
    )
    made = await find(tx, row["id"] if row else 0, frozenset({giver}))
    if made is None:
        raise LookupError("an award was neither made nor found")
    return made


async def follow(tx: Tx, promo_id: str, version: int, moves: Mapping[int, int]) -> None:
    """Awards go with their perk to its new place; of a perk that is gone they stay, at a place below 0."""
    moved = {place: to for place, to in moves.items() if place != to}
    for place in moved:
        await tx.write(
            "UPDATE award SET perk = :aside WHERE promo_id = :promo AND perk = :place",
            aside=-(version * 10 + place),
            promo=promo_id,
            place=place,
        )
    for place, to in moved.items():
        if to:
            await tx.write(
                "UPDATE award SET perk = :to WHERE promo_id = :promo AND perk = :aside",
                to=to,
                promo=promo_id,
                aside=-(version * 10 + place),
            )


async def withdraw(tx: Tx, number: int, now: datetime) -> None:
    await tx.write("UPDATE award SET withdrawn_at = :now WHERE id = :id", now=now, id=number)


async def answer(tx: Tx, award: Award, business_id: int, what: str, person_id: int, now: datetime) -> None:
    """`approved` or `not_yet`; a side's newest word counts."""
    await tx.write(
        """
        INSERT INTO award_answer (award_id, asked, business_id, answer, person_id, at)
        VALUES (:award, :asked, :business, :answer, :person, :now)
        """,
        award=award.id,
        asked=award.asked,
        business=business_id,
        answer=what,
        person=person_id,
        now=now,
    )
