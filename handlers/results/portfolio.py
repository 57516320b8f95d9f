"""/compare: my promos side by side, the best return and the partner that sent the most."""

from __future__ import annotations

from domain.results import inputs, portfolio
from domain.results.facts import MetricInputs
from domain.results.metrics import measured
from domain.results.portfolio import PortfolioLine
from domain.states import COUNTING, State
from handlers.buttons import Button, Rows
from handlers.context import Context
from handlers.ending import running_terms
from handlers.results import metrics
from storage.agreement import promos
from storage.agreement.promos import Promo

BEGUN = COUNTING | {State.PAUSED, State.CLOSED, State.CANCELLED}
MOST = 8


def opening(mine: list[Promo]) -> Rows:
    """Worth a button from two promos on."""
    return [[Button("Side by side", "compare")]] if sum(one.state in BEGUN for one in mine) > 1 else []


async def on_portfolio(context: Context) -> None:
    context.toast()
    await command(context)


async def command(context: Context) -> None:
    """The newest ones that have begun."""
    mine = [one for one in await promos.mine(context.tx, context.person.owns) if one.terms and one.state in BEGUN]
    begun = [one for one in mine if one.terms and one.terms.starts < context.today][:MOST]
    lines = portfolio.ranked([await _line(context, promo) for promo in begun])
    context.say(
        "results/portfolio.page",
        lines=lines,
        best=portfolio.best_partner(lines),
        more=len(mine) > len(begun) == MOST,
        buttons=[row for promo in begun for row in metrics.opening(promo, promo.title)],
    )


async def _line(context: Context, promo: Promo) -> PortfolioLine:
    facts = await metrics.gather(context.work, promo)
    terms = await running_terms(context.work, promo.id, facts.terms)
    known = inputs.inputs(facts)[promo.business_id]
    figures = {metric.name: metric for metric in measured(known)}
    return PortfolioLine(
        promo_id=promo.id,
        title=promo.title,
        state=promo.state,
        starts=terms.starts,
        ends=terms.ends,
        partners=tuple(party.name for party in terms.parties if party.slot != promo.slot),
        uses=known.uses,
        net=figures["net_profit"],
        roi=figures["roi"],
        currency=known.currency,
        came=await _came(context, promo, facts),
    )


async def _came(context: Context, promo: Promo, facts: MetricInputs) -> dict[str, int]:
    """Customers at the asker's own counters, by the partner who sent them, as far as that is known."""
    names = {party.slot: party.name for party in facts.terms.parties}
    made = await metrics.ways(context.work, promo.id, facts)
    return {names[one.sender]: one.customers for one in made if one.sender and one.receiver == promo.slot}
