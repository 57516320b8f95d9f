"""What each side says of a promo afterwards; its newest word counts."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx


class Opinion(Struct, frozen=True):
    """What a business says: from 1 to 5, whether it would do it again, and its words."""

    name: str
    score: int
    again: bool | None
    words: str | None


async def rate(tx: Tx, promo_id: str, business_id: int, score: int, person_id: int, now: datetime) -> None:
    await tx.write(
        """
        INSERT INTO opinion (promo_id, business_id, score, person_id, at)
        VALUES (:promo, :business, :score, :person, :now)
        ON CONFLICT (promo_id, business_id) DO UPDATE SET score = excluded.score, person_id = excluded.person_id,
            at = excluded.at
        """,
        promo=promo_id,
        business=business_id,
        score=score,
        person=person_id,
        now=now,
    )


async def again(tx: Tx, promo_id: str, business_id: int, yes: bool) -> bool:
    """Whether they would do it again; False while they gave no score."""
    return bool(
        await tx.run(
            "UPDATE opinion SET again = :yes WHERE promo_id = :promo AND business_id = :business",
            promo=promo_id,
            business=business_id,
            yes=int(yes),
        )
    )


async def comment(tx: Tx, promo_id: str, business_id: int, words: str) -> bool:
    return bool(
        await tx.run(
            "UPDATE opinion SET words = :words WHERE promo_id = :promo AND business_id = :business",
            promo=promo_id,
            business=business_id,
            words=words,
        )
    )


async def of_promo(tx: Tx, promo_id: str) -> list[Opinion]:
    """In the order of the parties."""
    return await tx.records(
        Opinion,
        """
        SELECT b.name, o.score, o.again, o.words FROM opinion o JOIN business b ON b.id = o.business_id
        JOIN party ON party.promo_id = o.promo_id AND party.business_id = o.business_id
        WHERE o.promo_id = :promo ORDER BY party.slot
        """,
        promo=promo_id,
    )
