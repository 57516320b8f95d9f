"""A side's notice that it ends a promo alone, and who would rather end it at once."""

from __future__ import annotations

from datetime import date, datetime

from domain.lifecycle.ending import Notice
from storage.db import Tx
from storage.records import record


async def give(
    tx: Tx, promo_id: str, business_id: int, person_id: int, reason: str, last_day: date, now: datetime
) -> bool:
    """False when somebody was faster."""
    return bool(
        await tx.run(
            """
            INSERT INTO notice (promo_id, business_id, person_id, reason, at, last_day)
            VALUES (:promo, :business, :person, :reason, :now, :day) ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            business=business_id,
            person=person_id,
            reason=reason,
            now=now,
            day=last_day,
        )
    )


async def standing(tx: Tx, promo_id: str) -> Notice | None:
    """The one that was not taken back."""
    row = await tx.one("SELECT * FROM notice WHERE promo_id = :promo AND taken_back_at IS NULL", promo=promo_id)
    if row is None:
        return None
    said = await tx.all("SELECT business_id FROM notice_yes WHERE notice_id = :id", id=row["id"])
    return record(Notice, row, agreed=frozenset(one["business_id"] for one in said))


async def given_or_taken_back(tx: Tx, promo_id: str) -> int:
    """How often the promo's last day has moved by a notice."""
    row = await tx.one(
        "SELECT count(*) + count(taken_back_at) AS n FROM notice WHERE promo_id = :promo", promo=promo_id
    )
    return int(row["n"]) if row else 0


async def agree(tx: Tx, notice: Notice, business_id: int, person_id: int, now: datetime) -> bool:
    """A side would rather end it at once; False when it has said so before."""
    return bool(
        await tx.run(
            """
            INSERT INTO notice_yes (notice_id, business_id, person_id, at) VALUES (:id, :business, :person, :now)
            ON CONFLICT DO NOTHING
            """,
            id=notice.id,
            business=business_id,
            person=person_id,
            now=now,
        )
    )


async def take_back(tx: Tx, notice: Notice, person_id: int, now: datetime) -> bool:
    """False when somebody was faster."""
    return bool(
        await tx.run(
            "UPDATE notice SET taken_back_at = :now, taken_back_by = :person WHERE id = :id AND taken_back_at IS NULL",
            id=notice.id,
            person=person_id,
            now=now,
        )
    )
