"""All that waits for one chat: held back, dropped, or sent elsewhere."""

from __future__ import annotations

from datetime import datetime

import orjson

from storage.db import Tx


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
