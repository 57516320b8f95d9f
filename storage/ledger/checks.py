"""What partners check of each other: photos, a mystery shopper's answers, counts of certificates, explanations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson
from msgspec import Struct

from domain.states import LIVE
from storage import sql
from storage.db import Tx


class PhotoRequest(Struct, frozen=True):
    """A photo of the promo that one side asked of another."""

    id: int
    business_id: int
    title: str
    asker_name: str
    asked_name: str


class Explanation(Struct, frozen=True):
    """Why counts of a week differ, in a side's words."""

    business: str
    words: str


async def ask_photo(tx: Tx, promo_id: str, business_id: int, asked_id: int, person_id: int, now: datetime) -> bool:
    """A new request; False while one of this side to that side is open."""
    return bool(
        await tx.run(
            """
            INSERT INTO photo_request (promo_id, business_id, asked_id, person_id, at)
            SELECT :promo, :business, :asked, :person, :now WHERE NOT EXISTS (
                SELECT 1 FROM photo_request q WHERE q.promo_id = :promo AND q.business_id = :business
                    AND q.asked_id = :asked AND q.answered_at IS NULL)
            """,
            promo=promo_id,
            business=business_id,
            asked=asked_id,
            person=person_id,
            now=now,
        )
    )


async def open_request(tx: Tx, owns: frozenset[int]) -> PhotoRequest | None:
    """The oldest photo that the asker's businesses still owe."""
    return await tx.record(
        PhotoRequest,
        f"""
        SELECT q.*, promo.title, asker.name AS asker_name, asked.name AS asked_name
        FROM photo_request q JOIN promo ON promo.id = q.promo_id
        JOIN business asker ON asker.id = q.business_id JOIN business asked ON asked.id = q.asked_id
        WHERE q.answered_at IS NULL AND q.asked_id IN ({sql.numbers(owns)})
            AND promo.state IN ({sql.words(LIVE)}) ORDER BY q.id
        """,
    )


async def photo_came(tx: Tx, number: int, file_id: str, person_id: int, now: datetime) -> None:
    await tx.write(
        "UPDATE photo_request SET file_id = :file, answered_by = :person, answered_at = :now WHERE id = :id",
        file=file_id,
        person=person_id,
        now=now,
        id=number,
    )


async def visited(
    tx: Tx, promo_id: str, business_id: int, visited_id: int, given: Mapping[str, Any], person_id: int, now: datetime
) -> None:
    """Keep a mystery shopper's answers."""
    await tx.write(
        """
        INSERT INTO visit (promo_id, business_id, visited_id, answers, person_id, at)
        VALUES (:promo, :business, :visited, :answers, :person, :now)
        """,
        promo=promo_id,
        business=business_id,
        visited=visited_id,
        answers=orjson.dumps(given).decode(),
        person=person_id,
        now=now,
    )


async def count(tx: Tx, promo_id: str, business_id: int, week: int, number: int, person_id: int, now: datetime) -> None:
    """The certificates that came back in a promo's week; the newest count stands."""
    await tx.write(
        """
        INSERT INTO certificate_count (promo_id, business_id, week, count, person_id, at)
        VALUES (:promo, :business, :week, :count, :person, :now)
        """,
        promo=promo_id,
        business=business_id,
        week=week,
        count=number,
        person=person_id,
        now=now,
    )


async def certificates(tx: Tx, promo_id: str, business_id: int, week: int) -> int | None:
    value: int | None = await tx.value(
        """
        SELECT count FROM certificate_count
        WHERE promo_id = :promo AND business_id = :business AND week = :week ORDER BY id DESC LIMIT 1
        """,
        promo=promo_id,
        business=business_id,
        week=week,
    )
    return value


async def explain(
    tx: Tx, promo_id: str, counted_id: int, week: int, business_id: int, words: str, person_id: int, now: datetime
) -> bool:
    """A side's words, once; False when it has explained already."""
    return bool(
        await tx.run(
            """
            INSERT INTO explanation (promo_id, counted_id, week, business_id, words, person_id, at)
            VALUES (:promo, :counted, :week, :business, :words, :person, :now) ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            counted=counted_id,
            week=week,
            business=business_id,
            words=words,
            person=person_id,
            now=now,
        )
    )


async def explanations(tx: Tx, promo_id: str, counted_id: int, week: int) -> list[Explanation]:
    """What the sides said."""
    return await tx.records(
        Explanation,
        """
        SELECT b.name AS business, e.words FROM explanation e JOIN business b ON b.id = e.business_id
        WHERE e.promo_id = :promo AND e.counted_id = :counted AND e.week = :week ORDER BY e.at, b.id
        """,
        promo=promo_id,
        counted=counted_id,
        week=week,
    )


async def by_codes(tx: Tx, promo_id: str, business_id: int, first: date, last: date) -> int | None:
    """Uses of codes at a business between two days, both included; None for a promo without codes."""
    if not await tx.value("SELECT 1 FROM code WHERE promo_id = :promo LIMIT 1", promo=promo_id):
        return None
    return int(
        await tx.value(
            """
            SELECT count(*) FROM redemption WHERE promo_id = :promo AND business_id = :business
                AND day BETWEEN :first AND :last AND void_at IS NULL
            """,
            promo=promo_id,
            business=business_id,
            first=first,
            last=last,
        )
    )
