"""Where customers found a card or a link: labels of sheets, and opened links."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from storage import sql
from storage.db import Tx


class SourceCount(Struct, frozen=True):
    """How many, by the label of where they lay."""

    source: str
    count: int


async def label(tx: Tx, sheet_id: int, owns: frozenset[int], source: str) -> bool:
    """Say where the cards of a sheet lie; False for a sheet of somebody else."""
    return bool(
        await tx.run(
            f"UPDATE code_sheet SET source = :source WHERE id = :id AND business_id IN ({sql.numbers(owns)})",
            id=sheet_id,
            source=source,
        )
    )


async def uses(tx: Tx, promo_id: str, business_id: int, first: date, last: date) -> list[SourceCount]:
    """Used codes that a business handed out, by where they lay; from the chat they came without a sheet."""
    return await tx.records(
        SourceCount,
        """
        SELECT CASE WHEN code.sheet_id IS NULL THEN 'chat' ELSE COALESCE(s.source, 'none') END AS source,
               count(*) AS count
        FROM redemption r JOIN code ON code.digits = r.digits LEFT JOIN code_sheet s ON s.id = code.sheet_id
        WHERE r.promo_id = :promo AND r.giver_id = :business AND r.day BETWEEN :first AND :last AND r.void_at IS NULL
        GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        promo=promo_id,
        business=business_id,
        first=first,
        last=last,
    )


async def opened(tx: Tx, promo_id: str, business_id: int, source: str, day: date) -> None:
    await tx.write(
        """
        INSERT INTO link_open (promo_id, business_id, source, day, opens) VALUES (:promo, :business, :source, :day, 1)
        ON CONFLICT (promo_id, business_id, source, day) DO UPDATE SET opens = link_open.opens + 1
        """,
        promo=promo_id,
        business=business_id,
        source=source,
        day=day,
    )


async def opens(tx: Tx, promo_id: str, business_id: int, first: date, last: date) -> list[SourceCount]:
    return await tx.records(
        SourceCount,
        """
        SELECT source, sum(opens) AS count FROM link_open
        WHERE promo_id = :promo AND business_id = :business AND day BETWEEN :first AND :last
        GROUP BY source ORDER BY 2 DESC, 1
        """,
        promo=promo_id,
        business=business_id,
        first=first,
        last=last,
    )
