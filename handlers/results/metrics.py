"""Results: every figure of a promo, what it is made from, and before against after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from domain.agreement.sharing import Topic
from domain.agreement.signing import reaction_hours
from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import local_day, promo_weeks, to_utc
from domain.ledger.attribution import Attribution
from domain.measures.season import seasons
from domain.options import IN_MONEY
from domain.results import breakdown, export_metrics, inputs
from domain.results.comparison import compare
from domain.results.export import ALL
from domain.results.facts import MetricInputs
from domain.results.shown import figure_topics, for_partners
from domain.schedule.plan import MIDNIGHT
from domain.states import AGREED
from handlers import attribution
from handlers.asked import own_promo
from handlers.buttons import Button, Rows, number, shorten, to_card
from handlers.context import Context, Work
from handlers.settlement.inputs import compute
from storage.agreement import history, versions
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.codes import sources
from storage.daily import daily_reports
from storage.measures import measures
from storage.results import inputs as stored
from storage.settlement import exchange_rates, expenses
from templates.catalogue import word
from templates.words.msgid import N_
from templates.words.words import WORDS

NAMES = WORDS["metric"]
RESULTS = N_("Results")
BELOW = "new"
"""Under a message that stays."""


def opening(promo: Promo, title: str = "") -> Rows:
    """The asker's own side; in a list of promos the button says which."""
    button = Button(title or RESULTS, "results", (promo.id, promo.slot), own=bool(title))
    return [[button]] if promo.state in AGREED else []


async def on_results(context: Context) -> None:
    """One side's figures, or all sides'."""
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    slot = number(context.pressed[1])
    await _show(context, promo, promo.terms, seen(promo, promo.terms, await gather(context.work, promo), slot), slot)


async def _show(context: Context, promo: Promo, terms: Terms, view: dict[str, Any], slot: int) -> None:
    context.toast()
    speak = context.say if context.pressed[2] == BELOW else context.edit
    speak("results/metrics.page", **await _page(context, promo, terms, view, slot))


async def _page(context: Context, promo: Promo, terms: Terms, view: dict[str, Any], slot: int) -> dict[str, Any]:
    """What the page of a side says; where customers found it stands on one's own only."""
    days = (terms.starts, terms.ends) if slot == promo.slot else (terms.ends, terms.starts)
    found = await found_at(context.work, promo, *days)
    return {"title": promo.title, "buttons": _buttons(promo, terms, view, slot), **found, **view}


async def found_at(work: Work, promo: Promo, first: date, last: date) -> dict[str, Any]:
    """Where the used cards of the asker's side lay, and how often its links were opened."""
    span = (promo.id, promo.business_id, first, last)
    return {"cards": await sources.uses(work.tx, *span), "opens": await sources.opens(work.tx, *span)}


async def open_link(context: Context, promo_id: str) -> None:
    """?start=r_…-final: an owner's own side."""
    promo = await own_promo(context, promo_id, AGREED)
    if promo is None:
        return
    view = seen(promo, promo.terms, await gather(context.work, promo), promo.slot)
    context.say("results/metrics.page", **await _page(context, promo, promo.terms, view, promo.slot))


async def on_metric(context: Context) -> None:
    """What a figure is made from; of those that the asker may not see, the page."""
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    slot, name = number(context.pressed[1]), context.pressed[2]
    view = seen(promo, promo.terms, await gather(context.work, promo), slot)
    metric = next((metric for metric in view["metrics"] if metric.name == name), None)
    if metric is None:
        await _show(context, promo, promo.terms, view, slot)
        return
    context.toast()
    language = context.person.language
    context.edit(
        "results/metrics.one",
        metric=metric,
        missing=", ".join(word("input", name, language) for name in metric.missing),
        aim=word("aim", name, language),
        name=view["name"],
        currency=view["currency"],
        money_goal=view["money_goal"],
        buttons=[[Button("◀ Back", "results", (promo.id, slot))]],
    )


