"""Named vouchers for staff: whose they are and whether they were handed over."""

from __future__ import annotations

import secrets
from datetime import datetime

from msgspec import Struct

from domain import check_digit
from storage import sql
from storage.db import Tx
from storage.records import Row, moment
from storage.rewards.awards import Award


class Reward(Struct, frozen=True):
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
        id=row["id"],
        number=row["number"],
        what=row["what"],
        giver=row["giver_id"],
        giver_name=row["giver_name"],
        sender=row["sender_id"],
        sender_name=row["sender_name"],
        holder_id=row["holder_id"],
        holder=row["holder"],
        handed_at=moment(row["handed_at"]) if row["handed_at"] else None,
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
    works_for = f"SELECT business_id FROM location WHERE id IN ({sql.numbers(works_at)})"
    return f"(a.giver_id IN ({sql.numbers(owns)}) OR a.giver_id IN ({works_for}))"


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
