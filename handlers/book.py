"""A promo's book for one of its sides: everything that the side may take home, put together from what is stored."""

from __future__ import annotations

from datetime import date

from domain import book_figures, bookkeeping
from domain.book import About, Book, Earned, Said, Settled
from domain.gathering import Facts
from domain.terms import Terms
from handlers import perks, results, settlements
from handlers.context import Work
from handlers.ledger import own_goals
from storage import opinions, versions
from storage import settlements as stored
from storage.promos import Promo


async def book_of(work: Work, promo: Promo, until: date | None = None) -> Book:
    """Of a signed promo, as the side that `promo` is seen from may have it."""
    facts, reader = await results.gather(work, promo, until), promo.slot
    terms = facts.terms
    return Book(
        made_at=work.now, reader=reader, about=await _about(work, promo, facts), terms=terms,
        shops=bookkeeping.shops(facts, reader), places=bookkeeping.places(facts, reader),
        days=bookkeeping.days(facts, reader), totals=book_figures.totals(facts, reader),
        measures=bookkeeping.measures(facts, reader),
        expenses=bookkeeping.expenses(facts, reader), thrifty=promo.business_id in facts.thrifty,
        rates=bookkeeping.rates(facts),
        cards=bookkeeping.cards(facts, reader), figures=book_figures.figures(facts, reader),
        compared=book_figures.compared(facts, reader),
        sent=bookkeeping.sent(facts, reader, await results.ways(work, promo.id, facts)),
        rewards=await earned(work, promo.id, terms, reader),
        settlement=await _settled(work, promo, terms), opinions=await _said(work, promo), hours=facts.hours,
    )  # fmt: skip


async def _about(work: Work, promo: Promo, facts: Facts) -> About:
    version = await versions.version(work.tx, promo.id, promo.version)
    return About(
        id=promo.id, title=promo.title, state=promo.state, version=promo.version, until=facts.until,
        fingerprint=version["fingerprint"] if version else "",
    )  # fmt: skip


async def earned(work: Work, promo_id: str, terms: Terms, slot: int) -> tuple[Earned, ...]:
    """What the staff of a side was to get, or it had to give."""
    approved = await perks.approved(work, promo_id, terms)
    return tuple(
        Earned(giver=one.giver, sender=one.sender, what=one.what, at=one.at, customers=one.count, times=one.times,
               approved=approved[one.perk, one.giver, one.sender])
        for one in own_goals(terms, await perks.goals(work, promo_id, terms), slot)
    )  # fmt: skip


async def _settled(work: Work, promo: Promo, terms: Terms) -> Settled | None:
    """The newest revision that is kept, or a preview; None where there is nothing to settle."""
    one = await stored.latest(work.tx, promo.id)
    statement = one.statement if one else await settlements.compute(work, promo, terms, 0)
    if settlements.nothing(statement):
        return None
    return bookkeeping.settled(statement, promo.slot, one.revision if one else 0, bool(one and one.agreed))


async def _said(work: Work, promo: Promo) -> tuple[Said, ...]:
    return tuple(
        Said(name=row["name"], score=row["score"], again=None if row["again"] is None else bool(row["again"]),
             words=row["words"] or "")
        for row in await opinions.of_promo(work.tx, promo.id)
    )  # fmt: skip
