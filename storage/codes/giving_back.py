"""Uses that one side asks to give back, which needs the other side's yes."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx


class GiveBack(Struct, frozen=True):
    """A request with its use; `business_id` asks."""

    id: int
    business_id: int
    why: str
    person_id: int
    digits: str
    promo_id: str
    giver_id: int


async def ask(tx: Tx, use_id: int, business_id: int, why: str, person_id: int, now: datetime) -> int | None:
    """The number of the request; None while one about that use waits."""
    number: int | None = await tx.value(
        """
        INSERT INTO give_back (redemption_id, business_id, why, person_id, at)
        VALUES (:use, :business, :why, :person, :now) ON CONFLICT DO NOTHING RETURNING id
        """,
        use=use_id,
        business=business_id,
        why=why,
        person=person_id,
        now=now,
    )
    return number


async def waiting(tx: Tx, number: int) -> GiveBack | None:
    """A request without an answer."""
    return await tx.record(
        GiveBack,
        """
        SELECT g.*, r.digits, r.promo_id, r.giver_id FROM give_back g JOIN redemption r ON r.id = g.redemption_id
        WHERE g.id = :id AND g.agreed IS NULL AND r.void_at IS NULL
        """,
        id=number,
    )


async def answer(tx: Tx, number: int, agreed: bool, person_id: int, now: datetime) -> bool:
    """False when somebody was faster."""
    return bool(
        await tx.run(
            """
            UPDATE give_back SET agreed = :agreed, answered_by = :person, answered_at = :now
            WHERE id = :id AND agreed IS NULL
            """,
            agreed=int(agreed),
            person=person_id,
            now=now,
            id=number,
        )
    )
