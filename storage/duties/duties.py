"""Duties: what each side does by when, and the steps that each has gone through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from domain.duties.duty import DutyKind, Kept, Promised, TrackedDuty
from domain.rights import Person
from storage import sql
from storage.db import Tx
from storage.records import Row

DUTY = """
    SELECT d.*, promo.title, promo.state AS promo_state, b.name AS business, b.zone FROM duty d
    JOIN promo ON promo.id = d.promo_id JOIN business b ON b.id = d.business_id
"""


class DutyStep(Struct, frozen=True):
    """Something that happened to a duty."""

    person_id: int | None
    words: str | None
    file_id: str | None


class Listed(TrackedDuty, frozen=True):
    """A duty in its promo's list; `given`: the name of who does it, `proved`: a photo came."""

    given: str | None
    proved: bool


async def kept(tx: Tx, promo_id: str) -> list[Kept]:
    rows = await tx.all("SELECT * FROM duty WHERE promo_id = :promo ORDER BY id", promo=promo_id)
    return [Kept(row["id"], _promised(row), row["state"]) for row in rows]


def _promised(row: Row) -> Promised:
    return Promised(
        business_id=row["business_id"],
        kind=DutyKind(row["kind"]),
        what=row["what"],
        due=date.fromisoformat(row["due"]),
        proof=bool(row["proof"]),
        volume=row["volume"],
        dated=bool(row["dated"]),
    )


async def add(tx: Tx, promo_id: str, one: Promised, person_id: int | None, now: datetime) -> int:
    """A new duty, maybe somebody's at once; its number."""
    number: int = await tx.value(
        """
        INSERT INTO duty (promo_id, business_id, kind, what, volume, due, proof, dated, person_id)
        VALUES (:promo, :business, :kind, :what, :volume, :due, :proof, :dated, :person) RETURNING id
        """,
        promo=promo_id,
        business=one.business_id,
        kind=one.kind,
        what=one.what,
        volume=one.volume,
        due=one.due,
        proof=int(one.proof),
        dated=int(one.dated),
        person=person_id,
    )
    await note(tx, number, "made", now, person_id)
    return number


async def move(tx: Tx, number: int, one: Promised, now: datetime) -> None:
    """Another day, or a photo agreed or no longer."""
    await tx.write(
        "UPDATE duty SET due = :due, proof = :proof, dated = :dated WHERE id = :id",
        due=one.due,
        proof=int(one.proof),
        dated=int(one.dated),
        id=number,
    )
    await note(tx, number, "moved", now, words=one.due.isoformat())


async def drop(tx: Tx, number: int, now: datetime) -> None:
    """The terms no longer ask for it."""
    if await tx.run("UPDATE duty SET state = 'dropped' WHERE id = :id AND state = 'open'", id=number):
        await note(tx, number, "dropped", now)


async def note(
    tx: Tx,
    number: int,
    step: str,
    now: datetime,
    person_id: int | None = None,
    *,
    by: int | None = None,
    words: str | None = None,
    file: tuple[str, str] | None = None,
) -> None:
    """Write a step into the duty's history. `file`: Telegram's id of a photo and its unique id."""
    file_id, unique = file or (None, None)
    await tx.write(
        """
        INSERT INTO duty_step (duty_id, step, at, person_id, by_id, words, file_id, file_unique_id)
        VALUES (:duty, :step, :now, :person, :by, :words, :file, :unique)
        """,
        duty=number,
        step=step,
        now=now,
        person=person_id,
        by=by,
        words=words,
        file=file_id,
        unique=unique,
    )


async def by_clock(tx: Tx, number: int) -> TrackedDuty | None:
    """A duty for the schedule's own work."""
    return await tx.record(TrackedDuty, f"{DUTY} WHERE d.id = :id", id=number)


