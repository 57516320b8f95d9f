"""The weekly numbers that the sides entered; a series is replaced as a whole, nothing is overwritten."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from domain.measures.measure import Phase, Series
from domain.options import Measure
from storage.db import Tx
from storage.records import Row

COLUMNS = ("promo_id", "business_id", "measure", "phase", "revision", "week", "value", "currency", "person_id", "at")
NEWEST = """
    SELECT m.* FROM measurement m
    WHERE m.promo_id = :promo AND m.revision = (
        SELECT max(n.revision) FROM measurement n
        WHERE n.promo_id = m.promo_id AND n.business_id = m.business_id AND n.measure = m.measure
            AND n.phase = m.phase)
    ORDER BY m.business_id, m.measure, m.phase, m.week
"""


async def save(tx: Tx, promo_id: str, series: Series, person_id: int, now: datetime) -> None:
    """From now on these weeks count, and none of those entered before for the same phase."""
    last = await tx.value(
        """
        SELECT max(revision) FROM measurement
        WHERE promo_id = :promo AND business_id = :business AND measure = :measure AND phase = :phase
        """,
        promo=promo_id,
        business=series.business_id,
        measure=series.measure,
        phase=series.phase,
    )
    row = {
        "promo_id": promo_id,
        "business_id": series.business_id,
        "measure": series.measure,
        "phase": series.phase,
        "revision": (last or 0) + 1,
        "currency": series.currency,
        "person_id": person_id,
        "at": now,
    }
    weeks = [row | {"week": week, "value": value} for week, value in enumerate(series.values, 1)]
    await tx.insert_many("measurement", COLUMNS, weeks)


async def of_promo(tx: Tx, promo_id: str) -> tuple[Series, ...]:
    """What counts of all sides: for figures, never to be shown to a partner as it is."""
    rows = await tx.all(NEWEST, promo=promo_id)
    return tuple(_series(list(weeks)) for _, weeks in groupby(rows, _key))


def _key(row: Row) -> tuple[int, str, str]:
    return row["business_id"], row["measure"], row["phase"]


def _series(weeks: list[Row]) -> Series:
    first = weeks[0]
    values = tuple(week["value"] for week in weeks)
    return Series(first["business_id"], Measure(first["measure"]), Phase(first["phase"]), values, first["currency"])


async def of_business(tx: Tx, promo_id: str, business_id: int) -> tuple[Series, ...]:
    """What counts of one side."""
    return tuple(one for one in await of_promo(tx, promo_id) if one.business_id == business_id)
