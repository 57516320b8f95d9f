"""Numbers that were read from a file, until the person who sent it says yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from msgspec import Struct

from domain.measures.measure import Phase, Series
from domain.options import Measure
from storage import sql
from storage.db import Tx


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


class Offered(Struct, frozen=True):
    """Numbers as they were read; `known`: how many rows of the series there were."""

    id: int
    promo_id: str
    business_id: int
    phase: Phase
    numbers: str
    currency: str
    known: int


async def offered(tx: Tx, number: int, person_id: int, owns: frozenset[int]) -> Offered | None:
    """The asker's own offer, of a business that is still theirs."""
    return await tx.record(
        Offered,
        f"SELECT * FROM measure_offer WHERE id = :id AND person_id = :person AND business_id IN ({sql.numbers(owns)})",
        id=number,
        person=person_id,
    )


def numbers_of(offered: Offered) -> tuple[Series, ...]:
    return tuple(
        Series(offered.business_id, Measure(measure), offered.phase, tuple(values), offered.currency)
        for measure, values in orjson.loads(offered.numbers).items()
    )


async def answered(tx: Tx, one: Offered, now: datetime) -> bool:
    """Take the offer away; False when it was answered, or when other numbers came between."""
    fresh = await _rows(tx, one.promo_id, one.business_id, one.phase) == one.known
    return fresh and bool(
        await tx.run(
            "UPDATE measure_offer SET answered_at = :now WHERE id = :id AND answered_at IS NULL", now=now, id=one.id
        )
    )
