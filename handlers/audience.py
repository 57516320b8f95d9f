"""Who hears of a promo."""

from __future__ import annotations

from handlers.context import Reader, Work
from storage import groups, people, promos
from storage.db import Row
from storage.promos import Promo


def reader_of(group: Row) -> Reader:
    return Reader(group["chat_id"], group["language"], group["thread_id"])


async def readers(work: Work, promo: Promo) -> list[Reader]:
    """Its group, or the owners of its parties while it has none."""
    group = await groups.of_promo(work.tx, promo.id)
    if group and not group["lost_at"]:
        return [reader_of(group)]
    parties = await promos.parties(work.tx, promo.id)
    return [work.reader(owner) for party in parties for owner in await people.owners(work.tx, party.business_id)]
