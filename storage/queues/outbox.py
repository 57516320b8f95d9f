"""What is to be sent: rows written with the state that they speak of, taken by delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from msgspec import Struct

from storage import meta, sql
from storage.db import Question, Tx, question
from storage.records import record

ANSWER, NOTICE, BULK = 0, 1, 2
OPEN = ("ready", "sending")
EDIT, FOLD = "editMessageText", "fold"
"""Methods: new words for a message. Where that is gone, an edit becomes a message of its own; a fold, whose words need
no place of their own, does not."""
COLUMNS = (
    "id", "chat_id", "class", "method", "body", "drawing", "edits", "key", "again", "not_before",
    "expires_at", "made_at", "error",
)  # fmt: skip


class Outgoing(Struct, frozen=True):
    """One call to make. `edits` is the outbox id of the message to edit; `again`: repeat when in doubt; `error`: why it
    waits."""

    id: int
    chat_id: int
    urgency: int
    method: str
    body: Mapping[str, Any]
    made_at: datetime
    not_before: datetime
    key: str | None = None
    again: bool = True
    expires: datetime | None = None
    edits: int | None = None
    drawing: tuple[str, Mapping[str, object]] | None = None
    error: str | None = None

    def row(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "chat_id": self.chat_id,
            "class": self.urgency,
            "method": self.method,
            "body": orjson.dumps(self.body).decode(),
            "drawing": _json(self.drawing),
            "edits": self.edits,
            "key": self.key,
            "again": int(self.again),
            "not_before": self.not_before,
            "expires_at": self.expires,
            "made_at": self.made_at,
            "error": self.error,
        }


class Ready(Struct, frozen=True):
    """A call that may be made now; with an edit the message that it is about, and what became of that."""

    id: int
    chat_id: int
    urgency: int
    method: str
    body: str
    key: str | None
    drawing: str | None
    edits: int | None
    again: bool
    tries: int
    expires_at: datetime | None
    target_message: int | None
    target_state: str | None


class Keyed(Struct, frozen=True):
    """What became of a message that has a key."""

    id: int
    chat_id: int
    key: str
    state: str
    sent_at: datetime | None


def _json(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


async def put(tx: Tx, outgoing: Sequence[Outgoing]) -> None:
    """Store all in one statement; a key that was said already is not said again."""
    if outgoing:
        await tx.insert_many("outbox", COLUMNS, [one.row() for one in outgoing])


async def ready(tx: Tx, now: datetime, most: int) -> list[Ready]:
    """The next row of every chat (those for no chat: all), answers before notices before bulk.

    Read in the order of `outbox_next`: it ends with `most` rows, however many wait. Here and below the open states are
    named as the partial indexes name them: without that, every row ever sent is read.
    """
    return await tx.records(
        Ready,
        """
        SELECT o.*, o.class AS urgency, target.message_id AS target_message, target.state AS target_state
        FROM outbox o LEFT JOIN outbox target ON target.id = o.edits
        WHERE o.state IN ('ready', 'sending') AND o.state = 'ready' AND o.not_before <= :now
          AND (o.chat_id = 0 OR NOT EXISTS (
              SELECT 1 FROM outbox earlier
              WHERE earlier.state IN ('ready', 'sending') AND earlier.chat_id = o.chat_id AND earlier.id < o.id
                AND (earlier.state = 'sending' OR (earlier.state = 'ready' AND earlier.not_before <= :now))))
        ORDER BY o.class, o.id LIMIT :most
        """,
        now=now,
        most=most,
    )


async def others(tx: Tx, one: Ready, now: datetime) -> list[Ready]:
    """What may leave now for the same chat by the same method, and is as urgent; in its order."""
    return await tx.records(
        Ready,
        """
        SELECT *, class AS urgency, NULL AS target_message, NULL AS target_state FROM outbox
        WHERE state IN ('ready', 'sending') AND state = 'ready' AND chat_id = :chat AND not_before <= :now
            AND method = :method AND class = :urgency AND again = :again AND id > :id ORDER BY id
        """,
        now=now,
        chat=one.chat_id,
        method=one.method,
        urgency=one.urgency,
        again=one.again,
        id=one.id,
    )


async def next_moment(tx: Tx) -> int | None:
    """When the earliest waiting row may go, seconds UTC."""
    value: int | None = await tx.value("SELECT min(not_before) FROM outbox WHERE state = 'ready'")
    return value


async def claim(tx: Tx, ids: Sequence[int]) -> None:
    """Mark rows as on their way before they are."""
    await tx.write(f"UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id IN ({sql.numbers(ids)})")


async def sent(tx: Tx, messages: Mapping[int, int | None], now: datetime) -> None:
    """These left (id: Telegram's message id), in one statement. What they said is forgotten: links carry secrets."""
    pairs = ", ".join(f"({int(number)}, {int(message or 0)})" for number, message in messages.items())
    await tx.write(
        f"""
        UPDATE outbox SET state = 'sent', message_id = NULLIF(arrived.column2, 0), sent_at = :now, error = NULL,
            body = '', drawing = NULL
        FROM (VALUES {pairs}) AS arrived WHERE outbox.id = arrived.column1
        """,
        now=now,
    )


async def failed(tx: Tx, number: int, error: str) -> None:
    await tx.write("UPDATE outbox SET state = 'failed', error = :error WHERE id = :id", id=number, error=error)


async def dropped(tx: Tx, number: int, why: str) -> None:
    await tx.write("UPDATE outbox SET state = 'dropped', error = :why WHERE id = :id", id=number, why=why)


async def later(tx: Tx, number: int, not_before: datetime, error: str) -> None:
    await tx.write(
        "UPDATE outbox SET state = 'ready', not_before = :at, error = :error WHERE id = :id",
        id=number,
        at=not_before,
        error=error,
    )


async def take_over(tx: Tx, process: str) -> None:
    """This process delivers from now on. What another one that did had on its way is sent again, or dropped when twice
    is worse than never."""
    if await meta.replace(tx, "delivers", process) != process:
        await tx.write("UPDATE outbox SET state = 'dropped', error = 'unknown' WHERE state = 'sending' AND again = 0")
        await tx.write("UPDATE outbox SET state = 'ready', error = 'unknown' WHERE state = 'sending'")


KEYED = "SELECT id, chat_id, key, state, sent_at FROM outbox WHERE key >= :start AND key < :stop ORDER BY id"


async def keyed(tx: Tx, start: str) -> list[Keyed]:
    """Rows whose key begins with `start`."""
    return [record(Keyed, row) for row in await tx.answer(asking_keyed(start))]


def asking_keyed(start: str) -> Question:
    return question(KEYED, start=start, stop=start + "\uffff")


async def instead(tx: Tx, number: int, method: str, body: Mapping[str, Any]) -> None:
    """Send something else for this row. If it was to edit a message, that one's place is taken (`takes_place`)."""
    await tx.write(
        "UPDATE outbox SET state = 'ready', method = :method, body = :body WHERE id = :id",
        method=method,
        body=orjson.dumps(body).decode(),
        id=number,
    )


async def takes_place(tx: Tx, number: int, message: int, now: datetime) -> None:
    """From now on another message of Telegram's stands for this row: later edits are of that one."""
    await tx.write(
        """
        UPDATE outbox SET state = 'sent', message_id = :message, sent_at = COALESCE(sent_at, :now), body = '',
            drawing = NULL
        WHERE id = :id
        """,
        id=number,
        message=message,
        now=now,
    )
