"""Who may be found by others, and what they then see of a business."""

from __future__ import annotations

from datetime import datetime

from domain.matching.compatibility import Profile
from domain.reading import city_key, without_contacts
from storage import sql
from storage.business.businesses import Business
from storage.db import Tx

MOST_COMPARED = 500

REACHABLE = """EXISTS (
    SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.business_id = b.id AND m.role = 'owner' AND m.until IS NULL
        AND p.telegram_id IS NOT NULL AND p.blocked_at IS NULL)"""


def profile(business: Business) -> Profile:
    """A business as others may see it: what its owner typed goes without phones, links and usernames."""
    name, city, audience = map(without_contacts, (business.name, business.city, business.audience or ""))
    return Profile(
        business_id=business.id,
        name=name,
        category=business.category,
        city=city,
        price_tier=business.price_tier,
        audience=audience or None,
    )


async def switch(tx: Tx, business: Business, found: bool, now: datetime, by: int) -> bool:
    """Let others find the business, or hide it; False when nothing changes."""
    return bool(
        await tx.run(
            """
            UPDATE business SET found_in = :place, found_changed_at = :now, found_changed_by = :by
            WHERE id = :id AND CASE WHEN found_in IS NULL THEN 1 ELSE 0 END = :hidden
            """,
            id=business.id,
            place=city_key(business.city) if found else None,
            hidden=int(found),
            now=now,
            by=by,
        )
    )


async def nearby(tx: Tx, mine: Profile, owns: frozenset[int]) -> list[Profile]:
    """Others of the same city that let themselves be found and can be reached; the latest to do so first."""
    found = await tx.records(
        Business,
        f"""
        SELECT * FROM business b WHERE b.found_in = :place AND b.id NOT IN ({sql.numbers(owns)}) AND {REACHABLE}
        ORDER BY b.found_changed_at DESC NULLS LAST, b.id LIMIT {MOST_COMPARED}
        """,
        place=city_key(mine.city),
    )
    return [profile(one) for one in found]


async def seen(tx: Tx, mine: Profile, other_id: int) -> Profile | None:
    """The other business if `mine` may see it: it can be found in the same city, it asked, or one said yes."""
    found = await tx.record(
        Business,
        f"""
        SELECT * FROM business b WHERE b.id = :other AND b.id != :mine AND (
            (b.found_in = :place AND {REACHABLE})
            OR EXISTS (SELECT 1 FROM contact c WHERE c.asker_id = :other AND c.asked_id = :mine)
            OR EXISTS (SELECT 1 FROM contact c WHERE c.asker_id = :mine AND c.asked_id = :other AND c.answer = 'yes'))
        """,
        mine=mine.business_id,
        other=other_id,
        place=city_key(mine.city),
    )
    return profile(found) if found else None
