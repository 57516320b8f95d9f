"""Counts that a promo's figures are made from, beside its daily reports."""

from __future__ import annotations

from datetime import date, datetime

from domain.results.facts import Handed, MetricSide
from storage.db import Tx


async def handed(tx: Tx, promo_id: str, first_week_ends: datetime, until: date) -> dict[int, Handed]:
    """By giver: codes made, and those used up to a day, included; empty where the promo has no codes."""
    rows = await tx.all(
        """
        SELECT code.business_id, count(*) AS issued, count(r.id) AS redeemed,
               sum(CASE WHEN code.at < :first THEN 1 ELSE 0 END) AS first_issued,
               sum(CASE WHEN code.sheet_id IS NULL OR r.id IS NOT NULL THEN 1 ELSE 0 END) AS handed,
               sum(CASE WHEN used_at < :first THEN 1 ELSE 0 END) AS first_redeemed
        FROM code LEFT JOIN redemption r ON r.digits = code.digits AND r.void_at IS NULL AND r.day <= :until
        WHERE code.promo_id = :promo AND code.void_at IS NULL GROUP BY code.business_id
        """,
        promo=promo_id,
        first=first_week_ends,
        until=until,
    )
    return {
        row["business_id"]: Handed(
            issued=row["issued"],
            redeemed=row["redeemed"],
            first_issued=row["first_issued"],
            first_redeemed=row["first_redeemed"] or 0,
            handed=row["handed"],
        )
        for row in rows
    }


async def sides(tx: Tx, promo_id: str) -> tuple[MetricSide, ...]:
    """The businesses that take part, in the order of the parties, with what is private to each."""
    rows = await tx.all(
        """
        SELECT b.id, b.currency, b.margin FROM party JOIN business b ON b.id = party.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
        """,
        promo=promo_id,
    )
    return tuple(MetricSide(row["id"], row["currency"], row["margin"]) for row in rows)
