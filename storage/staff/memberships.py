"""Who works where in which role, and who owns what; a role that ended stays as history."""

from __future__ import annotations

from datetime import datetime

from storage.db import Tx


async def join(
    tx: Tx, person_id: int, business_id: int, location_id: int | None, role: str, now: datetime, by: int | None
) -> bool:
    """Give a role; False when the person had it."""
    return bool(
        await tx.run(
            """
            INSERT INTO membership (person_id, business_id, location_id, role, since, added_by)
            VALUES (:person, :business, :location, :role, :now, :by) ON CONFLICT DO NOTHING
            """,
            person=person_id,
            business=business_id,
            location=location_id,
            role=role,
            now=now,
            by=by,
        )
    )


async def leave(tx: Tx, person_id: int, location_id: int, now: datetime, by: int) -> bool:
    """End somebody's work at a location; effective with the next update."""
    return bool(
        await tx.run(
            """
            UPDATE membership SET until = :now, ended_by = :by
            WHERE person_id = :person AND location_id = :location AND until IS NULL
            """,
            now=now,
            by=by,
            person=person_id,
            location=location_id,
        )
    )


async def change_role(tx: Tx, person_id: int, location_id: int, role: str, now: datetime, by: int) -> bool:
    """Another role at the same location: the old row ends and a new one begins, so that one is current."""
    row = await tx.one(
        """
        UPDATE membership SET until = :now, ended_by = :by
        WHERE person_id = :person AND location_id = :location AND until IS NULL AND role != :role
        RETURNING business_id
        """,
        now=now,
        by=by,
        person=person_id,
        location=location_id,
        role=role,
    )
    return row is not None and await join(
        tx, person_id, row["business_id"], location_id=location_id, role=role, now=now, by=by
    )
