"""Wrong codes, and who is locked out because of them: a person, or a business as a whole."""

from __future__ import annotations

from datetime import datetime

from domain.codes.redemption import WINDOW
from domain.rights import Person
from storage.codes.codes import belongs
from storage.db import Tx
from storage.records import moment

WHO = {
    True: "business_id IS NULL AND person_id = :person",
    False: "business_id IS NOT NULL AND business_id = :business",
}
"""By whether the person alone is meant."""


async def businesses(tx: Tx, person: Person) -> list[int]:
    """All that the person owns or works at."""
    if not person.has_role():
        return []
    rows = await tx.all(f"SELECT id FROM business WHERE {belongs(person, 'business.id')} ORDER BY id")
    return [row["id"] for row in rows]


async def locked_until(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """The end of the lockout that the person is under, for their own guesses or those at their business."""
    until = await tx.value(
        f"""
        SELECT max(until) FROM (
            SELECT until FROM lockout WHERE business_id IS NULL AND person_id = :person AND until > :now
            UNION ALL
            SELECT until FROM lockout WHERE business_id IS NOT NULL AND until > :now
                AND {belongs(person, "lockout.business_id")}) AS mine
        """,
        person=person.id,
        now=now,
    )
    return moment(until) if until else None


async def strike(tx: Tx, person_id: int, business_id: int | None, now: datetime) -> int:
    """Note a wrong code; how many there are of the last ten minutes."""
    who = {"person": person_id, "business": business_id}
    where = WHO[business_id is None]
    await tx.write(f"DELETE FROM wrong_code WHERE {where} AND at <= :old", old=now - WINDOW, **who)
    await tx.write(
        "INSERT INTO wrong_code (person_id, business_id, at) VALUES (:person, :business, :now)", now=now, **who
    )
    return int(await tx.value(f"SELECT count(*) FROM wrong_code WHERE {where}", **who))


async def last_lock(tx: Tx, person_id: int, business_id: int | None) -> tuple[int, datetime | None]:
    """The level and end of the last lockout; 0 and None where there was none."""
    row = await tx.one(
        f"SELECT level, until FROM lockout WHERE {WHO[business_id is None]} ORDER BY id DESC LIMIT 1",
        person=person_id,
        business=business_id,
    )
    return (row["level"], moment(row["until"])) if row else (0, None)


async def lock(tx: Tx, person_id: int, business_id: int | None, level: int, now: datetime, until: datetime) -> int:
    """Lock out, and begin to count anew; the lockout's number."""
    who = {"person": person_id, "business": business_id}
    await tx.write(f"DELETE FROM wrong_code WHERE {WHO[business_id is None]}", **who)
    number: int = await tx.value(
        """
        INSERT INTO lockout (person_id, business_id, level, at, until)
        VALUES (:person, :business, :level, :now, :until) RETURNING id
        """,
        level=level,
        now=now,
        until=until,
        **who,
    )
    return number
