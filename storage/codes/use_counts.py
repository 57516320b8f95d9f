"""How many codes were redeemed and handed out."""

from __future__ import annotations

from datetime import date

from storage.db import Tx


async def redeemed(tx: Tx, promo_id: str, location_id: int, day: date) -> int:
    """The uses that count of a location's working day."""
    return int(
        await tx.value(
            """
            SELECT count(*) FROM redemption
            WHERE promo_id = :promo AND location_id = :location AND day = :day AND void_at IS NULL
            """,
            promo=promo_id,
            location=location_id,
            day=day,
        )
    )


async def by_codes(tx: Tx, promo_id: str, location_id: int, day: date) -> int | None:
    """The same, or None for a promo that has no codes."""
    there = await tx.value("SELECT 1 FROM code WHERE promo_id = :promo LIMIT 1", promo=promo_id)
    return await redeemed(tx, promo_id, location_id, day) if there else None


async def contacts(tx: Tx, promo_id: str, business_id: int) -> int:
    """Codes that the giver handed out; those on a sheet count from its making, those made void do not."""
    return int(
        await tx.value(
            "SELECT count(*) FROM code WHERE promo_id = :promo AND business_id = :business AND void_at IS NULL",
            promo=promo_id,
            business=business_id,
        )
    )
