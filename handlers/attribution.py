"""Who sent whom how many: the one count that ledger, settlement, rewards and files read."""

from __future__ import annotations

from datetime import date

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.ledger import attribution
from domain.ledger.attribution import Attribution, SentOnDay
from domain.ledger.counts import Totals
from handlers.context import Work
from storage.agreement import versions
from storage.business import businesses
from storage.daily import daily_reports
from storage.settlement import settlements


async def sent(work: Work, promo_id: str, terms: TermsInForce, until: date = date.max) -> tuple[SentOnDay, ...]:
    """Day by day, up to a day."""
    first, last = terms.span
    places = await businesses.places(work.tx, promo_id)
    entries = await daily_reports.counted(work.tx, promo_id, first, min(last, until))
    uses = {key: count for key, count in (await settlements.uses(work.tx, promo_id)).items() if key[0] <= until}
    return attribution.sent(terms, places, entries, uses)


async def directions(work: Work, promo_id: str, newest: Terms, until: date = date.max) -> tuple[Attribution, ...]:
    terms = await versions.in_force(work.tx, promo_id, newest)
    return attribution.directions(terms, await sent(work, promo_id, terms, until))


async def totals(work: Work, promo_id: str, newest: Terms, until: date = date.max) -> Totals:
    """(sender, receiver) → customers, by slot."""
    made = await directions(work, promo_id, newest, until)
    return {(one.sender, one.receiver): one.customers for one in made}
