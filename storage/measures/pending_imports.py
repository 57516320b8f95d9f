"""Numbers that were read from a file, until the person who sent it says yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson

from domain.measures.measure import Phase, Series
from domain.options import Measure
from storage.agreement.promos import owned
from storage.db import Row, Tx


async def offer(
    tx: Tx,
    promo_id: str,
    business_id: int,
    phase: Phase,
    numbers: Mapping[Measure, Sequence[int]],
    currency: str,
    person_id: int,
    now: datetime,
) -> int:
    """Numbers that wait for a yes."""
    return int(
        await tx.value(
            """
            INSERT INTO measure_offer (promo_id, business_id, phase, numbers, currency, known, person_id, at)
            VALUES (:promo, :business, :phase, :numbers, :currency, :known, :person, :now) RETURNING id
            """,
            promo=promo_id,
            business=business_id,
            phase=phase,
            currency=currency,
            person=person_id,
            now=now,
            numbers=orjson.dumps({measure.value: list(values) for measure, values in numbers.items()}).decode(),
            known=await _rows(tx, promo_id, business_id, phase),
        )
    )


async def _rows(tx: Tx, promo_id: str, business_id: int, phase: str) -> int:
    return int(
        await tx.value(
            "SELECT count(*) FROM measurement WHERE promo_id = :promo AND business_id = :business AND phase = :phase",
            promo=promo_id,
            business=business_id,
            phase=phase,
        )
    )


async def offered(tx: Tx, number: int, person_id: int, owns: frozenset[int]) -> Row | None:
    """The asker's own offer, of a business that is still theirs."""
    return await tx.one(
        f"SELECT * FROM measure_offer WHERE id = :id AND person_id = :person AND business_id IN ({owned(owns)})",
        id=number,
        person=person_id,
    )


def numbers_of(row: Row) -> tuple[Series, ...]:
    return tuple(
        Series(row["business_id"], Measure(measure), Phase(row["phase"]), tuple(values), row["currency"])
        for measure, values in orjson.loads(row["numbers"]).items()
    )


async def answered(tx: Tx, row: Row, now: datetime) -> bool:
    """Take the offer away; False when it was answered, or when other numbers came between."""
    fresh = await _rows(tx, row["promo_id"], row["business_id"], row["phase"]) == row["known"]
    return fresh and bool(
        await tx.run(
            "UPDATE measure_offer SET answered_at = :now WHERE id = :id AND answered_at IS NULL", now=now, id=row["id"]
        )
    )
