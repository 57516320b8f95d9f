"""Half-finished conversations: one row each, every answer saved at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from msgspec import Struct

from storage.db import Tx
from storage.people import HEARS, Recipient
from storage.records import Row


class Form(Struct, frozen=True):
    """`field` is asked on purpose (edit, back); otherwise the first unanswered one is. `message`: outbox id."""

    id: int
    person_id: int
    kind: str
    subject: str
    answers: Mapping[str, Any]
    revision: int
    field: str | None
    message: int | None


class FormOwner(Recipient, frozen=True):
    """Whose form it is, and when it was last answered."""

    id: int
    kind: str
    changed_at: datetime


def _form(row: Row) -> Form:
    return Form(
        id=row["id"],
        person_id=row["person_id"],
        kind=row["kind"],
        subject=row["subject"],
        answers=orjson.loads(row["answers"]),
        revision=row["revision"],
        field=row["field"],
        message=row["message"],
    )


async def start(tx: Tx, person_id: int, kind: str, subject: str, answers: Mapping[str, Any], now: datetime) -> Form:
    """A new form, or the open one of that kind and subject."""
    row = await tx.one(
        """
        INSERT INTO form (person_id, kind, subject, answers, started_at, changed_at)
        VALUES (:person, :kind, :subject, :answers, :now, :now)
        ON CONFLICT (person_id, kind, subject) WHERE done_at IS NULL DO UPDATE SET changed_at = :now
        RETURNING *
        """,
        person=person_id,
        kind=kind,
        subject=subject,
        answers=orjson.dumps(answers).decode(),
        now=now,
    )
    if row is None:
        raise LookupError("a form was neither made nor found")
    return _form(row)


async def find(tx: Tx, form_id: int, person_id: int) -> Form | None:
    """The person's own open form."""
    row = await tx.one(
        "SELECT * FROM form WHERE id = :id AND person_id = :person AND done_at IS NULL", id=form_id, person=person_id
    )
    return _form(row) if row else None


async def open_ones(tx: Tx, person_id: int) -> list[Form]:
    rows = await tx.all(
        "SELECT * FROM form WHERE person_id = :person AND done_at IS NULL ORDER BY changed_at DESC, id DESC",
        person=person_id,
    )
    return [_form(row) for row in rows]


async def owner_of(tx: Tx, form_id: int) -> FormOwner | None:
    """Whose open form; nobody's while the person is kept out."""
    return await tx.record(
        FormOwner,
        f"""
        SELECT f.*, p.telegram_id, p.language, p.hours, p.name FROM form f JOIN person p ON p.id = f.person_id
        WHERE f.id = :id AND f.done_at IS NULL AND p.telegram_id IS NOT NULL AND {HEARS}
        """,
        id=form_id,
    )


async def save(
    tx: Tx, form: Form, answers: Mapping[str, Any], field: str | None, message: int | None, now: datetime
) -> Form:
    """The answers so far, what is asked next, and where it was asked."""
    await tx.write(
        """
        UPDATE form SET answers = :answers, field = :field, message = :message, revision = revision + 1,
            changed_at = :now WHERE id = :id
        """,
        id=form.id,
        answers=orjson.dumps(answers).decode(),
        field=field,
        message=message,
        now=now,
    )
    return Form(
        id=form.id,
        person_id=form.person_id,
        kind=form.kind,
        subject=form.subject,
        answers=answers,
        revision=form.revision + 1,
        field=field,
        message=message,
    )


async def finish(tx: Tx, form_id: int, now: datetime) -> None:
    await tx.write("UPDATE form SET done_at = :now WHERE id = :id", now=now, id=form_id)


async def answers_of(tx: Tx, kind: str, subject: str) -> Mapping[str, Any] | None:
    """The newest answers of anybody's form about a subject."""
    text = await tx.value(
        "SELECT answers FROM form WHERE kind = :kind AND subject = :subject ORDER BY id DESC",
        kind=kind,
        subject=subject,
    )
    return orjson.loads(text) if text else None


async def finish_all(tx: Tx, kind: str, subject: str, now: datetime) -> None:
    await tx.write(
        "UPDATE form SET done_at = :now WHERE kind = :kind AND subject = :subject AND done_at IS NULL",
        now=now,
        kind=kind,
        subject=subject,
    )
