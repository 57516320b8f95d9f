"""Questions about a report that wait for an answer, and the place that a person chose for the day."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.daily.facts import Flag, Flags
from storage.db import Tx
from storage.records import record


class Shift(Struct, frozen=True):
    """The place that a person reports for on a day."""

    promo_id: str
    location_id: int


class Question(Struct, frozen=True):
    """A message about a day that needs one more answer, with those given before."""

    id: int
    person_id: int
    text: str
    said_on: date
    promo_id: str | None
    location_id: int | None
    flags: Flags
    chat_id: int
    message_id: int
    asked_at: datetime


async def chosen(tx: Tx, person_id: int, day: date) -> Shift | None:
    """Which promo and location the person picked for the day."""
    return await tx.record(
        Shift, "SELECT * FROM shift WHERE person_id = :person AND day = :day", person=person_id, day=day
    )


async def choose(tx: Tx, person_id: int, day: date, promo_id: str, location_id: int) -> None:
    await tx.write(
        """
        INSERT INTO shift (person_id, day, promo_id, location_id) VALUES (:person, :day, :promo, :location)
        ON CONFLICT (person_id, day) DO UPDATE SET promo_id = :promo, location_id = :location
        """,
        person=person_id,
        day=day,
        promo=promo_id,
        location=location_id,
    )


async def save_question(
    tx: Tx,
    person_id: int,
    text: str,
    said_on: date,
    promo_id: str | None,
    location_id: int | None,
    flags: Flags,
    now: datetime,
    chat_id: int,
    message_id: int,
) -> int:
    """Keep a message that needs one more answer; its number goes into the buttons."""
    number: int = await tx.value(
        """
        INSERT INTO report_question (person_id, text, said_on, promo_id, location_id, flags, asked_at, chat_id,
                                     message_id)
        VALUES (:person, :text, :said, :promo, :location, :flags, :now, :chat, :message) RETURNING id
        """,
        person=person_id,
        text=text,
        said=said_on,
        promo=promo_id,
        location=location_id,
        now=now,
        flags=",".join(sorted(flags)),
        chat=chat_id,
        message=message_id,
    )
    return number


async def question(tx: Tx, number: int) -> Question | None:
    row = await tx.one("SELECT * FROM report_question WHERE id = :id", id=number)
    if row is None:
        return None
    flags = frozenset(Flag(flag) for flag in row["flags"].split(",") if flag)
    return record(Question, row, flags=flags)


async def answered(tx: Tx, number: int, now: datetime) -> bool:
    """Close the question; False when somebody had answered it."""
    return bool(
        await tx.run(
            "UPDATE report_question SET answered_at = :now WHERE id = :id AND answered_at IS NULL", id=number, now=now
        )
    )
