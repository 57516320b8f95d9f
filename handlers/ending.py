"""What a promo's card says of its end and its pause: a side's notice, who paused, when it goes on by itself."""

from __future__ import annotations

from typing import Any

from domain.agreement.terms import Terms
from domain.lifecycle.ending import as_it_runs
from domain.lifecycle.resume import pause_ends
from domain.states import State
from handlers.context import Work
from storage.agreement import history, promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.lifecycle import notices


async def zone_of(work: Work, promo_id: str) -> str:
    """The initiator's, by which a promo's own dates go."""
    promo = await promos.by_clock_any(work.tx, promo_id)
    business = await businesses.find(work.tx, promo.business_id) if promo else None
    return business.zone if business else work.app.default_zone


async def running_terms(work: Work, promo_id: str, terms: Terms) -> Terms:
    """What customers and staff are told of: the terms, ending on the day of a notice that stands."""
    notice = await notices.standing(work.tx, promo_id)
    return as_it_runs(terms, notice.last_day) if notice else terms


async def ending_of(work: Work, promo: Promo) -> dict[str, Any]:
    notice = await notices.standing(work.tx, promo.id) if promo.state in (State.RUNNING, State.PAUSED) else None
    pauses = await history.pauses(work.tx, promo.id) if promo.state is State.PAUSED else ()
    names = {party.business_id: party.name for party in promo.terms.parties}
    goes_on = pause_ends(promo.terms, pauses[-1].since, await zone_of(work, promo.id)) if pauses else None
    return {
        "cancelled_by": names.get(notice.business_id) if notice else None,
        "until": notice.last_day if notice else None,
        "paused_by": names.get(pauses[-1].by) if pauses else None,
        "goes_on": goes_on if goes_on and goes_on <= promo.terms.ends else None,
    }
