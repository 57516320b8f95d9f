"""The picture of who sent whom, in words and figures of a language. The final report draws the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from domain.agreement.sharing import Topic, shared
from domain.ledger import attribution, referral_chart
from domain.results.facts import MetricInputs
from domain.results.shown import for_partners
from handlers.context import Work
from handlers.results import metrics
from storage.agreement.promos import Promo
from templates.drawn.pictures import Exchange, ExchangePicture, ReferralArrow
from templates.render import plain


class ReferralData(Struct, frozen=True):
    """Who sent whom, and of which slots how many reports are missing."""

    ways: tuple[attribution.Attribution, ...]
    missing: Mapping[int, int]


async def sent(work: Work, promo: Promo, facts: MetricInputs, today: date) -> ReferralData:
    """Who sent whom as far as `facts` know and partners see each other, for `exchange_of`."""
    facts = for_partners(facts, Topic.CUSTOMERS)
    return ReferralData(
        await metrics.ways(work, promo.id, facts),
        attribution.missing_reports(facts.terms, facts.places, facts.entries, today),
    )


def flows_of(facts: MetricInputs, known: ReferralData) -> tuple[referral_chart.ReferralFlow, ...]:
    """None where partners do not show each other their customers, and while nobody has reported any."""
    if not shared(facts.terms, Topic.CUSTOMERS):
        return ()
    found = referral_chart.flows(facts.terms, facts.places, facts.entries, known.ways, known.missing)
    return found if any(flow.customers is not None for flow in found) else ()


def exchange_of(facts: MetricInputs, known: ReferralData, language: str) -> Exchange | None:
    """What `exchange(data, width, height)` of parts/exchange.typ takes; `known` is from `sent`.
    `exchange-height(data, width)` there says how high it likes to be."""
    flows, terms = flows_of(facts, known), facts.terms
    if not flows:
        return None
    places = {party.slot: at for at, party in enumerate(terms.parties)}

    def say(block: str) -> str:
        return plain(f"results/charts.{block}", language, minimum=terms.minimum)

    return {
        "businesses": [party.name for party in terms.parties],
        "minimum": terms.minimum,
        "flows": [_flow(flow, places, terms.minimum, language) for flow in flows],
        "minimum_label": say("minimum") if terms.minimum else "",
        "unknown_label": say("unknown"),
        "missing_label": say("no_report"),
        "axis_label": say("axis"),
    }


def _flow(
    flow: referral_chart.ReferralFlow, places: Mapping[int, int], minimum: int | None, language: str
) -> ReferralArrow:
    def say(block: str) -> str:
        return plain(f"results/charts.{block}", language, flow=flow, minimum=minimum)

    return {
        "sender": places[flow.sender.slot] if flow.sender else None,
        "receiver": places[flow.receiver.slot],
        "count": flow.customers,
        "label": say("flow"),
        "short": say("flow_short"),
        "more": flow.more,
        "met": flow.met,
    }


def exchange_picture(facts: MetricInputs, known: ReferralData, language: str) -> tuple[str, ExchangePicture] | None:
    data = exchange_of(facts, known, language)
    if data is None:
        return None
    missing = missing_of(facts, known)
    return "exchange", {
        "title": facts.terms.title,
        **data,
        "subtitle": plain("results/charts.exchange_subtitle", language),
        "footer": plain("results/charts.exchange_footer", language, missing=missing),
    }


def missing_of(facts: MetricInputs, known: ReferralData) -> list[tuple[str, int]]:
    """By name, how many reports a side has not sent."""
    return [(party.name, known.missing[party.slot]) for party in facts.terms.parties if party.slot in known.missing]
