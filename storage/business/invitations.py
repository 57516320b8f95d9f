"""Invitation links. Only the hash of a token is kept."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from storage.db import Tx
from storage.records import Record

TOKEN_BYTES = 16
USABLE = "revoked_at IS NULL AND expires_at > :now AND uses_left > 0"


class PromoInvitation(Struct, frozen=True):
    """A link to a promo, for a partner or a group; `open` while it can still be used."""

    token_hash: str
    promo_id: str
    open: bool


class StaffInvitation(Struct, frozen=True):
    """A link to a role: at a location, or as one more owner of a business."""

    token_hash: str
    business_id: int
    location_id: int | None
    role: str
    uses_left: int
    expires_at: datetime
    created_by: int
    open: bool


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


async def make(
    tx: Tx,
    kind: str,
    by: int,
    now: datetime,
    expires: datetime,
    *,
    uses: int,
    promo_id: str | None = None,
    business_id: int | None = None,
    location_id: int | None = None,
    role: str | None = None,
) -> str:
    """A new invitation; its token (22 characters, 128 random bits), which only the link knows."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await tx.write(
        """
        INSERT INTO invitation (token_hash, kind, promo_id, business_id, location_id, role, uses_left,
                                expires_at, created_at, created_by)
        VALUES (:hash, :kind, :promo, :business, :location, :role, :uses, :expires, :now, :by)
        """,
        hash=hashed(token),
        kind=kind,
        promo=promo_id,
        business=business_id,
        location=location_id,
        role=role,
        uses=uses,
        expires=expires,
        now=now,
        by=by,
    )
    return token


async def find_promo(tx: Tx, kind: str, token: str, now: datetime) -> PromoInvitation | None:
    """The invitation, whoever asks."""
    return await _find(tx, PromoInvitation, kind, token, now)


async def find_staff(tx: Tx, token: str, now: datetime) -> StaffInvitation | None:
    """The invitation, whoever asks."""
    return await _find(tx, StaffInvitation, "staff", token, now)


async def _find(tx: Tx, shape: type[Record], kind: str, token: str, now: datetime) -> Record | None:
    return await tx.record(
        shape,
        f"""
        SELECT *, ({USABLE}) AS open
        FROM invitation WHERE token_hash = :hash AND kind = :kind
        """,
        hash=hashed(token),
        kind=kind,
        now=now,
    )


async def opened(tx: Tx, token_hash: str, person_id: int, now: datetime) -> None:
    """Remember that this person has seen the link; that is what entitles them to use it."""
    await tx.write(
        "INSERT INTO invitation_use (token_hash, person_id, at) VALUES (:hash, :person, :now) ON CONFLICT DO NOTHING",
        hash=token_hash,
        person=person_id,
        now=now,
    )


async def use(tx: Tx, token_hash: str, now: datetime) -> bool:
    """Take one use; False when none is left."""
    return bool(
        await tx.run(
            f"""
            UPDATE invitation SET uses_left = uses_left - 1 WHERE token_hash = :hash AND {USABLE}
            """,
            hash=token_hash,
            now=now,
        )
    )


async def revoke(
    tx: Tx, kind: str, now: datetime, *, promo_id: str | None = None, location_id: int | None = None
) -> int:
    """End all open links of a promo or a location."""
    return await tx.run(
        """
        UPDATE invitation SET revoked_at = :now WHERE kind = :kind AND revoked_at IS NULL AND uses_left > 0
            AND (promo_id = :promo OR location_id = :location)
        """,
        now=now,
        kind=kind,
        promo=promo_id,
        location=location_id,
    )


async def opened_by(tx: Tx, person_id: int, location_id: int, now: datetime) -> StaffInvitation | None:
    """An open staff invitation to the location that this person has seen, and was not removed since it was made.

    Another role at once after the old one is no removal.
    """
    return await tx.record(
        StaffInvitation,
        f"""
        SELECT i.*, 1 AS open FROM invitation i
        JOIN invitation_use u ON u.token_hash = i.token_hash AND u.person_id = :person
        WHERE i.kind = 'staff' AND i.location_id = :location AND {USABLE} AND NOT EXISTS (
                SELECT 1 FROM membership m WHERE m.person_id = :person AND m.location_id = i.location_id
                    AND m.until >= i.created_at AND m.ended_by != m.person_id AND NOT EXISTS (
                        SELECT 1 FROM membership next WHERE next.person_id = m.person_id
                            AND next.location_id = m.location_id AND next.id > m.id AND next.since = m.until))
        """,
        person=person_id,
        location=location_id,
        now=now,
    )


async def opened_for_owner(tx: Tx, person_id: int, business_id: int, now: datetime) -> StaffInvitation | None:
    """An open invitation to own the business that this person has seen."""
    return await tx.record(
        StaffInvitation,
        f"""
        SELECT i.*, 1 AS open FROM invitation i
        JOIN invitation_use u ON u.token_hash = i.token_hash AND u.person_id = :person
        WHERE i.kind = 'staff' AND i.role = 'owner' AND i.business_id = :business AND {USABLE}
        ORDER BY i.created_at DESC, i.token_hash LIMIT 1
        """,
        person=person_id,
        business=business_id,
        now=now,
    )


async def open_links(tx: Tx, location_id: int, now: datetime) -> list[StaffInvitation]:
    """The staff links of a location that still work, the newest first."""
    return await tx.records(
        StaffInvitation,
        f"""
        SELECT *, 1 AS open FROM invitation WHERE kind = 'staff' AND location_id = :location AND {USABLE}
        ORDER BY created_at DESC, token_hash
        """,
        location=location_id,
        now=now,
    )


async def limit(tx: Tx, token_hash: str, uses: int, expires: datetime) -> None:
    """How many more people may use a link, and until when."""
    await tx.write(
        "UPDATE invitation SET uses_left = :uses, expires_at = :expires WHERE token_hash = :hash",
        uses=uses,
        expires=expires,
        hash=token_hash,
    )


async def revoke_one(tx: Tx, token_hash: str, now: datetime) -> None:
    await tx.write("UPDATE invitation SET revoked_at = :now WHERE token_hash = :hash", now=now, hash=token_hash)
