"""Doubts about a counted day, with every answer in order. Only the two sides see them."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.ledger.dispute import DisputeState, DisputeStep, standing
from domain.schedule.plan import place_name
from storage import sql
from storage.daily.reporting_places import SIBLINGS
from storage.db import Tx
from storage.records import Row


class Dispute(Struct, frozen=True):
    """`sender` and `receiver` are businesses; `now_counted` is what a correction left, `answer` its words."""

    id: int
    promo_id: str
    title: str
    location_id: int
    place: str
    day: date
    sender: int
    receiver: int
    sender_name: str
    receiver_name: str
    counted: int | None
    words: str
    steps: tuple[DisputeStep, ...]
    now_counted: int | None = None
    answer: str | None = None

    @property
    def standing(self) -> DisputeState:
        return standing(self.steps)


ALL = f"""
    SELECT d.*, promo.title, l.business_id AS receiver, s.name AS sender_name, r.name AS receiver_name,
           l.name AS location,
           {SIBLINGS.format(business="l.business_id", promo="d.promo_id")} AS siblings
    FROM dispute d JOIN promo ON promo.id = d.promo_id JOIN location l ON l.id = d.location_id
    JOIN business s ON s.id = d.business_id JOIN business r ON r.id = l.business_id
"""


async def add(
    tx: Tx,
    promo_id: str,
    location_id: int,
    day: date,
    business_id: int,
    counted: int | None,
    words: str,
    person_id: int,
    now: datetime,
) -> int | None:
    """Its number; None when this side has doubted that day already."""
    number: int | None = await tx.value(
        """
        INSERT INTO dispute (promo_id, location_id, day, business_id, counted, words, person_id, at)
        VALUES (:promo, :location, :day, :business, :counted, :words, :person, :now)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        promo=promo_id,
        location=location_id,
        day=day,
        business=business_id,
        counted=counted,
        words=words,
        person=person_id,
        now=now,
    )
    return number


async def known(tx: Tx, promo_id: str, location_id: int, business_id: int) -> set[date]:
    """The days at a place that this side has doubted."""
    rows = await tx.all(
        "SELECT day FROM dispute WHERE promo_id = :promo AND location_id = :location AND business_id = :business",
        promo=promo_id,
        location=location_id,
        business=business_id,
    )
    return {date.fromisoformat(row["day"]) for row in rows}


async def changed_since(tx: Tx, promo_id: str, location_id: int, since: datetime) -> set[date]:
    """Days at a place of which something was said since then: reported anew, or a use given back."""
    rows = await tx.all(
        """
        SELECT day FROM daily_report WHERE promo_id = :promo AND location_id = :location AND at >= :since
        UNION SELECT day FROM redemption WHERE promo_id = :promo AND location_id = :location AND void_at >= :since
        """,
        promo=promo_id,
        location=location_id,
        since=since,
    )
    return {date.fromisoformat(row["day"]) for row in rows}


async def find(tx: Tx, number: int, owns: frozenset[int]) -> Dispute | None:
    """A dispute of one of the asker's businesses, on either side of it."""
    mine = sql.numbers(owns)
    where = f"d.id = :id AND (d.business_id IN ({mine}) OR l.business_id IN ({mine}))"
    row = await tx.one(f"{ALL} WHERE {where}", id=number)
    return await _dispute(tx, row) if row else None


async def by_clock(tx: Tx, number: int) -> Dispute | None:
    row = await tx.one(f"{ALL} WHERE d.id = :id", id=number)
    return await _dispute(tx, row) if row else None


async def of_business(tx: Tx, promo_id: str, business_id: int, most: int) -> list[Dispute]:
    """The newest ones that this business takes part in."""
    rows = await tx.all(
        f"{ALL} WHERE d.promo_id = :promo AND (d.business_id = :business OR l.business_id = :business) "
        "ORDER BY d.id DESC LIMIT :most",
        promo=promo_id,
        business=business_id,
        most=most,
    )
    return [await _dispute(tx, row) for row in rows]


async def _dispute(tx: Tx, row: Row) -> Dispute:
    steps = await tx.all("SELECT * FROM dispute_step WHERE dispute_id = :id ORDER BY number", id=row["id"])
    answered = steps[0] if steps else None
    place = place_name(row["receiver_name"], row["location"], row["siblings"] == 1)
    return Dispute(
        id=row["id"],
        promo_id=row["promo_id"],
        title=row["title"],
        location_id=row["location_id"],
        place=place,
        day=date.fromisoformat(row["day"]),
        sender=row["business_id"],
        receiver=row["receiver"],
        sender_name=row["sender_name"],
        receiver_name=row["receiver_name"],
        counted=row["counted"],
        words=row["words"],
        steps=tuple(DisputeStep(step["step"]) for step in steps),
        now_counted=answered["counted"] if answered else None,
        answer=answered["words"] if answered else None,
    )


async def step(
    tx: Tx,
    dispute: Dispute,
    what: DisputeStep,
    now: datetime,
    *,
    person_id: int | None = None,
    words: str | None = None,
    counted: int | None = None,
) -> bool:
    """Write an answer down; False when somebody was faster."""
    return bool(
        await tx.run(
            """
            INSERT INTO dispute_step (dispute_id, number, step, counted, words, person_id, at)
            VALUES (:dispute, :number, :step, :counted, :words, :person, :now) ON CONFLICT DO NOTHING
            """,
            dispute=dispute.id,
            number=len(dispute.steps) + 1,
            step=what,
            counted=counted,
            words=words,
            person=person_id,
            now=now,
        )
    )
