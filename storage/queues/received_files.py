"""Tables and photos that people sent, until they are fetched and read."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx


class ReceivedFile(Struct, frozen=True):
    """A file to fetch from Telegram; `meant` names the promo and the phase that a table was asked for."""

    id: int
    person_id: int
    file_id: str
    meant: str
    not_before: datetime
    tries: int
    kind: str  # table, photo


async def add(
    tx: Tx, person_id: int, file_id: str, name: str, meant: str, now: datetime, *, kind: str = "table"
) -> None:
    await tx.write(
        """
        INSERT INTO table_file (person_id, file_id, name, meant, not_before, kind)
        VALUES (:person, :file, :name, :meant, :now, :kind)
        """,
        person=person_id,
        file=file_id,
        name=name,
        meant=meant,
        now=now,
        kind=kind,
    )


async def next_one(tx: Tx) -> ReceivedFile | None:
    """The one that is to be fetched first, perhaps not yet."""
    return await tx.record(ReceivedFile, "SELECT * FROM table_file WHERE state = 'new' ORDER BY not_before, id LIMIT 1")


async def later(tx: Tx, number: int, at: datetime, error: str) -> None:
    await tx.write(
        "UPDATE table_file SET tries = tries + 1, not_before = :at, error = :error WHERE id = :id",
        at=at,
        error=error,
        id=number,
    )


async def done(tx: Tx, number: int) -> bool:
    """False when it was read before."""
    return bool(await tx.run("UPDATE table_file SET state = 'done' WHERE id = :id AND state = 'new'", id=number))
