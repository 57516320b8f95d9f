"""All that waits for one chat: held back, kept for its return, dropped, or sent elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import orjson
from msgspec.structs import replace

from storage import sql
from storage.db import Tx
from storage.queues.outbox import Outgoing

KEPT, SECOND = timedelta(days=30), timedelta(seconds=1)
UNREACHED = "unreached"
"""In `error`: kept for somebody who has stopped the bot. Such a row would leave when it expires, which drops it."""


async def hold_chat(tx: Tx, chat_id: int, not_before: datetime) -> None:
    """Nothing leaves for this chat before that moment."""
    await tx.write(
        """
        UPDATE outbox SET not_before = :at
        WHERE state IN ('ready', 'sending') AND state = 'ready' AND chat_id = :chat AND not_before < :at
        """,
        at=not_before,
        chat=chat_id,
    )


async def drop_chat(tx: Tx, chat_id: int, why: str) -> None:
    await tx.write(
        """
        UPDATE outbox SET state = 'dropped', error = :why
        WHERE state IN ('ready', 'sending') AND state = 'ready' AND chat_id = :chat
        """,
        chat=chat_id,
        why=why,
    )


def kept(one: Outgoing) -> Outgoing | None:
    """As it is stored for somebody who has stopped the bot; None for a reminder of the moment, which nobody misses."""
    if not one.again and one.expires is None:
        return None
    until = one.made_at + KEPT
    return replace(one, not_before=until, expires=min(one.expires or until, until - SECOND), error=UNREACHED)


async def keep_chat(tx: Tx, chat_id: int, now: datetime) -> None:
    """What was to leave for somebody who has stopped the bot is kept as `kept` says."""
    await tx.write(
        """
        UPDATE outbox SET state = 'dropped', error = :unreached
        WHERE state IN ('ready', 'sending') AND chat_id = :chat AND again = 0 AND expires_at IS NULL
        """,
        chat=chat_id,
        unreached=UNREACHED,
    )
    await tx.write(
        """
        UPDATE outbox SET state = 'ready', error = :unreached, tries = 0, not_before = :until,
            expires_at = CASE WHEN expires_at < :last THEN expires_at ELSE :last END
        WHERE state IN ('ready', 'sending') AND chat_id = :chat
        """,
        chat=chat_id,
        unreached=UNREACHED,
        until=now + KEPT,
        last=now + KEPT - SECOND,
    )


async def let_go(tx: Tx, chat_id: int, now: datetime, most: int) -> tuple[int, int]:
    """The latest `most` of what was kept and has not expired leaves now; how many leave, and how many are left out."""
    rows = await tx.all(
        """
        SELECT id, expires_at FROM outbox WHERE state IN ('ready', 'sending') AND chat_id = :chat AND error = :unreached
        ORDER BY id
        """,
        chat=chat_id,
        unreached=UNREACHED,
    )
    alive = [row["id"] for row in rows if row["expires_at"] >= int(now.timestamp())]
    await tx.write(
        f"UPDATE outbox SET not_before = :now, error = NULL WHERE id IN ({sql.numbers(alive[-most:])})", now=now
    )
    await tx.write(
        """
        UPDATE outbox SET state = 'dropped'
        WHERE state IN ('ready', 'sending') AND chat_id = :chat AND error = :unreached
        """,
        chat=chat_id,
        unreached=UNREACHED,
    )
    return len(alive[-most:]), len(alive[:-most])


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: what waits goes to the new id."""
    for row in await tx.all("SELECT id, body FROM outbox WHERE chat_id = :old AND state != 'sent'", old=old):
        body = orjson.dumps(orjson.loads(row["body"]) | {"chat_id": new}).decode()
        await tx.write(
            "UPDATE outbox SET chat_id = :new, body = :body WHERE id = :id", new=new, body=body, id=row["id"]
        )


async def leave_topic(tx: Tx, chat_id: int, thread_id: int) -> None:
    """A topic is deleted or closed: what waits for it goes to the group itself."""
    rows = await tx.all(
        "SELECT id, body FROM outbox WHERE state IN ('ready', 'sending') AND chat_id = :chat", chat=chat_id
    )
    for row in rows:
        body = orjson.loads(row["body"])
        if body.get("message_thread_id") == thread_id:
            del body["message_thread_id"]
            await tx.write(
                "UPDATE outbox SET body = :body WHERE id = :id", body=orjson.dumps(body).decode(), id=row["id"]
            )
