"""Votes after a pilot, one a business; the latest word counts until all have voted."""

from __future__ import annotations

from datetime import datetime

from domain.agreement.pilot import Vote
from storage.db import Tx


async def cast(tx: Tx, promo_id: str, business_id: int, choice: Vote, person_id: int, now: datetime) -> None:
    await tx.write(
        """
        INSERT INTO vote (promo_id, business_id, choice, person_id, at)
        VALUES (:promo, :business, :choice, :person, :now)
        ON CONFLICT (promo_id, business_id) DO UPDATE SET choice = excluded.choice, person_id = excluded.person_id,
            at = excluded.at
        """,
        promo=promo_id,
        business=business_id,
        choice=choice,
        person=person_id,
        now=now,
    )


async def of_promo(tx: Tx, promo_id: str) -> dict[int, Vote]:
    """Business → its vote."""
    rows = await tx.all("SELECT business_id, choice FROM vote WHERE promo_id = :promo", promo=promo_id)
    return {row["business_id"]: Vote(row["choice"]) for row in rows}
