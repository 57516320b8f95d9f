"""Who signed which version for whom; kept as it was, whatever is renamed or forgotten later."""

from __future__ import annotations

import json
from datetime import datetime

from domain.agreement.fingerprint import canonical, hashed
from domain.agreement.signature import Capacity, Signature, SignatureText
from domain.results.export import SignedText
from storage.agreement.promos import Promo
from storage.db import Tx
from storage.records import Row, record

SAID = ("legal_name", "register_number", "legal_address", "capacity")


async def sign(tx: Tx, promo: Promo, person_id: int, now: datetime) -> bool:
    """False when this side had signed the version before."""
    signed = await _text(tx, promo, person_id, now)
    text = canonical(signed)
    return bool(
        await tx.run(
            """
            INSERT INTO signature (promo_id, version, business_id, person_id, signed_at, signatory, business, city,
                                   address, text, fingerprint)
            VALUES (:promo, :version, :of, :person, :now, :signatory, :business, :city, :address, :text, :fingerprint)
            ON CONFLICT DO NOTHING
            """,
            promo=promo.id,
            version=promo.version,
            of=promo.business_id,
            person=person_id,
            now=now,
            signatory=signed.signatory,
            business=signed.business,
            city=signed.city,
            address=signed.address,
            text=text,
            fingerprint=hashed(text),
        )
    )


async def _text(tx: Tx, promo: Promo, person_id: int, now: datetime) -> SignatureText:
    row = await tx.one(
        """
        SELECT v.fingerprint AS agreement, b.name AS business, b.city, b.address, b.legal_name, b.register_number,
               b.legal_address, COALESCE(s.full_name, p.name) AS signatory, COALESCE(s.capacity, :owner) AS capacity
        FROM version v JOIN business b ON b.id = :business JOIN person p ON p.id = :person
        LEFT JOIN signatory s ON s.business_id = b.id AND s.person_id = p.id
        WHERE v.promo_id = :promo AND v.number = :version
        """,
        owner=Capacity.OWNER,
        promo=promo.id,
        version=promo.version,
        business=promo.business_id,
        person=person_id,
    )
    assert row is not None, "the version that is signed is there, and so is who signs it"
    return SignatureText(promo_id=promo.id, version=promo.version, signed_at=now, **dict(row))


async def of_version(tx: Tx, promo_id: str, version: int) -> list[Signature]:
    """Every party, in their order; one that has not signed as it is now."""
    rows = await tx.all(
        """
        SELECT COALESCE(s.business, b.name) AS business, COALESCE(s.city, b.city) AS city,
               CASE WHEN s.signed_at IS NULL THEN b.address ELSE s.address END AS address, party.business_id,
               b.legal_name, b.register_number, b.legal_address, NULL AS capacity,
               COALESCE(s.signatory, p.name) AS person, s.signed_at AS at, s.text, s.fingerprint
        FROM party JOIN business b ON b.id = party.business_id
        LEFT JOIN signature s ON s.promo_id = party.promo_id AND s.business_id = party.business_id
            AND s.version = :version
        LEFT JOIN person p ON p.id = s.person_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot
        """,
        promo=promo_id,
        version=version,
    )
    return [record(Signature, row, **_said(row)) for row in rows]


def _said(row: Row) -> dict[str, str | None]:
    """Who the party is by law: as it is now, or as the text says that was signed; older signatures have none."""
    if row["at"] is None:
        return {name: row[name] for name in SAID}
    text: dict[str, str | None] = json.loads(row["text"] or "{}")
    return {name: text.get(name) for name in SAID}


async def texts(tx: Tx, promo_id: str, version: int) -> tuple[SignedText, ...]:
    """Letter by letter, in the order of the sides; older signatures have none."""
    rows = await tx.all(
        """
        SELECT s.fingerprint, s.text FROM signature s
        JOIN party ON party.promo_id = s.promo_id AND party.business_id = s.business_id
        WHERE s.promo_id = :promo AND s.version = :version AND s.text IS NOT NULL ORDER BY party.slot
        """,
        promo=promo_id,
        version=version,
    )
    return tuple(SignedText(fingerprint=row["fingerprint"], text=row["text"]) for row in rows)
