"""How many codes were redeemed and handed out."""

from __future__ import annotations

from datetime import date

from domain.daily.facts import ReportingPlace
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


async def by_codes(tx: Tx, place: ReportingPlace, day: date) -> int | None:
    """The same, or None for a promo that has no codes."""
    return await redeemed(tx, place.promo_id, place.location_id, day) if place.coded else None


async def new_is_known(tx: Tx, place: ReportingPlace, day: date) -> bool:
    """Whether the till said of every use of the day if the customer was new."""
    row = await tx.one(
        """
        SELECT count(*) AS uses, count(new) AS known FROM redemption
        WHERE promo_id = :promo AND location_id = :location AND day = :day AND void_at IS NULL
        """,
        promo=place.promo_id,
        location=place.location_id,
        day=day,
    )
    return row is not None and 0 < row["uses"] == row["known"]


async def contacts(tx: Tx, promo_id: str, business_id: int) -> int:
    """Codes of the giver; those on a sheet count from its making, those made void do not."""
    return int(
        await tx.value(
            "SELECT count(*) FROM code WHERE promo_id = :promo AND business_id = :business AND void_at IS NULL",
            promo=promo_id,
            business=business_id,
        )
    )
