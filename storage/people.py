"""People, and what their memberships allow."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Hours
from domain.rights import Person
from storage.db import Row, Tx

HEARS = """NOT EXISTS (
    SELECT 1 FROM kept_out WHERE kept_out.telegram_id = p.telegram_id AND kept_out.let_in_at IS NULL)"""
"""SQL: the person `p` is not kept out by an operator. Whoever is gets nothing more until let in again."""


async def find(tx: Tx, telegram_id: int) -> Person | None:
    """A person with all current memberships, in one statement."""
    rows = await tx.all(
        """
        SELECT p.id, p.telegram_id, p.name, p.username, p.language, p.listening, p.hours,
            m.role, m.business_id, m.location_id,
            EXISTS (SELECT 1 FROM kept_out k WHERE k.telegram_id = p.telegram_id AND k.let_in_at IS NULL) AS kept_out
        FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.until IS NULL
        WHERE p.telegram_id = :telegram_id
        """,
        telegram_id=telegram_id,
    )
    return _person(rows) if rows else None


async def by_id(tx: Tx, person_id: int) -> Person | None:
    """A person that the schedule names, while they can be written to."""
    telegram_id = await tx.value(
        f"SELECT telegram_id FROM person p WHERE id = :id AND blocked_at IS NULL AND {HEARS}", id=person_id
    )
    return await find(tx, telegram_id) if telegram_id else None


def _person(rows: list[Row]) -> Person:
    first = rows[0]
    return Person(
        first["id"],
        first["telegram_id"],
        first["name"],
        first["language"],
        first["listening"],
        first["username"],
        owns=frozenset(row["business_id"] for row in rows if row["role"] == "owner"),
        works_at=frozenset(row["location_id"] for row in rows if row["role"] in ("staff", "key")),
        kept_out=bool(first["kept_out"]),
        hours=Hours.of(first["hours"]),
    )


async def add(tx: Tx, telegram_id: int, name: str, username: str | None, language: str, now: datetime) -> Person:
    number = await tx.value(
        """
        INSERT INTO person (telegram_id, name, username, language, created_at)
        VALUES (:telegram_id, :name, :username, :language, :now) RETURNING id
        """,
        telegram_id=telegram_id,
        name=name,
        username=username,
        language=language,
        now=now,
    )
    return Person(number, telegram_id, name, language)


async def rename(tx: Tx, person_id: int, name: str, username: str | None) -> None:
    await tx.run(
        "UPDATE person SET name = :name, username = :username WHERE id = :id",
        name=name,
        username=username,
        id=person_id,
    )


async def speak(tx: Tx, person_id: int, language: str) -> None:
    await tx.run("UPDATE person SET language = :language WHERE id = :id", language=language, id=person_id)


async def remind_within(tx: Tx, person_id: int, hours: Hours) -> None:
    await tx.run("UPDATE person SET hours = :hours WHERE id = :id", hours=str(hours), id=person_id)


async def expect_reply(tx: Tx, person_id: int, to: str) -> None:
    """Remember what this person's next plain message answers; '' for nothing special."""
    await tx.run("UPDATE person SET listening = :to WHERE id = :id", to=to, id=person_id)


async def listen_if_free(tx: Tx, person_id: int, to: str) -> None:
    """Like `listen`, but a half-finished form or an open question stays; a day that was to be fixed does not."""
    await tx.run(
        """
        UPDATE person SET listening = :to
        WHERE id = :id
            AND (listening = '' OR listening LIKE 'day:%' OR listening LIKE 'fix:%' OR listening LIKE 'open:%')
        """,
        to=to,
        id=person_id,
    )


async def blocked(tx: Tx, telegram_id: int, at: datetime | None) -> None:
    """Note that the person blocked the bot, or (None) lets it write again."""
    await tx.run("UPDATE person SET blocked_at = :at WHERE telegram_id = :id", at=at, id=telegram_id)


