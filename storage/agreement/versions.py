"""Versions of the terms: never changed, signed one by one."""

from __future__ import annotations

from datetime import datetime

from domain.agreement.terms import Terms, canonical, fingerprint
from domain.states import AGREED
from storage.agreement.promos import Promo, owned
from storage.db import Row, Tx


async def cut_version(tx: Tx, terms: Terms, seen: Promo, person_id: int, now: datetime) -> int | None:
    """Make the next version after the one that was seen; its number, or None when somebody was faster.

    Before signing it replaces what is negotiated; of an agreed promo it is an amendment. Signatures stay with theirs.
    """
    number = seen.newest + 1
    won = await tx.run(
        """
        UPDATE promo SET newest = :number, amendment = :number
        WHERE id = :id AND newest = :number - 1 AND state = :state
        """
        if seen.state in AGREED
        else """
        UPDATE promo SET newest = :number, version = :number, title = :title, starts = :starts, ends = :ends
        WHERE id = :id AND newest = :number - 1 AND state = :state
        """,
        id=terms.promo_id,
        number=number,
        state=seen.state,
        **({} if seen.state in AGREED else {"title": terms.title, "starts": terms.starts, "ends": terms.ends}),
    )
    if not won:
        return None
    await tx.run(
        """
        INSERT INTO version (promo_id, number, terms, fingerprint, in_force_from, made_at, made_by, business_id)
        VALUES (:promo, :number, :terms, :fingerprint, :from_day, :now, :person, :business)
        """,
        promo=terms.promo_id,
        number=number,
        terms=canonical(terms),
        fingerprint=fingerprint(terms),
        now=now,
        from_day=terms.in_force_from,
        person=person_id,
        business=seen.business_id,
    )
    return number


async def sign(tx: Tx, promo: Promo, person_id: int, now: datetime) -> bool:
    return bool(
        await tx.run(
            """
            INSERT INTO signature (promo_id, version, business_id, person_id, signed_at)
            VALUES (:promo, :version, :business, :person, :now) ON CONFLICT DO NOTHING
            """,
            promo=promo.id,
            version=promo.version,
            business=promo.business_id,
            person=person_id,
            now=now,
        )
    )


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
        promo=promo_id,
        version=version,
    )


async def version(tx: Tx, promo_id: str, number: int) -> Row | None:
    return await tx.one(
        "SELECT * FROM version WHERE promo_id = :promo AND number = :number", promo=promo_id, number=number
    )


async def terms_of(tx: Tx, promo_id: str, number: int) -> Terms | None:
    row = await version(tx, promo_id, number)
    return Terms.model_validate_json(row["terms"]) if row else None


CHECKED = """
    SELECT version.*, promo.title, promo.state, promo.version AS current, promo.amendment,
           (SELECT count(*) FROM signature s WHERE s.promo_id = promo.id AND s.version = version.number) AS signed,
           (SELECT count(*) FROM party q WHERE q.promo_id = promo.id AND q.left_at IS NULL) AS sides
    FROM version JOIN promo ON promo.id = version.promo_id
"""
PARTY_OF_IT = """EXISTS (SELECT 1 FROM party WHERE party.promo_id = promo.id AND party.business_id IN ({owns})
    AND (party.left_at IS NULL OR version.number <= party.left_version))"""
"""A side that left may still recognise what it knew, and nothing later."""


async def by_fingerprint(tx: Tx, mark: str, owns: frozenset[int]) -> Row | None:
    """The newest version with this fingerprint, for a party of it."""
    return await tx.one(
        f"{CHECKED} WHERE version.fingerprint = :mark AND {PARTY_OF_IT.format(owns=owned(owns))} "
        "ORDER BY version.number DESC",
        mark=mark,
    )


async def by_file(tx: Tx, mark: str, owns: frozenset[int]) -> Row | None:
    """The version whose agreement was sent as this very file, for a party of it."""
    return await tx.one(
        f"{CHECKED} JOIN sent_file f ON f.promo_id = version.promo_id AND f.version = version.number "
        f"WHERE f.mark = :mark AND {PARTY_OF_IT.format(owns=owned(owns))}",
        mark=mark,
    )


async def file_sent(tx: Tx, mark: str, promo_id: str, version: int) -> None:
    """Telegram's own mark of an agreement that we sent; a forwarded copy keeps it, an altered one cannot have it."""
    await tx.run(
        "INSERT INTO sent_file (mark, promo_id, version) VALUES (:mark, :promo, :number) ON CONFLICT DO NOTHING",
        mark=mark,
        promo=promo_id,
        number=version,
    )