async def gather(work: Work, promo: Promo, until: date | None = None) -> MetricInputs:
    """Everything that the figures of a promo need, up to the end of its last whole day."""
    terms = promo.terms
    stored.read_ahead(work.tx, promo.id, terms.starts, terms.ends)
    places = await businesses.places(work.tx, promo.id)
    zone = next((place.zone for place in places if place.business_id == promo.business_id), work.app.default_zone)
    until = min(until or local_day(work.now, zone) - timedelta(days=1), terms.ends)
    second = promo_weeks(terms.starts, terms.ends)[0].last + timedelta(days=1)
    in_force = await versions.in_force(work.tx, promo.id, terms) if promo.amended else TermsInForce(terms)
    proposed, answers = await history.reaction(work.tx, promo.id)
    entries = await daily_reports.counted(work.tx, promo.id, terms.starts, terms.ends)
    return MetricInputs(
        terms=terms,
        places=places,
        entries=tuple(entry for entry in entries if entry.day <= until),
        series=await measures.of_promo(work.tx, promo.id),
        expenses=await expenses.of_promo(work.tx, promo.id),
        businesses=await stored.sides(work.tx, promo.id),
        handed=await stored.handed(work.tx, promo.id, to_utc(second, MIDNIGHT, zone), until),
        rates=await exchange_rates.agreed(work.tx, promo.id),
        hours=reaction_hours(proposed, answers),
        until=until,
        in_force=in_force,
        declared_no_expenses=await expenses.said_nothing(work.tx, promo.id),
        dues=await _dues(work, promo, in_force),
    )


async def _dues(work: Work, promo: Promo, in_force: TermsInForce) -> dict[int, int]:
    """By business: what pay, bonus and penalty come to by now, as the settlement has them."""
    if not any(terms.pays_by_customers for terms in in_force.versions):
        return {}
    statement = await compute(work, promo, in_force.newest, 0)
    return {account.business_id: account.dues for account in statement.accounts}


async def ways(work: Work, promo_id: str, facts: MetricInputs) -> tuple[Attribution, ...]:
    """Who sent whom, by the counts and the codes, up to the last day that is looked at."""
    return await attribution.directions(work, promo_id, facts.terms, facts.until)


def seen(promo: Promo, terms: Terms, facts: MetricInputs, slot: int) -> dict[str, Any]:
    """A side's figures as far as the asker's side may see them."""
    party = next((party for party in terms.parties if party.slot == slot), None)
    known = export_metrics.known_of(facts, promo.slot).get(slot)
    begun = facts.until >= terms.starts
    shown = figure_topics(terms, promo.slot, slot)
    metrics = export_metrics.figures_of(facts, promo.slot, slot, known) if known else []
    rows = compare(facts.series, party.business_id, terms.baseline, inputs.week_lengths(facts)) if party else ()
    places = breakdown.by_place(facts, promo.business_id) if slot == promo.slot and begun else ()
    return {
        "name": party.name if party else "",
        "currency": known[Topic.CUSTOMERS].currency if known else terms.currency,
        "metrics": metrics,
        "by_week": slot != promo.slot and for_partners(facts).until != facts.until,
        "apart": party is None and known is None,
        "season": seasons(terms.starts, terms.ends),
        "rows": [row for row in rows if row.topic in shown],
        "sides": begun,
        "until": facts.until if begun else None,
        "money_goal": terms.goal in IN_MONEY,
        "places": places,
        "idle": party is not None and not terms.receives(party.business_id),
        "channels": breakdown.by_channel(places),
        "hidden": [topic for topic in Topic if topic not in shown],
    }


def _buttons(promo: Promo, terms: Terms, view: dict[str, Any], slot: int) -> Rows:
    """A button a figure, then the other sides."""
    figures = [Button(NAMES[metric.name], "metric", (promo.id, slot, metric.name)) for metric in view["metrics"]]
    others = [(party.slot, party.name) for party in terms.parties if party.slot != slot]
    sides = [Button(shorten(name, 30), "results", (promo.id, other), own=True) for other, name in others]
    whole = [Button("All together", "results", (promo.id, ALL))] if slot != ALL else []
    return [*_pairs(figures), *_pairs([*sides, *whole]), [to_card(promo.id)]]


def _pairs(buttons: list[Button]) -> Rows:
    return [buttons[n : n + 2] for n in range(0, len(buttons), 2)]