async def owners(tx: Tx, business_id: int) -> list[Row]:
    """The people to tell about a business: telegram_id, language, hours, person_id, name, username,
    blocked_at."""
    return await tx.all(
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, p.username, p.blocked_at
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.business_id = :business AND m.role = 'owner' AND m.until IS NULL AND p.telegram_id IS NOT NULL
            AND {HEARS}
        ORDER BY m.id
        """,
        business=business_id,
    )


async def staff(tx: Tx, location_id: int) -> list[Row]:
    """Who works at a location and hears of it: telegram_id, language, hours, person_id, name, role."""
    return [row for row in await members(tx, location_id) if row["hears"]]


async def members(tx: Tx, location_id: int) -> list[Row]:
    """Everybody who works at a location, for its owners: the same, and `hears`."""
    return await tx.all(
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, m.role, {HEARS} AS hears
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.location_id = :location AND m.until IS NULL AND p.telegram_id IS NOT NULL
        ORDER BY m.id
        """,
        location=location_id,
    )


async def partners_owners(tx: Tx, telegram_id: int) -> list[Row]:
    """Owners of the other businesses in the open or running promos of a person's businesses."""
    return await tx.all(
        f"""
        SELECT DISTINCT p.telegram_id, p.language, p.id AS person_id, b.name AS business, other.promo_id
        FROM person me
        JOIN membership mine ON mine.person_id = me.id AND mine.role = 'owner' AND mine.until IS NULL
        JOIN business b ON b.id = mine.business_id
        JOIN party ours ON ours.business_id = mine.business_id AND ours.left_at IS NULL
        JOIN promo ON promo.id = ours.promo_id
            AND promo.state IN ('negotiating', 'signed', 'running', 'paused', 'finishing')
        JOIN party other ON other.promo_id = ours.promo_id AND other.business_id != ours.business_id
        JOIN membership theirs ON theirs.business_id = other.business_id
            AND theirs.role = 'owner' AND theirs.until IS NULL
        JOIN person p ON p.id = theirs.person_id AND p.blocked_at IS NULL AND p.telegram_id IS NOT NULL
        WHERE me.telegram_id = :id AND p.id != me.id AND {HEARS}
        """,
        id=telegram_id,
    )


async def join(
    tx: Tx, person_id: int, business_id: int, location_id: int | None, role: str, now: datetime, by: int | None
) -> bool:
    """Give a role; False when the person had it."""
    return bool(
        await tx.run(
            """
            INSERT INTO membership (person_id, business_id, location_id, role, since, added_by)
            VALUES (:person, :business, :location, :role, :now, :by) ON CONFLICT DO NOTHING
            """,
            person=person_id,
            business=business_id,
            location=location_id,
            role=role,
            now=now,
            by=by,
        )
    )


async def leave(tx: Tx, person_id: int, location_id: int, now: datetime, by: int) -> bool:
    """End somebody's work at a location; effective with the next update."""
    return bool(
        await tx.run(
            """
            UPDATE membership SET until = :now, ended_by = :by
            WHERE person_id = :person AND location_id = :location AND until IS NULL
            """,
            now=now,
            by=by,
            person=person_id,
            location=location_id,
        )
    )


async def change_role(tx: Tx, person_id: int, location_id: int, role: str, now: datetime, by: int) -> bool:
    """Another role at the same location: the old row ends and a new one begins, so that one is current."""
    row = await tx.one(
        """
        UPDATE membership SET until = :now, ended_by = :by
        WHERE person_id = :person AND location_id = :location AND until IS NULL AND role != :role
        RETURNING business_id
        """,
        now=now,
        by=by,
        person=person_id,
        location=location_id,
        role=role,
    )
    return row is not None and await join(tx, person_id, row["business_id"], location_id, role, now, by)


async def of_business(tx: Tx, business_id: int) -> list[Row]:
    """Everybody who works for a business and hears of it, once each, key people first: as `staff`."""
    return await tx.all(
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, min(m.role) AS role, min(m.id) AS since
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.business_id = :business AND m.location_id IS NOT NULL AND m.until IS NULL
            AND p.telegram_id IS NOT NULL AND {HEARS}
        GROUP BY p.id, p.telegram_id, p.language, p.hours, p.name ORDER BY role, since
        """,
        business=business_id,
    )
