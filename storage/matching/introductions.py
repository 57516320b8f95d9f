"""Requests of one business to get to know another, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.matching.introduction import Request
from storage import sql
from storage.db import Tx
from storage.records import Row, moment

LATELY = timedelta(days=2)
"""Longer than any local day."""


def _request(row: Row) -> Request:
    answered = row["answered_at"]
    return Request(
        id=row["id"],
        asker=row["asker_id"],
        asked=row["asked_id"],
        line=row["line"],
        asked_at=moment(row["asked_at"]),
        answer=row["answer"],
        answered_at=moment(answered) if answered else None,
    )


async def add(tx: Tx, asker: int, asked: int, line: str | None, now: datetime, by: int) -> int:
    number: int = await tx.value(
        """
        INSERT INTO contact (asker_id, asked_id, line, asked_at, asked_by)
        VALUES (:asker, :asked, :line, :now, :by) RETURNING id
        """,
        asker=asker,
        asked=asked,
        line=line,
        now=now,
        by=by,
    )
    return number


async def between(tx: Tx, one: int, other: int) -> Sequence[Request]:
    """All requests of two businesses to each other, the newest first."""
    rows = await tx.all(
        """
        SELECT * FROM contact WHERE (asked_id = :one AND asker_id = :other) OR (asked_id = :other AND asker_id = :one)
        ORDER BY id DESC
        """,
        one=one,
        other=other,
    )
    return [_request(row) for row in rows]


async def asked_lately(tx: Tx, asker: int, now: datetime) -> list[datetime]:
    rows = await tx.all(
        "SELECT asked_at FROM contact WHERE asker_id = :asker AND asked_at > :since ORDER BY asked_at",
        asker=asker,
        since=now - LATELY,
    )
    return [moment(row["asked_at"]) for row in rows]


async def to_answer(tx: Tx, number: int, owns: frozenset[int]) -> Request | None:
    """The request if it was made to one of the asker's businesses; the same None for foreign and unknown."""
    row = await tx.one(f"SELECT * FROM contact WHERE id = :id AND asked_id IN ({sql.numbers(owns)})", id=number)
    return _request(row) if row else None


async def answer(tx: Tx, request: Request, said: str, now: datetime, by: int) -> bool:
    """Keep the yes or no; False when there was an answer already."""
    return bool(
        await tx.run(
            """
            UPDATE contact SET answer = :said, answered_at = :now, answered_by = :by
            WHERE id = :id AND answer IS NULL
            """,
            id=request.id,
            said=said,
            now=now,
            by=by,
        )
    )
