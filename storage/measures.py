"""Weekly numbers of the sides of a promo: appended, of each series the newest revision counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

import orjson

from domain.choices import Measure
from domain.measures import Phase, Series
from storage.db import Row, Tx
from storage.promos import owned

COLUMNS = (
    "promo_id", "business_id", "measure", "phase", "revision", "week", "value", "currency", "person_id", "at",
)  # fmt: skip
NEWEST = """
    SELECT m.business_id, m.measure, m.phase, m.value, m.currency FROM measurement m
    WHERE m.promo_id = :promo AND m.revision = (
        SELECT max(n.revision) FROM measurement n WHERE n.promo_id = m.promo_id AND n.business_id = m.business_id
            AND n.phase = m.phase AND n.measure = m.measure)
"""


async def of_promo(tx: Tx, promo_id: str) -> tuple[Series, ...]:
    """The newest numbers of every side, measure and phase; what a partner may see of them is not decided here."""
    return _series(await tx.all(f"{NEWEST} ORDER BY m.business_id, m.measure, m.phase, m.week", promo=promo_id))


async def of_side(tx: Tx, promo_id: str, business_id: int) -> tuple[Series, ...]:
    """The same of one business."""
    return _series(
        await tx.all(
            f"{NEWEST} AND m.business_id = :business ORDER BY m.measure, m.phase, m.week",
            promo=promo_id, business=business_id,
        )
    )  # fmt: skip


def _series(rows: Sequence[Row]) -> tuple[Series, ...]:
    return tuple(
        Series(business, Measure(measure), Phase(phase), tuple(row["value"] for row in group), currency)
        for (business, measure, phase, currency), group in groupby(
            rows, key=lambda row: (row["business_id"], row["measure"], row["phase"], row["currency"])
        )
    )


async def save(tx: Tx, promo_id: str, series: Series, person_id: int, now: datetime) -> None:
    """A whole series, as the next revision."""
    revision = await tx.value(
        """
        SELECT COALESCE(max(revision), 0) + 1 FROM measurement
        WHERE promo_id = :promo AND business_id = :business AND phase = :phase AND measure = :measure
        """,
        promo=promo_id, business=series.business_id, phase=series.phase, measure=series.measure,
    )  # fmt: skip
    rows = [
        {"promo_id": promo_id, "business_id": series.business_id, "measure": series.measure, "phase": series.phase,
         "revision": revision, "week": week, "value": value, "currency": series.currency, "person_id": person_id,
         "at": now}
        for week, value in enumerate(series.values, 1)
    ]  # fmt: skip
    await tx.insert_many("measurement", COLUMNS, rows)


async def offer(
    tx: Tx, promo_id: str, business_id: int, phase: Phase, numbers: Mapping[Measure, Sequence[int]], currency: str,
    person_id: int, now: datetime,
) -> int:  # fmt: skip
    """Numbers that wait for a yes."""
    return int(
        await tx.value(
            """
            INSERT INTO measure_offer (promo_id, business_id, phase, numbers, currency, known, person_id, at)
            VALUES (:promo, :business, :phase, :numbers, :currency, :known, :person, :now) RETURNING id
            """,
            promo=promo_id, business=business_id, phase=phase, currency=currency, person=person_id, now=now,
            numbers=orjson.dumps({measure.value: list(values) for measure, values in numbers.items()}).decode(),
            known=await _rows(tx, promo_id, business_id, phase),
        )
    )  # fmt: skip


async def _rows(tx: Tx, promo_id: str, business_id: int, phase: str) -> int:
    return int(
        await tx.value(
            "SELECT count(*) FROM measurement WHERE promo_id = :promo AND business_id = :business AND phase = :phase",
            promo=promo_id, business=business_id, phase=phase,
        )
    )  # fmt: skip


async def offered(tx: Tx, number: int, person_id: int, owns: frozenset[int]) -> Row | None:
    """The asker's own offer, of a business that is still theirs."""
    return await tx.one(
        f"SELECT * FROM measure_offer WHERE id = :id AND person_id = :person AND business_id IN ({owned(owns)})",
        id=number, person=person_id,
    )  # fmt: skip


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
