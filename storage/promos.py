"""Promos: who is in, which version of the terms, who signed, how it came there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from domain.agreement import Standing
from domain.lifecycle import State
from domain.terms import Party, Terms
from storage.db import Row, Tx, moment


@dataclass(frozen=True)
class Promo:
    """A promo as the asker may see it; `business_id` is the asker's side, `terms` the newest version's."""

    id: str
    title: str
    state: State
    version: int
    business_id: int
    slot: int
    terms: Terms | None
    expires_at: datetime | None


def new_id() -> str:
    """Forty random bits that fit a button."""
    return secrets.token_hex(5)


async def add(tx: Tx, title: str, business_id: int, person_id: int, now: datetime) -> str:
    """A draft of one business; its id."""
    promo_id = new_id()
    await tx.run(
        """
        INSERT INTO promo (id, title, state, created_at, created_by)
        VALUES (:id, :title, 'draft', :now, :person)
        """,
        id=promo_id, title=title, now=now, person=person_id,
    )  # fmt: skip
    await enter(tx, promo_id, business_id, now)
    return promo_id


async def enter(tx: Tx, promo_id: str, business_id: int, now: datetime) -> int:
    """A business joins at the next free slot; the slot."""
    slot: int = await tx.value(
        """
        INSERT INTO party (promo_id, slot, business_id, joined_at)
        SELECT :promo, COALESCE(max(slot), 0) + 1, :business, :now FROM party WHERE promo_id = :promo
        RETURNING slot
        """,
        promo=promo_id, business=business_id, now=now,
    )  # fmt: skip
    return slot


MINE = """
    SELECT promo.*, party.business_id, party.slot, version.terms
    FROM party JOIN promo ON promo.id = party.promo_id
    LEFT JOIN version ON version.promo_id = promo.id AND version.number = promo.version
"""


def owned(owns: frozenset[int]) -> str:
    """The asker's businesses as a list for SQL."""
    return ", ".join(str(int(number)) for number in sorted(owns)) or "0"


async def find(tx: Tx, promo_id: str, owns: frozenset[int]) -> Promo | None:
    """The promo if one of the asker's businesses is in it; the same None for foreign and unknown."""
    row = await tx.one(
        f"{MINE} WHERE promo.id = :id AND party.left_at IS NULL AND party.business_id IN ({owned(owns)}) "
        "ORDER BY party.slot",
        id=promo_id,
    )
    return _promo(row) if row else None


async def mine(tx: Tx, owns: frozenset[int]) -> list[Promo]:
    """All promos of the asker's businesses, the newest first."""
    rows = await tx.all(
        f"{MINE} WHERE party.left_at IS NULL AND party.business_id IN ({owned(owns)}) "
        "ORDER BY promo.created_at DESC, party.slot"
    )
    return [_promo(row) for row in rows]


def _promo(row: Row) -> Promo:
    return Promo(
        row["id"], row["title"], State(row["state"]), row["version"], row["business_id"], row["slot"],
        Terms.model_validate_json(row["terms"]) if row["terms"] else None,
        moment(row["expires_at"]) if row["expires_at"] else None,
    )  # fmt: skip


async def by_clock(tx: Tx, promo_id: str) -> Promo | None:
    """The promo for the schedule's own work, seen from the initiator's side."""
    row = await tx.one(f"{MINE} WHERE promo.id = :id AND party.slot = 1", id=promo_id)
    return _promo(row) if row else None


async def working_at(tx: Tx, locations: frozenset[int]) -> list[Promo]:
    """Promos that a member of staff takes part in through a location."""
    places = ", ".join(str(int(number)) for number in sorted(locations)) or "0"
    rows = await tx.all(
        f"{MINE} WHERE party.left_at IS NULL AND promo.state IN ('signed', 'running', 'paused', 'finishing') "
        f"AND party.business_id IN (SELECT business_id FROM location WHERE id IN ({places})) "
        "ORDER BY promo.created_at DESC, party.slot"
    )
    return [_promo(row) for row in rows]


