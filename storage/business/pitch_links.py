"""Links that show a pitch. Only the hash of a token is kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from storage.business.invitations import TOKEN_BYTES, hashed
from storage.db import Tx


async def make(tx: Tx, promo_id: str, by: int, now: datetime, expires: datetime) -> str:
    """A new link's token: 22 characters, 128 random bits."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await tx.write(
        """
        INSERT INTO share (token_hash, promo_id, expires_at, created_at, created_by)
        VALUES (:hash, :promo, :expires, :now, :by)
        """,
        hash=hashed(token),
        promo=promo_id,
        expires=expires,
        now=now,
        by=by,
    )
    return token


async def find(tx: Tx, token: str, now: datetime) -> str | None:
    """The promo whose pitch the link shows, while it is open."""
    value: str | None = await tx.value(
        "SELECT promo_id FROM share WHERE token_hash = :hash AND expires_at > :now", hash=hashed(token), now=now
    )
    return value
