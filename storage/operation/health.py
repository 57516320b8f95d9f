"""What those who run the bot ask: how long things wait, how much there is, who is kept out, who wants a copy."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from domain.operation.health import STUCK_MINUTES, STUCK_TRIES, Health
from storage.db import Tx

WANTED = "backup_wanted:"


class Totals(Struct, frozen=True):
    """How much there is; reports and sent messages of some time."""

    businesses: int
    people: int
    reports: int
    sent: int


async def condition(tx: Tx, now: datetime, polled: datetime | None) -> Health:
    """In three statements, each over open rows only. What waits because Telegram said so is no delay of ours."""
    inbox = await tx.value("SELECT min(received_at) FROM inbox WHERE state = 'new'")
    due = await tx.value("SELECT min(due_at) FROM due WHERE state = 'waiting'")
    out = await tx.one(
        """
        SELECT min(not_before) AS oldest,
            count(DISTINCT CASE WHEN not_before <= :late OR tries >= :tries THEN chat_id END) AS stuck
        FROM outbox WHERE state IN ('ready', 'sending')
        """,
        late=now - timedelta(minutes=STUCK_MINUTES),
        tries=STUCK_TRIES,
    )
    return Health(
        poll=None if polled is None else max(0, int((now - polled).total_seconds())),
        inbox=_age(inbox, now),
        outbox=_age(out["oldest"] if out else None, now),
        due=_age(due, now),
        stuck_lanes=out["stuck"] if out else 0,
    )


def _age(moment: int | None, now: datetime) -> int:
    return 0 if moment is None else max(0, int(now.timestamp()) - moment)


async def promos_by_state(tx: Tx) -> dict[str, int]:
    rows = await tx.all("SELECT state, count(*) AS n FROM promo GROUP BY state ORDER BY state")
    return {row["state"]: row["n"] for row in rows}


async def totals(tx: Tx, since: datetime) -> Totals:
    """Counts alone."""
    found = await tx.record(
        Totals,
        """
        SELECT (SELECT count(*) FROM business) AS businesses, (SELECT count(*) FROM person) AS people,
            (SELECT count(*) FROM daily_report WHERE at >= :since) AS reports,
            (SELECT count(*) FROM outbox WHERE state = 'sent' AND sent_at >= :since) AS sent
        """,
        since=since,
    )
    assert found
    return found


async def language(tx: Tx, telegram_id: int) -> str | None:
    """The language of somebody who has written to the bot."""
    found: str | None = await tx.value("SELECT language FROM person WHERE telegram_id = :id", id=telegram_id)
    return found


async def want_backup(tx: Tx, telegram_id: int) -> None:
    """Remember it beside the transaction's work: a copy cannot be made inside one."""
    await tx.write(
        "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING",
        name=f"{WANTED}{telegram_id}",
        value=str(telegram_id),
    )


async def wanting_backup(tx: Tx) -> list[int]:
    rows = await tx.all(
        "SELECT value FROM meta WHERE name >= :start AND name < :stop ORDER BY name", start=WANTED, stop=WANTED + "~"
    )
    return [int(row["value"]) for row in rows]


async def backup_told(tx: Tx, telegram_id: int) -> None:
    await tx.write("DELETE FROM meta WHERE name = :name", name=f"{WANTED}{telegram_id}")


async def kept_out(tx: Tx, telegram_id: int) -> bool:
    return bool(await tx.value("SELECT 1 FROM kept_out WHERE telegram_id = :id AND let_in_at IS NULL", id=telegram_id))


async def keep_out(tx: Tx, telegram_id: int, by: int, now: datetime) -> bool:
    """False when it was so already."""
    if await kept_out(tx, telegram_id):
        return False
    await tx.write(
        "INSERT INTO kept_out (telegram_id, at, kept_out_by) VALUES (:id, :now, :by)", id=telegram_id, now=now, by=by
    )
    return True


async def let_in(tx: Tx, telegram_id: int, by: int, now: datetime) -> bool:
    """False when nobody of that id was kept out."""
    return bool(
        await tx.run(
            "UPDATE kept_out SET let_in_at = :now, let_in_by = :by WHERE telegram_id = :id AND let_in_at IS NULL",
            id=telegram_id,
            now=now,
            by=by,
        )
    )
