"""Promos: who is in, which version of the terms, who signed, how it came there."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from domain.agreement.signing import SigningStatus
from domain.agreement.terms import Party, Terms, read_terms
from domain.states import LIVE, OPEN_PROPOSAL, State
from storage import sql
from storage.db import Tx
from storage.records import Row, moment


class Draft(Struct, frozen=True):
    """A promo before its first version, which is made when the partner joins: a form, perhaps a link, no terms yet."""

    version: ClassVar[int] = 0
    newest: ClassVar[int] = 0

    id: str
    title: str
    state: State
    business_id: int
    slot: int
    expires_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether the link waits for an answer."""
        return self.state in OPEN_PROPOSAL


class Promo(Struct, frozen=True):
    """A promo as the asker may see it; `business_id` and `slot` (from 1) are the asker's side.

    `version` and `terms` are those in force or, before signing, under negotiation; from `on_the_table` an open
    amendment's. `newest` counts the versions ever made.
    """

    id: str
    title: str
    state: State
    version: int
    business_id: int
    slot: int
    terms: Terms
    expires_at: datetime | None
    newest: int = 0
    amendment: int | None = None
    agreed: bool = False  # all have signed the amendment; it waits for its day
    amended: bool = False  # changed terms have come into force

    @property
    def open(self) -> bool:
        """Whether this version waits for answers and signatures."""
        return self.state in OPEN_PROPOSAL or (self.version == self.amendment and not self.agreed)


AnyPromo = Draft | Promo


async def add(tx: Tx, title: str, business_id: int, person_id: int, now: datetime) -> str:
    """A draft of one business; its id."""
    promo_id = secrets.token_hex(5)  # forty random bits, which fit a button
    await tx.write(
        """
        INSERT INTO promo (id, title, state, created_at, created_by)
        VALUES (:id, :title, 'draft', :now, :person)
        """,
        id=promo_id,
        title=title,
        now=now,
        person=person_id,
    )
    await enter(tx, promo_id, business_id, now)
    return promo_id


async def enter(tx: Tx, promo_id: str, business_id: int, now: datetime) -> int:
    """A business joins at the next free slot, or comes back to its own; the slot."""
    slot: int = await tx.value(
        """
        INSERT INTO party (promo_id, slot, business_id, joined_at)
        SELECT :promo, COALESCE(max(slot), 0) + 1, :business, :now FROM party WHERE promo_id = :promo
        ON CONFLICT (promo_id, business_id) DO UPDATE SET joined_at = :now, left_at = NULL, left_by = NULL,
            left_why = NULL, left_version = NULL
        RETURNING slot
        """,
        promo=promo_id,
        business=business_id,
        now=now,
    )
    return slot


RANKED = """
    SELECT promo.*, party.business_id, version.number, version.terms, (
        SELECT count(*) FROM party q
        WHERE q.promo_id = party.promo_id AND q.left_at IS NULL AND q.slot <= party.slot) AS rank,
        promo.amendment IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM party q WHERE q.promo_id = promo.id AND q.left_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM signature s WHERE s.promo_id = promo.id AND s.version = promo.amendment
                    AND s.business_id = q.business_id)) AS agreed,
        EXISTS (SELECT 1 FROM in_force f WHERE f.promo_id = promo.id) AS amended
    FROM party JOIN promo ON promo.id = party.promo_id
    LEFT JOIN version ON version.promo_id = promo.id AND version.number = """
MINE = f"{RANKED} promo.version"
TABLE = f"{RANKED} COALESCE(promo.amendment, promo.version)"


async def find(tx: Tx, promo_id: str, owns: frozenset[int]) -> Promo | None:
    """The promo if one of the asker's businesses is in it; the same None for foreign, unknown and not yet proposed."""
    return _with_terms(await find_any(tx, promo_id, owns))


async def find_any(tx: Tx, promo_id: str, owns: frozenset[int]) -> AnyPromo | None:
    """The same, also before its first version."""
    return await _find(tx, MINE, promo_id, owns)


async def on_the_table(tx: Tx, promo_id: str, owns: frozenset[int]) -> Promo | None:
    """The promo with the version that is being negotiated, if one is."""
    return _with_terms(await on_the_table_any(tx, promo_id, owns))


