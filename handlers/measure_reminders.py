"""One word to a side's owners when numbers of a promo's weeks, or of the weeks after it, are missing."""

from __future__ import annotations

from domain.calendar import quiet
from domain.lifecycle import State
from domain.measures import Phase
from domain.measuring import WORTH
from handlers.buttons import Button
from handlers.context import Work
from handlers.measures import book
from storage import businesses, people

OVER = (State.FINISHING, State.CLOSED)


async def remind(work: Work, subject: str, period: str) -> None:
    await _remind(work, subject, period, Phase.DURING)


async def remind_after(work: Work, subject: str, period: str) -> None:
    await _remind(work, subject, period, Phase.AFTER)


async def _remind(work: Work, subject: str, period: str, phase: Phase) -> None:
    """While the promo still ended on that day and something is missing; never at night."""
    promo_id, _, business_id = subject.partition(":")
    found = await book(work, promo_id, frozenset({int(business_id)}))
    if found is None or found.promo.state not in OVER or found.terms.ends.isoformat() != period:
        return
    missing = found.missing(phase)
    business = await businesses.find(work.tx, found.promo.business_id)
    at = quiet(work.now, business["zone"] if business else work.app.default_zone)
    for owner in await people.owners(work.tx, found.promo.business_id) if missing else []:
        work.tell(
            work.reader(owner), "measures.remind", title=found.promo.title, phase=phase, missing=missing,
            buttons=[[Button("Enter the numbers", "nums", (promo_id, phase))]], again=False, not_before=at,
            expires=at + WORTH[f"measures_{phase}"], key=f"measures:{subject}:{phase}:{period}:{owner['person_id']}",
        )  # fmt: skip
