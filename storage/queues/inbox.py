"""Raw updates: inbox, memory against repeats, and the box of those that break us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from storage import sql
from storage.db import Tx

COLUMNS = ("update_id", "chat_id", "body", "received_at")
REMEMBERED = timedelta(hours=72)


class Raw(Struct, frozen=True):
    """An update as it came: `body` is its JSON, `chat_id` 0 where it has no chat."""

    update_id: int
    chat_id: int
    body: str


async def store(tx: Tx, updates: Sequence[Raw], now: datetime) -> None:
    """Keep all; the ones that are known already stay as they are."""
    rows = [
        {"update_id": raw.update_id, "chat_id": raw.chat_id, "body": raw.body, "received_at": now} for raw in updates
    ]
    await tx.insert_many("inbox", COLUMNS, rows)


def _fair(among: Sequence[int] | None) -> str:
    """Everybody's first update before second ones."""
    ours = "" if among is None else f"AND update_id IN ({sql.numbers(among)})"
    return f"""
        SELECT update_id FROM (
            SELECT update_id, row_number() OVER (PARTITION BY chat_id ORDER BY update_id) AS turn
            FROM inbox WHERE state = 'new' {ours}) AS fair
        ORDER BY turn, update_id LIMIT :most
    """


class Received(Struct, frozen=True):
    """An update as Telegram sent it."""

    update_id: int
    chat_id: int
    body: str


async def take(tx: Tx, most: int, among: Sequence[int] | None = None) -> list[Received]:
    """Unhandled updates in their order, marked done with this transaction; of these ids where `among` is given."""
    rows = await tx.records(
        Received,
        f"""
        UPDATE inbox SET state = 'done' WHERE update_id IN ({_fair(among)}) AND state = 'new'
        RETURNING update_id, chat_id, body
        """,
        most=most,
    )
    return sorted(rows, key=lambda row: row.update_id)


async def waiting(tx: Tx, most: int, among: Sequence[int] | None = None) -> list[int]:
    """The ids that `take` would take."""
    return sorted(row["update_id"] for row in await tx.all(_fair(among), most=most))


async def take_one(tx: Tx, update_id: int) -> Received | None:
    return await tx.record(
        Received,
        "UPDATE inbox SET state = 'done' WHERE update_id = :id AND state = 'new' RETURNING update_id, chat_id, body",
        id=update_id,
    )


async def find(tx: Tx, update_id: int) -> Received | None:
    return await tx.record(Received, "SELECT update_id, chat_id, body FROM inbox WHERE update_id = :id", id=update_id)


async def broke(tx: Tx, update_id: int, error: str, tries: int) -> bool:
    """Count a failure; True when it was the last try and the update is put aside."""
    dead = await tx.run(
        """
        UPDATE inbox SET tries = tries + 1, error = :error,
            state = CASE WHEN tries + 1 >= :most THEN 'dead' ELSE state END
        WHERE update_id = :id AND tries + 1 >= :most
        """,
        id=update_id,
        error=error,
        most=tries,
    )
    if not dead:
        await tx.write(
            "UPDATE inbox SET tries = tries + 1, error = :error WHERE update_id = :id", id=update_id, error=error
        )
    return bool(dead)


async def forget_old(tx: Tx, now: datetime) -> None:
    await tx.write("DELETE FROM inbox WHERE state = 'done' AND received_at < :limit", limit=now - REMEMBERED)


async def album_began(tx: Tx, chat_id: int, update_id: int, album: str) -> bool:
    """Whether an earlier update of the chat belongs to the same album."""
    return bool(
        await tx.value(
            """
            SELECT 1 FROM inbox
            WHERE chat_id = :chat AND update_id < :id AND update_id > :id - 20 AND body LIKE :mark
            """,
            chat=chat_id,
            id=update_id,
            mark=f'%"media_group_id":"{album}"%',
        )
    )