async def on_the_table_any(tx: Tx, promo_id: str, owns: frozenset[int]) -> AnyPromo | None:
    """The same, also before its first version."""
    return await _find(tx, TABLE, promo_id, owns)


async def _find(tx: Tx, query: str, promo_id: str, owns: frozenset[int]) -> AnyPromo | None:
    row = await tx.one(
        f"{query} WHERE promo.id = :id AND party.left_at IS NULL AND party.business_id IN ({sql.numbers(owns)}) "
        "ORDER BY party.slot",
        id=promo_id,
    )
    return _promo(row) if row else None


async def mine(tx: Tx, owns: frozenset[int]) -> list[Promo]:
    """The promos of the asker's businesses that have terms, the newest first."""
    return [one for one in await mine_any(tx, owns) if isinstance(one, Promo)]


async def mine_any(tx: Tx, owns: frozenset[int]) -> list[AnyPromo]:
    """The same, with those before their first version."""
    rows = await tx.all(
        f"{MINE} WHERE party.left_at IS NULL AND party.business_id IN ({sql.numbers(owns)}) "
        "ORDER BY promo.created_at DESC, promo.id, party.slot"
    )
    return [_promo(row) for row in rows]


def _with_terms(found: AnyPromo | None) -> Promo | None:
    return found if isinstance(found, Promo) else None


def _promo(row: Row) -> AnyPromo:
    seen: dict[str, Any] = {
        "id": row["id"],
        "title": row["title"],
        "state": State(row["state"]),
        "business_id": row["business_id"],
        "slot": row["rank"],
        "expires_at": moment(row["expires_at"]) if row["expires_at"] else None,
    }
    if row["terms"] is None:
        return Draft(**seen)
    terms = read_terms(row["terms"])
    return Promo(
        **seen,
        version=row["number"],
        terms=terms,
        newest=row["newest"],
        amendment=row["amendment"],
        agreed=bool(row["agreed"]) and len(terms.parties) == terms.partners,
        amended=bool(row["amended"]),
    )


async def by_clock(tx: Tx, promo_id: str) -> Promo | None:
    """The promo for the schedule's own work, seen from the initiator's side."""
    return _with_terms(await by_clock_any(tx, promo_id))


async def by_clock_any(tx: Tx, promo_id: str) -> AnyPromo | None:
    """The same, also before its first version."""
    row = await tx.one(f"{MINE} WHERE promo.id = :id AND party.left_at IS NULL ORDER BY party.slot", id=promo_id)
    return _promo(row) if row else None


async def working_at(tx: Tx, locations: frozenset[int]) -> list[Promo]:
    """Promos that a member of staff takes part in through a location."""
    places = sql.numbers(locations)
    rows = await tx.all(
        f"{MINE} WHERE party.left_at IS NULL AND promo.state IN ({sql.words(LIVE)}) "
        f"AND party.business_id IN (SELECT business_id FROM location WHERE id IN ({places})) "
        "ORDER BY promo.created_at DESC, promo.id, party.slot"
    )
    return [one for one in map(_promo, rows) if isinstance(one, Promo)]


async def parties(tx: Tx, promo_id: str) -> tuple[Party, ...]:
    """Who is in, in slots from 1 without a gap."""
    rows = await tx.all(
        """
        SELECT b.id, b.name, b.city FROM party JOIN business b ON b.id = party.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
        """,
        promo=promo_id,
    )
    return tuple(
        Party(slot=slot, business_id=row["id"], name=row["name"], city=row["city"]) for slot, row in enumerate(rows, 1)
    )


async def standing(tx: Tx, promo: AnyPromo) -> SigningStatus:
    """Who is in and who signed the promo's version."""
    rows = await tx.all(
        """
        SELECT party.business_id, signature.business_id AS signed FROM party
        LEFT JOIN signature ON signature.promo_id = party.promo_id AND signature.version = :version
            AND signature.business_id = party.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL
        """,
        promo=promo.id,
        version=promo.version,
    )
    return SigningStatus(
        promo.open,
        promo.version,
        frozenset(row["business_id"] for row in rows),
        promo.terms.partners if isinstance(promo, Promo) else len(rows),
        frozenset(row["signed"] for row in rows if row["signed"]),
    )
