"""Who was given which lesson, and who has passed it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx


class Learnt(Struct, frozen=True):
    """How far a person is with a lesson: questions answered, and when the last one was."""

    answered: int
    passed_at: datetime | None


async def give(tx: Tx, promo_id: str, person_id: int, mark: str, now: datetime) -> bool:
    """Note that a person gets a lesson; False when they have had this very one."""
    return bool(
        await tx.run(
            """
            INSERT INTO lesson (promo_id, person_id, mark, given_at) VALUES (:promo, :person, :mark, :now)
            ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            person=person_id,
            mark=mark,
            now=now,
        )
    )


async def find(tx: Tx, promo_id: str, person_id: int, mark: str) -> Learnt | None:
    return await tx.record(
        Learnt,
        "SELECT * FROM lesson WHERE promo_id = :promo AND person_id = :person AND mark = :mark",
        promo=promo_id,
        person=person_id,
        mark=mark,
    )


async def had_another(tx: Tx, promo_id: str, person_id: int, mark: str) -> bool:
    """Whether the person knows an earlier state of the promo's offer."""
    return bool(
        await tx.value(
            "SELECT 1 FROM lesson WHERE promo_id = :promo AND person_id = :person AND mark != :mark",
            promo=promo_id,
            person=person_id,
            mark=mark,
        )
    )


async def answered(tx: Tx, promo_id: str, person_id: int, mark: str, number: int, last: int, now: datetime) -> bool:
    """A right answer to question `number` (from 0); with the last one the lesson is passed. False for an old one."""
    return bool(
        await tx.run(
            """
            UPDATE lesson SET answered = :number + 1,
                passed_at = CASE WHEN :number + 1 >= :last THEN CAST(:now AS BIGINT) END
            WHERE promo_id = :promo AND person_id = :person AND mark = :mark AND answered = :number
                AND passed_at IS NULL
            """,
            promo=promo_id,
            person=person_id,
            mark=mark,
            number=number,
            last=last,
            now=now,
        )
    )


async def passed(tx: Tx, promo_id: str) -> set[tuple[int, str]]:
    """Everybody who has passed: person and mark."""
    rows = await tx.all(
        "SELECT person_id, mark FROM lesson WHERE promo_id = :promo AND passed_at IS NOT NULL", promo=promo_id
    )
    return {(row["person_id"], row["mark"]) for row in rows}
