"""Who has stopped the bot, and who can be told of it in their place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from domain.states import LIVE, State
from storage import sql
from storage.db import Tx
from storage.groups import groups
from storage.groups.groups import Group
from storage.people import HEARS, Recipient

UNDER_WAY = LIVE | {State.NEGOTIATING}
REACHED = f"p.telegram_id IS NOT NULL AND p.blocked_at IS NULL AND {HEARS}"
"""SQL: what is sent to the person `p` arrives."""


class Blocker(Struct, frozen=True):
    """Somebody whom nothing reaches, and since when."""

    person_id: int
    telegram_id: int
    name: str
    blocked_at: datetime


class NearbyOwner(Recipient, frozen=True):
    """An owner to be told of somebody else's silence, with the name of the business that it concerns."""

    business: str


async def note(tx: Tx, telegram_id: int, at: datetime | None) -> None:
    """The person stopped the bot, or (None) lets it write again."""
    await tx.write("UPDATE person SET blocked_at = :at WHERE telegram_id = :id", at=at, id=telegram_id)


async def among(tx: Tx, telegram_ids: Iterable[int]) -> list[Blocker]:
    """Which of these people have stopped the bot."""
    return await tx.records(
        Blocker,
        f"""
        SELECT id AS person_id, telegram_id, name, blocked_at FROM person
        WHERE telegram_id IN ({sql.numbers(telegram_ids)}) AND blocked_at IS NOT NULL ORDER BY id
        """,
    )


async def businesses_without(tx: Tx, person_id: int) -> list[str]:
    """The names of the businesses of which nobody hears, as this owner was the only one who did."""
    rows = await tx.all(
        f"""
        SELECT b.name FROM membership m JOIN business b ON b.id = m.business_id
        WHERE m.person_id = :person AND m.role = 'owner' AND m.until IS NULL AND NOT EXISTS (
            SELECT 1 FROM membership other JOIN person p ON p.id = other.person_id
            WHERE other.business_id = b.id AND other.role = 'owner' AND other.until IS NULL AND {REACHED})
        ORDER BY b.id
        """,
        person=person_id,
    )
    return [row["name"] for row in rows]


async def works_for(tx: Tx, person_id: int, business_ids: Iterable[int]) -> bool:
    """Whether the person works at a location of one of these businesses."""
    found = await tx.value(
        f"""
        SELECT 1 FROM membership WHERE person_id = :person AND role != 'owner' AND until IS NULL
            AND business_id IN ({sql.numbers(business_ids)})
        """,
        person=person_id,
    )
    return bool(found)


async def owners_of_theirs(tx: Tx, telegram_id: int) -> list[NearbyOwner]:
    """Who hears of the businesses that a person owns or works for, besides that person."""
    return await tx.records(
        NearbyOwner,
        f"""
        SELECT DISTINCT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, b.name AS business
        FROM person me JOIN membership mine ON mine.person_id = me.id AND mine.until IS NULL
        JOIN business b ON b.id = mine.business_id
        JOIN membership theirs ON theirs.business_id = b.id AND theirs.role = 'owner' AND theirs.until IS NULL
        JOIN person p ON p.id = theirs.person_id
        WHERE me.telegram_id = :id AND p.id != me.id AND {REACHED} ORDER BY person_id, business
        """,
        id=telegram_id,
    )


async def partners_owners(tx: Tx, telegram_id: int) -> list[NearbyOwner]:
    """Owners of the other businesses in the open or running promos of a person's businesses."""
    return await tx.records(
        NearbyOwner,
        f"""
        SELECT DISTINCT p.telegram_id, p.language, p.hours, p.id AS person_id, p.name, b.name AS business
        FROM person me
        JOIN membership mine ON mine.person_id = me.id AND mine.role = 'owner' AND mine.until IS NULL
        JOIN business b ON b.id = mine.business_id
        JOIN party ours ON ours.business_id = mine.business_id AND ours.left_at IS NULL
        JOIN promo ON promo.id = ours.promo_id AND promo.state IN ({sql.words(UNDER_WAY)})
        JOIN party other ON other.promo_id = ours.promo_id AND other.business_id != ours.business_id
        JOIN membership theirs ON theirs.business_id = other.business_id
            AND theirs.role = 'owner' AND theirs.until IS NULL
        JOIN person p ON p.id = theirs.person_id
        WHERE me.telegram_id = :id AND p.id != me.id AND {REACHED} ORDER BY person_id, business
        """,
        id=telegram_id,
    )


async def groups_of_theirs(tx: Tx, telegram_id: int) -> list[tuple[Group, str]]:
    """The groups of those promos, with the name of the person's business in each."""
    rows = await tx.all(
        f"""
        SELECT g.promo_id, b.name AS business FROM person me
        JOIN membership mine ON mine.person_id = me.id AND mine.role = 'owner' AND mine.until IS NULL
        JOIN business b ON b.id = mine.business_id
        JOIN party ours ON ours.business_id = b.id AND ours.left_at IS NULL
        JOIN promo ON promo.id = ours.promo_id AND promo.state IN ({sql.words(UNDER_WAY)})
        JOIN promo_group g ON g.promo_id = promo.id AND g.lost_at IS NULL
        WHERE me.telegram_id = :id ORDER BY g.promo_id, b.id
        """,
        id=telegram_id,
    )
    return [(group, row["business"]) for row in rows if (group := await groups.of_promo(tx, row["promo_id"]))]
