"""One word to a side's owners when the weeks after a promo are over and their numbers are missing."""

from __future__ import annotations

from domain.calendar import quiet
from domain.measures import Phase
from domain.measuring import WORTH
from handlers.buttons import Button
from handlers.context import Work
from handlers.measures import entry_of, missing
from storage import businesses, people, promos


async def remind_after(work: Work, subject: str, period: str) -> None:
    """While the promo still ended on that day; never at night."""
    promo_id, _, business_id = subject.partition(":")
    promo = await promos.find(work.tx, promo_id, frozenset({int(business_id)}))
    entry = await entry_of(work, promo) if promo else None
    if entry is None or Phase.AFTER not in entry.phases or entry.terms.ends.isoformat() != period:
        return
    lacking = missing(entry.terms, entry.series, Phase.AFTER)
    business = await businesses.find(work.tx, entry.promo.business_id)
    at = quiet(work.now, business["zone"] if business else work.app.default_zone)
    for owner in await people.owners(work.tx, entry.promo.business_id) if lacking else []:
        work.tell(
            work.reader(owner), "measure_files.remind_after", title=entry.promo.title, lacking=lacking,
            buttons=[[Button("Enter the numbers", "numbers", (promo_id, Phase.AFTER.value))]], again=False,
            not_before=at, expires=at + WORTH, key=f"measures_after:{subject}:{period}:{owner['person_id']}",
        )  # fmt: skip