async def parties(tx: Tx, promo_id: str) -> tuple[Party, ...]:
    rows = await tx.all(
        """
        SELECT party.slot, b.id, b.name, b.city FROM party JOIN business b ON b.id = party.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
        """,
        promo=promo_id,
    )
    return tuple(Party(slot=row["slot"], business_id=row["id"], name=row["name"], city=row["city"]) for row in rows)


async def standing(tx: Tx, promo: Promo) -> Standing:
    """Who is in and who signed the newest version."""
    rows = await tx.all(
        """
        SELECT party.business_id, signature.business_id AS signed FROM party
        LEFT JOIN signature ON signature.promo_id = party.promo_id AND signature.version = :version
            AND signature.business_id = party.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL
        """,
        promo=promo.id, version=promo.version,
    )  # fmt: skip
    return Standing(
        promo.state, promo.version,
        frozenset(row["business_id"] for row in rows),
        promo.terms.partners if promo.terms else len(rows),
        frozenset(row["signed"] for row in rows if row["signed"]),
    )  # fmt: skip


async def by_invitation(tx: Tx, promo_id: str, person_id: int, now: datetime) -> Row | None:
    """An open partner invitation to the promo that this person has opened: the initiator and the draft's answers."""
    return await tx.one(
        """
        SELECT i.token_hash, promo.id, promo.state, promo.version, promo.created_by, b.id AS business_id,
               b.name AS business, b.city, b.category, b.currency
        FROM invitation i JOIN invitation_use u ON u.token_hash = i.token_hash AND u.person_id = :person
        JOIN promo ON promo.id = i.promo_id JOIN party ON party.promo_id = promo.id AND party.slot = 1
        JOIN business b ON b.id = party.business_id
        WHERE i.kind = 'partner' AND i.promo_id = :promo AND i.revoked_at IS NULL AND i.expires_at > :now
            AND i.uses_left > 0 AND promo.state IN ('proposed', 'negotiating')
        """,
        promo=promo_id, person=person_id, now=now,
    )  # fmt: skip


async def rename(tx: Tx, promo_id: str, title: str) -> None:
    await tx.run("UPDATE promo SET title = :title WHERE id = :id", title=title, id=promo_id)


async def move(
    tx: Tx, promo: Promo, to: State, now: datetime,
    *, person_id: int | None = None, business_id: int | None = None, reason: str | None = None,
) -> bool:  # fmt: skip
    """Change the state if it is still the one we saw, and write down who, when and why."""
    moved = await tx.run(
        "UPDATE promo SET state = :to WHERE id = :id AND state = :state", to=to, id=promo.id, state=promo.state
    )
    if moved:
        await tx.run(
            """
            INSERT INTO transition (promo_id, from_state, to_state, version, at, person_id, business_id, reason)
            VALUES (:promo, :old, :to, :version, :now, :person, :business, :reason)
            """,
            promo=promo.id, old=promo.state, to=to, version=promo.version, now=now, person=person_id,
            business=business_id, reason=reason,
        )  # fmt: skip
    return bool(moved)


async def expire_at(tx: Tx, promo_id: str, at: datetime) -> None:
    await tx.run("UPDATE promo SET expires_at = :at WHERE id = :id", at=at, id=promo_id)


async def untouched_draft(tx: Tx, business_id: int) -> str | None:
    """The business's draft that nobody has answered a question of, if there is one."""
    value: str | None = await tx.value(
        """
        SELECT promo.id FROM party JOIN promo ON promo.id = party.promo_id
        LEFT JOIN form ON form.kind = 'setup' AND form.subject = promo.id
        WHERE party.business_id = :business AND party.slot = 1 AND promo.state = 'draft' AND promo.title = ''
            AND (form.answers IS NULL OR form.answers NOT LIKE '%"title"%')
        """,
        business=business_id,
    )
    return value


async def withdraw_draft(tx: Tx, promo: Promo, person_id: int, now: datetime) -> None:
    """Throw a draft away: it leaves every list, its history stays."""
    await move(tx, promo, State.WITHDRAWN, now, person_id=person_id, business_id=promo.business_id)
    await tx.run(
        "UPDATE form SET done_at = :now WHERE kind = 'setup' AND subject = :promo AND done_at IS NULL",
        now=now, promo=promo.id,
    )  # fmt: skip
