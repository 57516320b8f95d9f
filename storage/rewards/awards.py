"""Rewards that were earned: what was reached, what both sides said, and who gets a voucher."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain import check_digit
from domain.rewards.awards import AwardState, Reached
from storage.agreement.promos import owned
from storage.db import Row, Tx, moment


@dataclass(frozen=True)
class Award:
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
        row["id"],
        row["promo_id"],
        row["title"],
        row["perk"],
        row["giver_id"],
        row["sender_id"],
        row["giver_name"],
        row["sender_name"],
        row["nth"],
        row["what"],
        row["reached"],
        row["asked"],
        row["withdrawn_at"] is not None,
        {one["business_id"]: one["answer"] for one in said},
    )


async def of_promo(tx: Tx, promo_id: str) -> list[Award]:
    rows = await tx.all(f"{AWARDS} WHERE a.promo_id = :promo ORDER BY a.id", promo=promo_id)
    return [await _award(tx, row) for row in rows]


async def find(tx: Tx, number: int, owns: frozenset[int]) -> Award | None:
    """An award of one of the asker's businesses, as giver or as sender."""
    mine = owned(owns)
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
        await tx.run(
            "UPDATE award SET perk = :aside WHERE promo_id = :promo AND perk = :place",
            aside=-(version * 10 + place),
            promo=promo_id,
            place=place,
        )
    for place, to in moved.items():
        if to:
            await tx.run(
                "UPDATE award SET perk = :to WHERE promo_id = :promo AND perk = :aside",
                to=to,
                promo=promo_id,
                aside=-(version * 10 + place),
            )


async def withdraw(tx: Tx, number: int, now: datetime) -> None:
    await tx.run("UPDATE award SET withdrawn_at = :now WHERE id = :id", now=now, id=number)


async def answer(tx: Tx, award: Award, business_id: int, what: str, person_id: int, now: datetime) -> None:
    """`approved` or `not_yet`; a side's newest word counts."""
    await tx.run(
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


# Vouchers --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reward:
    """One person's voucher."""

    id: int
    number: str
    what: str
    giver: int
    giver_name: str
    sender: int
    sender_name: str
    holder_id: int
    holder: str
    handed_at: datetime | None


REWARDS = """
    SELECT r.*, a.what, a.giver_id, a.sender_id, g.name AS giver_name, s.name AS sender_name, p.name AS holder
    FROM reward r JOIN award a ON a.id = r.award_id JOIN person p ON p.id = r.holder_id
    JOIN business g ON g.id = a.giver_id JOIN business s ON s.id = a.sender_id
"""


def _reward(row: Row) -> Reward:
    return Reward(
        row["id"],
        row["number"],
        row["what"],
        row["giver_id"],
        row["giver_name"],
        row["sender_id"],
        row["sender_name"],
        row["holder_id"],
        row["holder"],
        moment(row["handed_at"]) if row["handed_at"] else None,
    )


async def name(tx: Tx, award: Award, holder_id: int, by: int, now: datetime) -> Reward | None:
    """A voucher for that person; None when they have one of this award."""
    number: int | None = await tx.value(
        """
        INSERT INTO reward (award_id, holder_id, number, person_id, at)
        VALUES (:award, :holder, :number, :by, :now) ON CONFLICT (award_id, holder_id) DO NOTHING RETURNING id
        """,
        award=award.id,
        holder=holder_id,
        number=await _free_number(tx),
        by=by,
        now=now,
    )
    row = await tx.one(f"{REWARDS} WHERE r.id = :id", id=number) if number else None
    return _reward(row) if row else None


async def _free_number(tx: Tx) -> str:
    """Eight random digits that no voucher has."""
    while True:
        number = check_digit.complete(f"{secrets.randbelow(10**7):07d}")
        if not await tx.value("SELECT 1 FROM reward WHERE number = :number", number=number):
            return number


async def holders(tx: Tx, award_id: int) -> set[int]:
    rows = await tx.all("SELECT holder_id FROM reward WHERE award_id = :id", id=award_id)
    return {row["holder_id"] for row in rows}


def _at_the_giver(owns: frozenset[int], works_at: frozenset[int]) -> str:
    places = ", ".join(str(int(number)) for number in sorted(works_at)) or "0"
    return f"(a.giver_id IN ({owned(owns)}) OR a.giver_id IN (SELECT business_id FROM location WHERE id IN ({places})))"


async def to_hand_over(
    tx: Tx, owns: frozenset[int], works_at: frozenset[int], *, number: str = "", reward_id: int = 0
) -> Reward | None:
    """A voucher that the asker's business gives, by its digits or its id; the same None for foreign and unknown."""
    row = await tx.one(
        f"{REWARDS} WHERE (r.number = :number OR r.id = :id) AND {_at_the_giver(owns, works_at)}",
        number=number,
        id=reward_id,
    )
    return _reward(row) if row else None


async def hand_over(tx: Tx, reward: Reward, person_id: int, now: datetime) -> bool:
    """Once; False when it was handed over before."""
    return bool(
        await tx.run(
            "UPDATE reward SET handed_at = :now, handed_by = :by WHERE id = :id AND handed_at IS NULL",
            now=now,
            by=person_id,
            id=reward.id,
        )
    )


async def is_giver(tx: Tx, promo_id: str, owns: frozenset[int], works_at: frozenset[int]) -> bool:
    """Whether vouchers of that promo are handed over where the asker belongs."""
    where = f"a.promo_id = :promo AND {_at_the_giver(owns, works_at)}"
    return bool(
        await tx.value(f"SELECT 1 FROM reward r JOIN award a ON a.id = r.award_id WHERE {where}", promo=promo_id)
    )
