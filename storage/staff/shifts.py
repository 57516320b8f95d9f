"""Who works at a shared till's phone: names, shifts, and what each did."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from storage.db import Tx

LASTS = timedelta(hours=18)
"""A shift that nobody ended is over after so long."""

WORKS_NOW = """
    (SELECT s.worker_id FROM till_shift s WHERE s.person_id = :person AND s.at > CAST(:now AS BIGINT) - 64800
     ORDER BY s.at DESC, s.id DESC LIMIT 1)
"""
"""SQL: the worker of the phone's shift, 18 hours at most; NULL for a phone of one's own."""


class TillWorker(Struct, frozen=True):
    id: int
    name: str


class WorkerUses(Struct, frozen=True):
    """How many uses of codes somebody made; an own phone's have no name."""

    name: str
    uses: int


async def workers(tx: Tx, person_id: int) -> list[TillWorker]:
    """The names on a phone; none on a phone of one's own."""
    return await tx.records(
        TillWorker,
        "SELECT id, name FROM till_worker WHERE person_id = :person AND gone_at IS NULL ORDER BY name, id",
        person=person_id,
    )


async def add(tx: Tx, person_id: int, name: str) -> int:
    """The worker of that name, new or known."""
    known: int | None = await tx.value(
        "SELECT id FROM till_worker WHERE person_id = :person AND name = :name", person=person_id, name=name
    )
    if known:
        await tx.write("UPDATE till_worker SET gone_at = NULL WHERE id = :id", id=known)
        return known
    number: int = await tx.value(
        "INSERT INTO till_worker (person_id, name) VALUES (:person, :name) RETURNING id", person=person_id, name=name
    )
    return number


async def begin(tx: Tx, person_id: int, worker_id: int, now: datetime) -> TillWorker | None:
    """That worker works now; None for a name that is not on the phone. What was done without a name since the last
    shift is theirs."""
    worker = next((one for one in await workers(tx, person_id) if one.id == worker_id), None)
    if worker is None:
        return None
    await tx.write(
        "INSERT INTO till_shift (person_id, worker_id, at) VALUES (:person, :worker, :now)",
        person=person_id,
        worker=worker_id,
        now=now,
    )
    for table in ("redemption", "daily_report"):
        await tx.write(
            f"UPDATE {table} SET worker_id = :worker WHERE person_id = :person AND worker_id IS NULL AND at > :since",
            worker=worker_id,
            person=person_id,
            since=now - LASTS,
        )
    return worker


async def leaves(tx: Tx, person_id: int, worker_id: int, now: datetime) -> bool:
    """The name is no longer offered."""
    return bool(
        await tx.run(
            "UPDATE till_worker SET gone_at = :now WHERE id = :id AND person_id = :person AND gone_at IS NULL",
            id=worker_id,
            person=person_id,
            now=now,
        )
    )


async def current(tx: Tx, person_id: int, now: datetime) -> TillWorker | None:
    return await tx.record(
        TillWorker, f"SELECT id, name FROM till_worker WHERE id = {WORKS_NOW}", person=person_id, now=now
    )


async def uses(tx: Tx, promo_id: str, location_id: int, day: date) -> list[WorkerUses]:
    """Of a day that has names, who redeemed how many."""
    return await tx.records(
        WorkerUses,
        """
        SELECT COALESCE(w.name, p.name) AS name, count(*) AS uses FROM redemption r
        JOIN person p ON p.id = r.person_id LEFT JOIN till_worker w ON w.id = r.worker_id
        WHERE r.promo_id = :promo AND r.location_id = :location AND r.day = :day AND r.void_at IS NULL
            AND EXISTS (SELECT 1 FROM redemption n WHERE n.promo_id = r.promo_id AND n.location_id = r.location_id
                AND n.day = r.day AND n.worker_id IS NOT NULL)
        GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        promo=promo_id,
        location=location_id,
        day=day,
    )
