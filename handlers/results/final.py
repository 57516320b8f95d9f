"""The final report: what came of the promo, to the group; each side's own figures and a question to its owners."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain import reading
from domain.agreement.sharing import Topic, goal_shared, shared
from domain.agreement.terms import Terms
from domain.daily.totals import progress
from domain.reading import Problem
from domain.results import inputs
from domain.results.export import Earned
from domain.results.facts import MetricInputs
from domain.results.known import Inputs, total
from domain.results.metrics import measured
from domain.results.verdicts import coverage_of
from domain.states import AGREED, State
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Link, Rows, number
from handlers.context import Context, Work
from handlers.recipients import by_day, readers, tell_owners
from handlers.results import export, metrics
from handlers.results.export_data import earned
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.groups import groups
from storage.queues import outbox
from storage.results import feedback
from templates.words.msgid import N_

SCORES = range(1, 6)
LONGEST = 500


async def closed(work: Work, promo_id: str) -> None:
    """Once, in the morning after the promo has closed."""
    promo = await promos.by_clock(work.tx, promo_id)
    if promo is None or promo.state is not State.CLOSED:
        return
    facts = await metrics.gather(work, promo, promo.terms.ends)
    if (group := await groups.of_promo(work.tx, promo.id)) and not group.lost_at:
        await _post(work, promo, promo.terms, facts)
    for party in promo.terms.parties:
        await tell_owners(
            work,
            (party.business_id,),
            ("results/final.page", "results/final.question"),
            key=f"final:{promo.id}:{party.slot}",
            buttons=_buttons(promo.id, party.slot),
            rewards=await _rewards(work, promo.id, promo.terms, party.slot),
            **summary(promo, promo.terms, facts, party.business_id),
        )


async def _rewards(work: Work, promo_id: str, terms: Terms, slot: int) -> list[tuple[str, str, Earned]]:
    names = {party.slot: party.name for party in terms.parties}
    return [(names[one.sender], names[one.giver], one) for one in await earned(work, promo_id, terms, slot)]


async def _post(work: Work, promo: Promo, terms: Terms, facts: MetricInputs) -> None:
    at = await by_day(work, promo)
    for reader in await readers(work, promo):
        work.tell(
            reader,
            "results/final.page",
            key=f"final:{promo.id}:{reader.chat_id}",
            not_before=at,
            expires=at + timedelta(days=7),
            urgency=outbox.BULK,
            buttons=[
                [
                    Link(N_("Results"), work.app.link(f"r_{promo.id}-final")),
                    Link(N_("Export"), work.app.link(f"r_{promo.id}-export")),
                ]
            ],
            rewards=(),
            **summary(promo, terms, facts, 0),
        )


def summary(promo: Promo, terms: Terms, facts: MetricInputs, viewer: int) -> dict[str, Any]:
    """What a business may read (0: the group): its own side whole, the others as far as they are shared."""
    sides = inputs.inputs(facts)
    whole = inputs.whole(facts, sides)
    uses = total(known.uses for business, known in sides.items() if terms.receives(business))
    pace = inputs.goal(facts) if goal_shared(terms) else None
    open_, sales = shared(terms, Topic.CUSTOMERS), shared(terms, Topic.SALES)
    shown = [
        _side(terms, business, known, business == viewer or open_, business == viewer or sales)
        for business, known in sides.items()
    ]
    return {
        "title": promo.title,
        "terms": terms,
        "sides": shown,
        "uses": uses if open_ else None,
        "sales": whole.sales if whole and open_ and sales else None,
        "currency": terms.currency,
        "goal": pace,
        "goal_percent": progress(pace.done, pace.target) if pace else None,
        "goal_told": inputs.goal_coverage(facts),
        "goal_open": goal_shared(terms),
        "coverage": _coverage(sides.values()),
        "mine": _figures(sides.get(viewer)),
        "mine_currency": sides[viewer].currency if viewer in sides else terms.currency,
    }


def _side(terms: Terms, business: int, known: Inputs, customers: bool, sales: bool) -> dict[str, Any]:
    party = terms.party_of(business)
    return {
        "name": party.name if party else "",
        "uses": known.uses if customers else None,
        "shown": customers,
        "new": known.new if customers else None,
        "new_told": coverage_of(known, "new"),
        "sales_told": coverage_of(known, "sales"),
        "sales": known.sales if sales and customers else None,
        "currency": known.currency,
        "receives": terms.receives(business),
    }


def _coverage(sides: Any) -> tuple[int, int]:
    return sum(int(side.reported or 0) for side in sides), sum(int(side.expected or 0) for side in sides)


FIRST = ("return_ratio", "return_new", "net_profit", "net_new", "average_check", "conversion")


def _figures(known: Inputs | None) -> list[Any]:
    """A side's own figures that come first; the others wait behind a button."""
    return [metric for metric in measured(known) if metric.name in FIRST] if known else []


def _buttons(promo_id: str, slot: int) -> Rows:
    return [
        [Button(str(score), "rate", (promo_id, score), own=True) for score in SCORES],
        export.final(promo_id),
        [Button("Results", "results", (promo_id, slot, metrics.BELOW)), Button("Once more ▶", "again", (promo_id,))],
    ]


async def on_rate(context: Context) -> None:
    """1 to 5; then whether they would do it again."""
    promo, score = await _closed_promo(context), number(context.pressed[1])
    if promo is None or score not in SCORES:
        return
    context.toast()
    await feedback.rate(
        context.tx, promo.id, promo.business_id, score=score, person_id=context.person.id, now=context.now
    )
    yes, no = (Button(text, "redo", (promo.id, said)) for text, said in ((N_("Yes"), 1), (N_("No"), 0)))
    context.say("results/final.again", score=score, buttons=[[yes, no]])


async def on_repeat(context: Context) -> None:
    promo = await _closed_promo(context)
    if promo is None:
        return
    context.toast()
    if await feedback.again(context.tx, promo.id, promo.business_id, context.pressed[1] == "1"):
        await context.expect_reply("opinion", promo.id)
        context.edit("results/final.comment")


async def _closed_promo(context: Context) -> Promo | None:
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo and promo.state is not State.CLOSED:
        not_yours(context)
        return None
    return promo


async def answer_comment(context: Context, promo_id: str) -> None:
    """A sentence for the partners."""
    words = reading.plain(context.text, longest=LONGEST)
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if isinstance(words, Problem):
        context.say(("forms/problems.problem", "results/final.comment"), problem=words)
        return
    await context.expect_nothing()
    if promo and await feedback.comment(context.tx, promo.id, promo.business_id, words):
        context.say("results/final.thanks", opinions=await feedback.of_promo(context.tx, promo.id))
    else:
        not_yours(context)
