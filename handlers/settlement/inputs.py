"""What a settlement is made from, gathered."""

from __future__ import annotations

from datetime import date

from domain.agreement.sharing import Topic, shared_today
from domain.agreement.terms import Terms
from domain.calendar import local_day
from domain.ledger.agreed_days import parts
from domain.ledger.attribution import missing_reports
from domain.settlement.inputs import SettlementFacts
from domain.settlement.settlement import settle
from domain.settlement.statement import Statement
from domain.states import State
from handlers import attribution
from handlers.context import Work
from storage.agreement import history, versions
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.settlement import exchange_rates, expenses, settlements

OVER = (State.FINISHING, State.CLOSED, State.CANCELLED)
"""From then on a statement is kept and can be confirmed; before, it is a preview."""


async def compute(work: Work, promo: Promo, terms: Terms, revision: int) -> Statement:
    """The figures as they are now; what changed hands under earlier revisions is taken as paid."""
    return settle(await gather(work, promo, terms, revision))


async def gather(work: Work, promo: Promo, terms: Terms, revision: int) -> SettlementFacts:
    """A promo that was cancelled owes no report from that day on. A preview goes as far as partners see each other."""
    in_force = await versions.in_force(work.tx, promo.id, terms)
    final, cancelled = in_force.final, await history.cancelled(work.tx, promo.id)
    entries = await daily_reports.counted(work.tx, promo.id, final.starts, final.ends)
    places = await businesses.places(work.tx, promo.id)
    business = await businesses.find(work.tx, promo.business_id)
    until = min(work.now, cancelled.since) if cancelled else work.now
    today = local_day(until, business.zone if business else work.app.default_zone)
    over = promo.state in OVER
    seen = date.max if over else shared_today(final, today, Topic.CUSTOMERS)
    return SettlementFacts(
        terms=in_force,
        expenses=await expenses.of_promo(work.tx, promo.id),
        sent=await attribution.sent(work, promo.id, in_force, seen),
        rates=await exchange_rates.agreed(work.tx, promo.id),
        missing=missing_reports(final, places, entries, today),
        without=await settlements.without_reports(work.tx, promo.id, final),
        parts=parts(final, places, entries, cancelled),
        paid=settlements.received(await settlements.payments(work.tx, promo.id), revision),
        over=over,
    )
