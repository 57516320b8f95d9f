"""One word to a side's owners when the weeks after a promo are over and their numbers are missing."""

from __future__ import annotations

from domain.measures.measure import Phase
from domain.schedule.due_names import SideSubject
from handlers.buttons import Button
from handlers.context import Work
from handlers.measures.entry import entry_of, missing
from handlers.recipients import tell_owners
from storage.agreement import promos


async def remind_after(work: Work, subject: str, period: str) -> None:
    """While the promo still ended on that day; never at night."""
    side = SideSubject.read(subject)
    promo = await promos.find(work.tx, side.promo_id, frozenset({side.business_id}))
    entry = await entry_of(work, promo) if promo else None
    if entry is None or Phase.AFTER not in entry.phases or entry.terms.ends.isoformat() != period:
        return
    lacking = missing(entry.terms, entry.series, Phase.AFTER)
    if lacking:
        await tell_owners(
            work,
            [entry.promo.business_id],
            "measures/files.remind_after",
            title=entry.promo.title,
            lacking=lacking,
            buttons=[[Button("Enter the numbers", "numbers", (entry.promo.id, Phase.AFTER.value))]],
            key=f"measures_after:{subject}:{period}",
        )