async def own(tx: Tx, number: int, person: Person) -> TrackedDuty | None:
    """A duty that this person may do: an owner of the business, a key person there, or whom it was given to."""
    return await tx.record(
        TrackedDuty,
        f"""
        {DUTY} WHERE d.id = :id AND d.state != 'dropped' AND (d.business_id IN ({sql.numbers(person.owns)}) OR EXISTS (
            SELECT 1 FROM membership m WHERE m.business_id = d.business_id AND m.person_id = :person
                AND m.until IS NULL AND (m.role = 'key' OR m.person_id = d.person_id)))
        """,
        id=number,
        person=person.id,
    )


async def seen(tx: Tx, number: int, owns: frozenset[int]) -> TrackedDuty | None:
    """A duty in a promo of the asker's businesses, whichever side does it."""
    return await tx.record(
        TrackedDuty,
        f"""
        {DUTY} WHERE d.id = :id AND d.state != 'dropped' AND EXISTS (
            SELECT 1 FROM party WHERE party.promo_id = d.promo_id AND party.left_at IS NULL
                AND party.business_id IN ({sql.numbers(owns)}))
        """,
        id=number,
    )


async def of_promo(tx: Tx, promo_id: str) -> list[Listed]:
    """All that count, by side and day."""
    return await tx.records(
        Listed,
        """
        SELECT d.*, promo.title, promo.state AS promo_state, b.name AS business, b.zone, p.name AS given, EXISTS (
            SELECT 1 FROM duty_step s WHERE s.duty_id = d.id AND s.file_id IS NOT NULL) AS proved
        FROM duty d JOIN promo ON promo.id = d.promo_id JOIN business b ON b.id = d.business_id
        LEFT JOIN person p ON p.id = d.person_id
        JOIN party ON party.promo_id = d.promo_id AND party.business_id = d.business_id
        WHERE d.promo_id = :promo AND d.state != 'dropped' ORDER BY party.slot, d.due, d.id
        """,
        promo=promo_id,
    )


async def done(tx: Tx, number: int, person_id: int, now: datetime, file: tuple[str, str] | None = None) -> bool:
    """Done, if it was open."""
    moved = await tx.run("UPDATE duty SET state = 'done' WHERE id = :id AND state = 'open'", id=number)
    if moved:
        await note(tx, number, "done", now, person_id, file=file)
    return bool(moved)


async def question(tx: Tx, number: int, person_id: int, words: str, now: datetime) -> bool:
    """A partner doubts it: open again, if it was done."""
    moved = await tx.run("UPDATE duty SET state = 'open' WHERE id = :id AND state = 'done'", id=number)
    if moved:
        await note(tx, number, "questioned", now, person_id, words=words)
    return bool(moved)


async def give(tx: Tx, number: int, to: int | None, by: int, now: datetime) -> None:
    """From now on this person does it; None: the owners."""
    await tx.write("UPDATE duty SET person_id = :to WHERE id = :id", to=to, id=number)
    await note(tx, number, "given", now, to, by=by)


async def last_step(tx: Tx, number: int, step: str) -> DutyStep | None:
    """The newest step of a kind."""
    return await tx.record(
        DutyStep,
        "SELECT * FROM duty_step WHERE duty_id = :duty AND step = :step ORDER BY id DESC",
        duty=number,
        step=step,
    )


async def nudged(tx: Tx, number: int) -> dict[int, int]:
    """How often each person was reminded."""
    rows = await tx.all(
        """
        SELECT person_id, count(*) AS times FROM duty_step
        WHERE duty_id = :duty AND step = 'reminded' GROUP BY person_id
        """,
        duty=number,
    )
    return {row["person_id"]: row["times"] for row in rows}


async def open_before(tx: Tx, promo_id: str, starts: date) -> Sequence[TrackedDuty]:
    """What is still to be done before the start."""
    return await tx.records(
        TrackedDuty,
        f"{DUTY} WHERE d.promo_id = :promo AND d.state = 'open' AND d.due < :starts ORDER BY d.due, d.id",
        promo=promo_id,
        starts=starts,
    )
