"""Logos of businesses, as small PNGs."""

from __future__ import annotations

import base64
from collections.abc import Collection
from datetime import datetime

from storage import sql
from storage.db import Tx


async def keep(tx: Tx, business_id: int, png: bytes, now: datetime) -> None:
    """In place of the one before."""
    await tx.write(
        """
        INSERT INTO logo (business_id, png, at) VALUES (:business, :png, :now)
        ON CONFLICT (business_id) DO UPDATE SET png = :png, at = :now
        """,
        business=business_id,
        png=png,
        now=now,
    )


async def remove(tx: Tx, business_id: int) -> bool:
    return bool(await tx.run("DELETE FROM logo WHERE business_id = :business", business=business_id))


async def of(tx: Tx, business_ids: Collection[int]) -> dict[int, str]:
    """Those that there are, in base64 as drawings take them."""
    rows = await tx.all(f"SELECT business_id, png FROM logo WHERE business_id IN ({sql.numbers(business_ids)})")
    return {row["business_id"]: base64.b64encode(row["png"]).decode() for row in rows}
