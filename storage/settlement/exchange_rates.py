"""Exchange rates that the sides typed in; one counts when all typed the same."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from storage.db import Tx

Typed = dict[tuple[str, str], dict[int, Decimal]]
"""(from, to) → business → its newest word."""


async def say(
    tx: Tx, promo_id: str, business_id: int, source: str, target: str, value: Decimal, person_id: int, now: datetime
) -> None:
    await tx.write(
        """
        INSERT INTO rate (promo_id, business_id, source, target, value, person_id, at)
        VALUES (:promo, :business, :source, :target, :value, :person, :now)
        """,
        promo=promo_id,
        business=business_id,
        source=source,
        target=target,
        value=str(value),
        person=person_id,
        now=now,
    )


TYPED = """
    SELECT r.* FROM rate r JOIN party ON party.promo_id = r.promo_id AND party.business_id = r.business_id
    WHERE r.promo_id = :promo AND party.left_at IS NULL ORDER BY r.id
"""


async def typed(tx: Tx, promo_id: str) -> Typed:
    """What each side that is in has said."""
    rows = await tx.all(TYPED, promo=promo_id)
    said: Typed = {}
    for row in rows:
        said.setdefault((row["source"], row["target"]), {})[row["business_id"]] = Decimal(row["value"])
    return said


SIDES = "SELECT count(*) FROM party WHERE promo_id = :promo AND left_at IS NULL"


async def agreed(tx: Tx, promo_id: str) -> dict[tuple[str, str], Fraction]:
    """(from, to) → how much of `to` one whole unit of `from` is, where all sides typed it alike."""
    sides = await tx.value(SIDES, promo=promo_id)
    said = await typed(tx, promo_id)
    alike = {pair: set(values.values()) for pair, values in said.items() if len(values) == sides}
    return {pair: Fraction(values.pop()) for pair, values in alike.items() if len(values) == 1}
