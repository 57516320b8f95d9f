"""Who holds an open invitation to a promo, and what they may see of it before they answer."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from domain.states import OPEN_PROPOSAL, State
from storage import sql
from storage.db import Tx


class InvitedTo(Struct, frozen=True):
    """A promo that somebody is invited to, as far as they may see it: the initiator and who began the draft."""

    token_hash: str
    id: str
    state: State
    version: int
    created_by: int
    business_id: int
    business: str
    city: str
    category: str
    currency: str


async def find(tx: Tx, promo_id: str, person_id: int, now: datetime) -> InvitedTo | None:
    """The promo of an open partner invitation that this person has opened."""
    return await tx.record(
        InvitedTo,
        f"""
        SELECT i.token_hash, promo.id, promo.state, promo.version, promo.created_by, b.id AS business_id,
               b.name AS business, b.city, b.category, b.currency
        FROM invitation i JOIN invitation_use u ON u.token_hash = i.token_hash AND u.person_id = :person
        JOIN promo ON promo.id = i.promo_id JOIN party ON party.promo_id = promo.id
        JOIN business b ON b.id = party.business_id
        WHERE party.left_at IS NULL AND i.kind = 'partner' AND i.promo_id = :promo AND i.revoked_at IS NULL
            AND i.expires_at > :now AND i.uses_left > 0 AND promo.state IN ({sql.words(OPEN_PROPOSAL)})
        ORDER BY party.slot
        """,
        promo=promo_id,
        person=person_id,
        now=now,
    )
