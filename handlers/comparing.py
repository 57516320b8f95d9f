"""/compare: my promos side by side, the best return and the partner that sent the most."""

from __future__ import annotations

from domain import gathering, portfolio
from domain.lifecycle import COUNTING, State
from domain.portfolio import Line
from domain.results import measured
from handlers import results
from handlers.buttons import Button, Rows
from handlers.context import Context
from storage import promos
from storage.promos import Promo

BEGUN = COUNTING | {State.PAUSED, State.CLOSED, State.CANCELLED}
MOST = 8


def opening(mine: list[Promo]) -> Rows:
    """Worth a button from two promos on."""
    return [[Button("Side by side", "compare")]] if sum(one.state in BEGUN for one in mine) > 1 else []


async def press(context: Context) -> None:
    context.toast()
    await command(context)


async def command(context: Context) -> None:
    """The newest ones that have begun."""
    mine = [one for one in await promos.mine(context.tx, context.person.owns) if one.terms and one.state in BEGUN]
    begun = [one for one in mine if one.terms and one.terms.starts < context.today][:MOST]
    lines = portfolio.ranked([await _line(context, promo) for promo in begun])
    context.say(
        "compare.page", lines=lines, best=portfolio.best_partner(lines), more=len(mine) > len(begun) == MOST,
        buttons=[row for promo in begun for row in results.opening(promo, promo.title)],
    )  # fmt: skip


async def _line(context: Context, promo: Promo) -> Line:
    facts = await results.gather(context.work, promo)
    terms = facts.terms
    known = gathering.inputs(facts)[promo.business_id]
    figures = {metric.name: metric for metric in measured(known)}
    return Line(
        promo.id, promo.title, promo.state, terms.starts, terms.ends,
        tuple(party.name for party in terms.parties if party.slot != promo.slot), known.uses,
        figures["net_profit"], figures["roi"], known.currency, await _came(context, promo, facts),
    )  # fmt: skip


async def _came(context: Context, promo: Promo, facts: gathering.Facts) -> dict[str, int]:
    """Customers at the asker's own counters, by the partner who sent them, as far as that is known."""
    names = {party.slot: party.name for party in facts.terms.parties}
    made = await results.ways(context.work, promo.id, facts)
    return {names[one.sender]: one.customers for one in made if one.sender and one.receiver == promo.slot}
