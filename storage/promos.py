"""Promos: who is in, which version of the terms, who signed, how it came there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from domain.agreement import Standing
from domain.lifecycle import State
from domain.terms import Party, Terms, canonical, fingerprint
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


def _owned(owns: frozenset[int]) -> str:
    return ", ".join(str(int(number)) for number in sorted(owns)) or "0"


async def find(tx: Tx, promo_id: str, owns: frozenset[int]) -> Promo | None:
    """The promo if one of the asker's businesses is in it; the same None for foreign and unknown."""
    row = await tx.one(
        f"{MINE} WHERE promo.id = :id AND party.left_at IS NULL AND party.business_id IN ({_owned(owns)}) "
        "ORDER BY party.slot",
        id=promo_id,
    )
    return _promo(row) if row else None


async def mine(tx: Tx, owns: frozenset[int]) -> list[Promo]:
    """All promos of the asker's businesses, the newest first."""
    rows = await tx.all(
        f"{MINE} WHERE party.left_at IS NULL AND party.business_id IN ({_owned(owns)}) "
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


async def cut_version(  # noqa: PLR0913 - who, which, when
    tx: Tx, terms: Terms, number: int, business_id: int, person_id: int, now: datetime
) -> bool:
    """Make version `number` the newest; False when somebody else made one meanwhile. Signatures stay with theirs."""
    won = await tx.run(
        """
        UPDATE promo SET version = :number, title = :title, starts = :starts, ends = :ends
        WHERE id = :id AND version = :number - 1
        """,
        id=terms.promo_id, number=number, title=terms.title, starts=terms.starts, ends=terms.ends,
    )  # fmt: skip
    if not won:
        return False
    await tx.run(
        """
        INSERT INTO version (promo_id, number, terms, fingerprint, made_at, made_by, business_id)
        VALUES (:promo, :number, :terms, :fingerprint, :now, :person, :business)
        """,
        promo=terms.promo_id, number=number, terms=canonical(terms), fingerprint=fingerprint(terms), now=now,
        person=person_id, business=business_id,
    )  # fmt: skip
    return True


async def sign(tx: Tx, promo: Promo, person_id: int, now: datetime) -> bool:
    return bool(
        await tx.run(
            """
            INSERT INTO signature (promo_id, version, business_id, person_id, signed_at)
            VALUES (:promo, :version, :business, :person, :now) ON CONFLICT DO NOTHING
            """,
            promo=promo.id, version=promo.version, business=promo.business_id, person=person_id, now=now,
        )
    )  # fmt: skip


async def signatures(tx: Tx, promo_id: str, version: int) -> list[Row]:
    """Every party with its signatory: business, city, person, signed_at (NULL: not yet)."""
    return await tx.all(
        """
        SELECT b.name AS business, b.city, b.address, party.business_id, p.name AS person, s.signed_at
        FROM party JOIN business b ON b.id = party.business_id
        LEFT JOIN signature s ON s.promo_id = party.promo_id AND s.business_id = party.business_id
            AND s.version = :version
        LEFT JOIN person p ON p.id = s.person_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
        """,
        promo=promo_id, version=version,
    )  # fmt: skip


async def version(tx: Tx, promo_id: str, number: int) -> Row | None:
    return await tx.one(
        "SELECT * FROM version WHERE promo_id = :promo AND number = :number", promo=promo_id, number=number
    )


async def by_fingerprint(tx: Tx, mark: str, owns: frozenset[int]) -> Row | None:
    """The newest version with this fingerprint, for a party of it."""
    return await tx.one(
        f"""
        SELECT version.*, promo.title, promo.state, promo.version AS newest,
               (SELECT count(*) FROM signature s WHERE s.promo_id = promo.id AND s.version = version.number) AS signed,
               (SELECT count(*) FROM party q WHERE q.promo_id = promo.id AND q.left_at IS NULL) AS sides
        FROM version JOIN promo ON promo.id = version.promo_id
        WHERE version.fingerprint = :mark AND EXISTS (
            SELECT 1 FROM party WHERE party.promo_id = promo.id AND party.business_id IN ({_owned(owns)}))
        ORDER BY version.number DESC
        """,
        mark=mark,
    )


async def accept_section(tx: Tx, promo: Promo, section: str, person_id: int, now: datetime) -> None:
    await tx.run(
        """
        INSERT INTO section_answer (promo_id, version, business_id, section, person_id, at)
        VALUES (:promo, :version, :business, :section, :person, :now) ON CONFLICT DO NOTHING
        """,
        promo=promo.id, version=promo.version, business=promo.business_id, section=section, person=person_id,
        now=now,
    )  # fmt: skip


async def keep_answers(tx: Tx, promo_id: str, old: int, changed: set[str]) -> None:
    """A yes to a section that did not change holds for the next version too."""
    outside = ", ".join(f"'{section}'" for section in sorted(changed))
    await tx.run(
        f"""
        INSERT INTO section_answer (promo_id, version, business_id, section, person_id, at)
        SELECT promo_id, version + 1, business_id, section, person_id, at FROM section_answer
        WHERE promo_id = :promo AND version = :old AND section NOT IN ({outside})
        """,  # noqa: S608 - section names are ours
        promo=promo_id,
        old=old,
    )


async def accepted(tx: Tx, promo: Promo) -> set[str]:
    """The sections that the asker's side accepted in the newest version."""
    rows = await tx.all(
        """
        SELECT section FROM section_answer
        WHERE promo_id = :promo AND version = :version AND business_id = :business
        """,
        promo=promo.id, version=promo.version, business=promo.business_id,
    )  # fmt: skip
    return {row["section"] for row in rows}


async def move(  # noqa: PLR0913 - who, when, why
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
