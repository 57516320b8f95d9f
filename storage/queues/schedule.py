"""The schedule: one row for each thing to do once at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from domain.schedule.plan import Due
from storage.db import Tx

COLUMNS = ("kind", "subject", "period", "due_at", "expires_at")
BATCH = 200
MOVE = """(kind, subject, period) DO UPDATE SET due_at = excluded.due_at, expires_at = excluded.expires_at
    WHERE due.state = 'waiting'"""


class DueRow(Struct, frozen=True):
    """A thing to do, as it is stored."""

    id: int
    kind: str
    subject: str
    period: str
    due_at: datetime
    expires_at: datetime | None
    tries: int


async def plan(tx: Tx, dues: Sequence[Due]) -> None:
    """Add rows; one that still waits takes its new time, one that is done stays done."""
    rows = list({(d.kind, d.subject, d.period): _row(d) for d in dues}.values())  # of two for one thing, the later word
    for start in range(0, len(rows), BATCH):
        await tx.insert_many("due", COLUMNS, rows[start : start + BATCH], MOVE)


def _row(due: Due) -> dict[str, Any]:
    return {"kind": due.kind, "subject": due.subject, "period": due.period, "due_at": due.at, "expires_at": due.expires}


async def cancel(tx: Tx, kind: str, subject: str) -> None:
    await tx.write(
        "UPDATE due SET state = 'dropped' WHERE kind = :kind AND subject = :subject AND state = 'waiting'",
        kind=kind,
        subject=subject,
    )


async def ripe(tx: Tx, now: datetime, most: int) -> list[DueRow]:
    """What is to be done now, without what another process is doing."""
    return await tx.records(
        DueRow,
        f"""
        SELECT * FROM due WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, id LIMIT :most {tx.skip_locked}
        """,
        now=now,
        most=most,
    )


async def overdue(tx: Tx, promo_id: str, kinds: Sequence[str], now: datetime) -> list[DueRow]:
    """What is ripe of a promo and was not done yet, of some kinds, in its order."""
    names = {f"k{n}": kind for n, kind in enumerate(kinds)}
    return await tx.records(
        DueRow,
        f"SELECT * FROM due WHERE kind IN ({', '.join(f':{name}' for name in names)}) AND subject = :promo "
        "AND state = 'waiting' AND due_at <= :now ORDER BY due_at, id",
        promo=promo_id,
        now=now,
        **names,
    )


async def take(tx: Tx, number: int, state: str, now: datetime) -> bool:
    """Mark a row with what this transaction makes of it; False when another process does or did."""
    return bool(
        await tx.run(
            f"""
            UPDATE due SET state = :state, done_at = :now
            WHERE id = (SELECT id FROM due WHERE id = :id AND state = 'waiting' {tx.skip_locked})
            """,
            state=state,
            now=now,
            id=number,
        )
    )


async def broke(tx: Tx, number: int, error: str, tries: int) -> None:
    await tx.write(
        """
        UPDATE due SET tries = tries + 1, error = :error,
            state = CASE WHEN tries + 1 >= :most THEN 'dead' ELSE state END
        WHERE id = :id
        """,
        id=number,
        error=error,
        most=tries,
    )


async def known(tx: Tx, kind: str, subject: str, periods: Sequence[str]) -> set[str]:
    """Which of these periods have a row."""
    rows = await tx.all("SELECT period FROM due WHERE kind = :kind AND subject = :subject", kind=kind, subject=subject)
    return {row["period"] for row in rows} & set(periods)


async def waits(tx: Tx, kind: str, subject: str) -> bool:
    """Whether something of that kind is still ahead."""
    return bool(
        await tx.value(
            "SELECT 1 FROM due WHERE kind = :kind AND subject = :subject AND state = 'waiting'",
            kind=kind,
            subject=subject,
        )
    )


async def ahead(tx: Tx, promo_id: str, now: datetime, until: datetime) -> list[DueRow]:
    """What waits for a promo, or for one of its locations, between two moments."""
    return await tx.records(
        DueRow,
        """
        SELECT * FROM due WHERE state = 'waiting' AND due_at > :now AND due_at <= :until
            AND (subject = :promo OR subject LIKE :promo || ':%') ORDER BY due_at, kind, id
        """,
        promo=promo_id,
        now=now,
        until=until,
    )


async def done(tx: Tx, kind: str, since: datetime) -> set[tuple[str, str]]:
    """The subjects and periods of what was done in time since then."""
    rows = await tx.all(
        "SELECT subject, period FROM due WHERE kind = :kind AND state = 'done' AND done_at >= :since",
        kind=kind,
        since=since,
    )
    return {(row["subject"], row["period"]) for row in rows}


async def dropped(tx: Tx, subjects: Sequence[str], since: datetime) -> int:
    """How many rows of these places were too late to be said, since then."""
    names = {f"s{n}": subject for n, subject in enumerate(subjects)}
    among = ", ".join(f":{name}" for name in names) or "''"
    return int(
        await tx.value(
            f"SELECT count(*) FROM due WHERE state = 'dropped' AND done_at >= :since AND subject IN ({among})",
            since=since,
            **names,
        )
    )
