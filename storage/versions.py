"""Versions of the terms: never changed, signed one by one."""

from __future__ import annotations

from datetime import datetime

from domain.terms import Terms, canonical, fingerprint
from storage.db import Row, Tx
from storage.promos import Promo, owned


async def cut_version(tx: Tx, terms: Terms, number: int, business_id: int, person_id: int, now: datetime) -> bool:
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
            SELECT 1 FROM party WHERE party.promo_id = promo.id AND party.business_id IN ({owned(owns)}))
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
        """,
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
