"""People, and what their memberships allow."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from domain.calendar import Hours
from domain.prompt import Prompt
from domain.rights import Person
from storage.db import Tx
from storage.records import Row

HEARS = """NOT EXISTS (
    SELECT 1 FROM kept_out WHERE kept_out.telegram_id = p.telegram_id AND kept_out.let_in_at IS NULL)"""
"""SQL: the person `p` is not kept out by an operator. Whoever is gets nothing more until let in again."""


class Recipient(Struct, frozen=True):
    """A person to tell something, in the hours in which they let themselves be reminded."""

    person_id: int
    telegram_id: int
    language: str
    hours: Hours
    name: str


class Owner(Recipient, frozen=True):
    """`blocked`: while they have stopped the bot. What is told them then waits for them."""

    username: str | None
    blocked: bool


class Member(Recipient, frozen=True):
    """Somebody who works at a location; `hears` is False while an operator keeps them out, `blocked` is True while they
    keep the bot out."""

    role: str
    hears: bool
    blocked: bool


async def find(tx: Tx, telegram_id: int) -> Person | None:
    """A person with all current memberships, in one statement."""
    rows = await tx.all(
        """
        SELECT p.id, p.telegram_id, p.name, p.username, p.language, p.listening, p.hours, p.refused_message,
            p.hears_uses, p.blocked_at IS NOT NULL AS blocked,
            EXISTS (SELECT 1 FROM till_worker t WHERE t.person_id = p.id AND t.gone_at IS NULL) AS shares_phone,
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
        id=first["id"],
        telegram_id=first["telegram_id"],
        name=first["name"],
        language=first["language"],
        pending_prompt=Prompt.read(first["listening"]),
        username=first["username"],
        owns=frozenset(row["business_id"] for row in rows if row["role"] == "owner"),
        works_at=frozenset(row["location_id"] for row in rows if row["role"] in ("staff", "key")),
        kept_out=bool(first["kept_out"]),
        hours=Hours.of(first["hours"]),
        hears_uses=bool(first["hears_uses"]),
        shares_phone=bool(first["shares_phone"]),
        refused_message=first["refused_message"],
        blocked=bool(first["blocked"]),
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
    await tx.write(
        "UPDATE person SET name = :name, username = :username WHERE id = :id",
        name=name,
        username=username,
        id=person_id,
    )


async def refused(tx: Tx, person_id: int, message_id: int | None) -> None:
    """The message whose words could not be taken; None: the last one could."""
    await tx.write("UPDATE person SET refused_message = :message WHERE id = :id", message=message_id, id=person_id)


async def speak(tx: Tx, person_id: int, language: str) -> None:
    await tx.write("UPDATE person SET language = :language WHERE id = :id", language=language, id=person_id)


async def hear_uses(tx: Tx, person_id: int, yes: bool) -> None:
    await tx.write("UPDATE person SET hears_uses = :yes WHERE id = :id", yes=int(yes), id=person_id)


async def remind_within(tx: Tx, person_id: int, hours: Hours) -> None:
    await tx.write("UPDATE person SET hours = :hours WHERE id = :id", hours=str(hours), id=person_id)


async def expect_reply(tx: Tx, person_id: int, to: Prompt) -> None:
    """Remember what this person's next plain message answers."""
    await tx.write("UPDATE person SET listening = :to WHERE id = :id", to=str(to), id=person_id)


async def listen_if_free(tx: Tx, person_id: int, to: Prompt) -> None:
    """Like `expect_reply`, but a half-finished form or an open question stays; a day that was to be fixed does not."""
    await tx.write(
        """
        UPDATE person SET listening = :to
        WHERE id = :id
            AND (listening = '' OR listening LIKE 'day:%' OR listening LIKE 'fix:%' OR listening LIKE 'open:%')
        """,
        to=str(to),
        id=person_id,
    )


async def owners(tx: Tx, business_id: int) -> list[Owner]:
    """The people to tell about a business, also those who have stopped the bot."""
    return await tx.records(
        Owner,
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, p.username,
            p.blocked_at IS NOT NULL AS blocked
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.business_id = :business AND m.role = 'owner' AND m.until IS NULL AND p.telegram_id IS NOT NULL
            AND {HEARS}
        ORDER BY m.id
        """,
        business=business_id,
    )


async def staff(tx: Tx, location_id: int) -> list[Member]:
    """Who works at a location and hears of it: not who blocked the bot, as Telegram refuses what is sent there."""
    return [member for member in await members(tx, location_id) if member.hears and not member.blocked]


async def members(tx: Tx, location_id: int) -> list[Member]:
    """Everybody who works at a location, for its owners."""
    return await tx.records(
        Member,
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, m.role, {HEARS} AS hears,
            p.blocked_at IS NOT NULL AS blocked
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.location_id = :location AND m.until IS NULL AND p.telegram_id IS NOT NULL
        ORDER BY m.id
        """,
        location=location_id,
    )


async def of_business(tx: Tx, business_id: int) -> list[Member]:
    """Everybody who works for a business and hears of it, once each, key people first."""
    return await tx.records(
        Member,
        f"""
        SELECT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, min(m.role) AS role, 1 AS hears,
               p.blocked_at IS NOT NULL AS blocked, min(m.id) AS since
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.business_id = :business AND m.location_id IS NOT NULL AND m.until IS NULL
            AND p.telegram_id IS NOT NULL AND {HEARS}
        GROUP BY p.id, p.telegram_id, p.language, p.hours, p.name ORDER BY role, since, p.id
        """,
        business=business_id,
    )
