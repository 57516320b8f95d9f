"""Corrections of days long over, which wait for the sides that may have sent those customers."""

from __future__ import annotations

from datetime import date, datetime

import orjson
from msgspec import Struct
from msgspec.structs import asdict

from domain.daily.facts import ReportEntry, ReportingPlace
from storage.db import Tx


class OldDay(Struct, frozen=True):
    """What `business_id` would change in one day at one place; `text` is the report as it would be."""

    id: int
    promo_id: str
    location_id: int
    day: date
    revision: int
    business_id: int
    text: str

    @property
    def entry(self) -> ReportEntry:
        return ReportEntry(**orjson.loads(self.text) | {"day": self.day, "revision": self.revision + 1})


async def ask(tx: Tx, post: ReportingPlace, entry: ReportEntry, person_id: int, now: datetime) -> int | None:
    """Its number; None while one about that day waits."""
    number: int | None = await tx.value(
        """
        INSERT INTO old_day (promo_id, location_id, day, revision, entry, business_id, person_id, at)
        VALUES (:promo, :location, :day, :revision, :entry, :business, :person, :now) ON CONFLICT DO NOTHING
        RETURNING id
        """,
        promo=post.promo_id,
        location=post.location_id,
        day=entry.day,
        revision=entry.revision - 1,
        entry=orjson.dumps({**asdict(entry), "note": None}).decode(),
        business=post.business_id,
        person=person_id,
        now=now,
    )
    return number


async def waiting(tx: Tx, number: int) -> OldDay | None:
    """One without an answer of all."""
    return await tx.record(OldDay, "SELECT *, entry AS text FROM old_day WHERE id = :id AND agreed IS NULL", id=number)


async def answer(
    tx: Tx, one: OldDay, businesses: frozenset[int], person_id: int, *, agreed: bool, now: datetime
) -> None:
    for business in businesses:
        await tx.write(
            """
            INSERT INTO old_day_answer (old_day_id, business_id, agreed, person_id, at)
            VALUES (:id, :business, :agreed, :person, :now) ON CONFLICT DO NOTHING
            """,
            id=one.id,
            business=business,
            agreed=int(agreed),
            person=person_id,
            now=now,
        )


async def agreed(tx: Tx, one: OldDay) -> frozenset[int]:
    """Who has said yes."""
    rows = await tx.all("SELECT business_id FROM old_day_answer WHERE old_day_id = :id AND agreed = 1", id=one.id)
    return frozenset(row["business_id"] for row in rows)


async def close(tx: Tx, one: OldDay, agreed: bool) -> None:
    await tx.write("UPDATE old_day SET agreed = :agreed WHERE id = :id", id=one.id, agreed=int(agreed))
