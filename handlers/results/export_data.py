"""A promo's book for one of its sides: everything that the side may take home, put together from what is stored."""

from __future__ import annotations

from datetime import date

from domain.agreement.sharing import Topic
from domain.agreement.terms import Terms
from domain.ledger.attribution import Attribution
from domain.results import export_fill, export_metrics
from domain.results.export import About, Earned, ExportedOpinion, PromoExport
from domain.results.export_settled import Settled
from domain.results.facts import MetricInputs
from domain.results.shown import for_partners
from handlers.context import Work
from handlers.results import metrics
from handlers.rewards import awards
from handlers.rewards.awards import own_goals
from handlers.settlement.inputs import compute
from storage.agreement import versions
from storage.agreement.promos import Promo
from storage.results import feedback
from storage.settlement import settlements as stored


async def book_of(work: Work, promo: Promo, until: date | None = None) -> PromoExport:
    """Of a signed promo, as the side that `promo` is seen from may have it."""
    facts, reader = await metrics.gather(work, promo, until), promo.slot
    terms, known = facts.terms, export_metrics.known_of(facts, reader)
    return PromoExport(
        made_at=work.now,
        reader=reader,
        about=await _about(work, promo, facts),
        terms=terms,
        versions=await versions.as_signed(work.tx, promo),
        shops=export_fill.shops(facts, reader),
        places=export_fill.places(facts, reader),
        days=export_fill.days(facts, reader),
        totals=export_metrics.totals(facts, reader, known),
        measures=export_fill.measures(facts, reader),
        expenses=export_fill.expenses(facts, reader),
        declared_no_expenses=promo.business_id in facts.declared_no_expenses,
        rates=export_fill.rates(facts),
        cards=export_fill.cards(facts, reader),
        figures=export_metrics.figures(facts, reader, known),
        compared=export_metrics.compared(facts, reader),
        sent=export_fill.sent(facts, reader, await _ways(work, promo, facts)),
        rewards=await earned(work, promo.id, terms, reader),
        settlement=await _settled(work, promo, terms),
        opinions=await _said(work, promo),
        hours=facts.hours,
    )


async def _ways(work: Work, promo: Promo, facts: MetricInputs) -> list[Attribution]:
    """To the reader's own counters up to now, to the others as far as partners see each other."""
    own = await metrics.ways(work, promo.id, facts)
    seen = await metrics.ways(work, promo.id, for_partners(facts, Topic.CUSTOMERS))
    return [*(one for one in own if one.receiver == promo.slot), *(one for one in seen if one.receiver != promo.slot)]


async def _about(work: Work, promo: Promo, facts: MetricInputs) -> About:
    version = await versions.version(work.tx, promo.id, promo.version)
    return About(
        id=promo.id,
        title=promo.title,
        state=promo.state,
        version=promo.version,
        until=facts.until,
        fingerprint=version.fingerprint if version else "",
    )


async def earned(work: Work, promo_id: str, terms: Terms, slot: int) -> tuple[Earned, ...]:
    """What the staff of a side was to get, or it had to give."""
    approved = await awards.approved(work, promo_id, terms)
    return tuple(
        Earned(
            giver=one.giver,
            sender=one.sender,
            what=one.what,
            at=one.at,
            customers=one.count,
            times=one.times,
            approved=approved[one.perk, one.giver, one.sender],
        )
        for one in own_goals(terms, await awards.goals(work, promo_id, terms), slot)
    )


async def _settled(work: Work, promo: Promo, terms: Terms) -> Settled | None:
    """The newest revision that is kept, or a preview; None where there is nothing to settle."""
    one = await stored.latest(work.tx, promo.id)
    statement = one.statement if one else await compute(work, promo, terms, 0)
    if statement.is_empty:
        return None
    return export_fill.settled(statement, promo.slot, one.revision if one else 0, bool(one and one.agreed))


async def _said(work: Work, promo: Promo) -> tuple[ExportedOpinion, ...]:
    return tuple(
        ExportedOpinion(
            name=row.name, score=row.score, again=None if row.again is None else bool(row.again), words=row.words or ""
        )
        for row in await feedback.of_promo(work.tx, promo.id)
    )
