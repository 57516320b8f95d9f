"""Counts that a promo's figures are made from, beside its daily reports."""

from __future__ import annotations

from datetime import date, datetime

from domain.results.facts import Handed, MetricSide
from storage.agreement import history
from storage.daily import daily_reports
from storage.db import Tx
from storage.measures import measures
from storage.settlement import exchange_rates, expenses

SIDES = """
    SELECT b.id, b.currency, b.margin FROM party JOIN business b ON b.id = party.business_id
    WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
"""
OF_PROMO = (
    history.REACTION,
    measures.NEWEST,
    expenses.OF_PROMO,
    expenses.SAID_NOTHING,
    SIDES,
    exchange_rates.SIDES,
    exchange_rates.TYPED,
)


def read_ahead(tx: Tx, promo_id: str, first: date, last: date) -> None:
    """Let what figures of a promo need come together with what is asked next: what depends on the promo alone, and its
    days."""
    for sql in OF_PROMO:
        tx.ahead(sql, promo=promo_id)
    for sql in (daily_reports.COUNTED, daily_reports.USES):
        tx.ahead(sql, promo=promo_id, first=first, last=last)


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
    rows = await tx.all(SIDES, promo=promo_id)
    return tuple(MetricSide(row["id"], row["currency"], row["margin"]) for row in rows)
