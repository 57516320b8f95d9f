"""Who hears that a promo pauses, goes on or ends: its owners, the group by its card and a line, the staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.states import State
from handlers.buttons import Button, Rows
from handlers.context import Work
from handlers.groups import group
from handlers.recipients import by_day, readers, tell_now, tell_owners, tell_staff
from storage.agreement import promos
from storage.agreement.promos import AnyPromo, Promo


def name_of(promo: AnyPromo, business_id: int) -> str:
    party = promo.terms.party_of(business_id) if isinstance(promo, Promo) else None
    return party.name if party else ""


async def tell_all(
    work: Work, promo: AnyPromo, text: str, person: int | None, rows: Mapping[int, Rows] | None = None, **data: Any
) -> None:
    """`person` did it and hears nothing, the others hear it now; None: it was the clock, and it waits for their hours.
    `rows`: buttons for some sides."""
    key = f"{text}:{promo.id}:{work.now:%Y%m%d%H%M%S}"
    look: Rows = [[Button("Look at it", "promo", (promo.id,))]]
    for party in await promos.parties(work.tx, promo.id):
        shown = {**data, "title": promo.title, "buttons": (rows or {}).get(party.business_id, look)}
        if person is None:
            await tell_owners(work, [party.business_id], text, key=key, **shown)
        else:
            await tell_now(work, party.business_id, text, but=person, **shown)
    for reader in await readers(work, promo):
        if reader.chat_id < 0:
            work.tell(reader, text, not_before=await by_day(work, promo), title=promo.title, **data)
    fresh = await promos.by_clock(work.tx, promo.id)
    if fresh and fresh.state is not State.WITHDRAWN:
        await tell_staff(work, fresh, f"{text}_for_staff", key=key, title=promo.title, **data)
    if fresh:
        await group.show_status(work, fresh)
