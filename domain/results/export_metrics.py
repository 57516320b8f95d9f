"""Figures as a book has them: as many digits as help, and no more of a partner's than it shares."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from domain.agreement.sharing import Topic
from domain.agreement.terms import Party, Terms
from domain.daily.totals import round_half_up
from domain.money import exponent
from domain.options import IN_MONEY
from domain.results import comparison, inputs
from domain.results.comparison import MeasureRow
from domain.results.export import ALL, Compared, Figure, Total
from domain.results.facts import MetricInputs
from domain.results.known import MONEY, Inputs
from domain.results.metrics import Metric, MetricKind
from domain.results.shown import figure_topics, for_partners, open_figures

DIGITS = 6


def exact(value: Fraction) -> Decimal:
    """To six decimals, halves up, without zeros at the end."""
    return bare(Decimal(round_half_up(value * 10**DIGITS)).scaleb(-DIGITS))


def bare(value: Decimal) -> Decimal:
    """Without zeros at the end of its decimals."""
    return Decimal(f"{value:f}".rstrip("0").rstrip(".")) if "." in f"{value:f}" else value


def parties(facts: MetricInputs) -> list[Party]:
    """Those that are in."""
    there = {side.business_id for side in facts.businesses}
    return [party for party in facts.terms.parties if party.business_id in there]


def totals(facts: MetricInputs, reader: int) -> tuple[Total, ...]:
    """Each side, then all together where they can be added up."""
    sides, whole = _sides(facts, reader), inputs.whole(for_partners(facts))
    each = [_total(facts, reader, party.slot, sides[party.business_id]) for party in parties(facts)]
    return (*each, *([_total(facts, reader, ALL, whole)] if whole else []))


def _sides(facts: MetricInputs, reader: int) -> dict[int, Inputs]:
    """The reader's own up to now, the others as far as partners see each other."""
    own, seen = inputs.inputs(facts), inputs.inputs(for_partners(facts))
    return {party.business_id: (own if party.slot == reader else seen)[party.business_id] for party in parties(facts)}


def _total(facts: MetricInputs, reader: int, slot: int, known: Inputs) -> Total:
    visible = figure_topics(facts.terms, reader, slot)
    counted = Topic.CUSTOMERS in visible

    def count(value: Fraction | None) -> int | None:
        return int(value) if value is not None and counted else None

    sold = known.sales if Topic.SALES in visible else None
    return Total(
        slot=slot,
        customers=count(known.uses),
        new=count(known.new),
        currency=known.currency,
        sales=None if sold is None else exact(sold / 10 ** exponent(known.currency)),
        with_new=count(known.new_days),
        with_sales=None if Topic.SALES not in visible or known.sales_days is None else int(known.sales_days),
        days=count(known.days),
        reported=count(known.reported),
        expected=count(known.expected),
    )


def figures(facts: MetricInputs, reader: int) -> tuple[Figure, ...]:
    """Every side's, then all together where they can be added up; none before the first day is over."""
    if facts.until < facts.terms.starts:
        return ()
    sides = _sides(facts, reader)
    made = [_figures(facts, reader, party.slot, sides[party.business_id]) for party in parties(facts)]
    whole = inputs.whole(for_partners(facts))
    return tuple(one for some in [*made, _figures(facts, reader, ALL, whole) if whole else []] for one in some)


def _figures(facts: MetricInputs, reader: int, slot: int, known: Inputs) -> list[Figure]:
    return [_figure(facts.terms, slot, known.currency, one) for one in open_figures(facts.terms, reader, slot, known)]


def _figure(terms: Terms, slot: int, currency: str, metric: Metric) -> Figure:
    money_goal = terms.goal in IN_MONEY

    def whole(name: str, value: Fraction | None) -> Decimal | None:
        money = name in MONEY or (name in ("done", "target", "low", "high", "goal_pace") and money_goal)
        return None if value is None else exact(value / 10 ** exponent(currency) if money else value)

    value = metric.value if metric.kind is not MetricKind.MONEY else _major(metric.value, currency)
    return Figure(
        slot=slot,
        name=metric.name,
        kind=metric.kind,
        topic=metric.topic,
        currency=currency,
        value=whole("goal_pace", metric.value) if metric.name == "goal_pace" else whole("", value),
        met=metric.met,
        known=metric.coverage.known if metric.coverage else None,
        whole=metric.coverage.whole if metric.coverage else None,
        missing=metric.missing,
        inputs={name: whole(name, given) for name, given in metric.inputs},
    )


def _major(value: Fraction | None, currency: str) -> Fraction | None:
    return None if value is None else value / 10 ** exponent(currency)


def compared(facts: MetricInputs, reader: int) -> tuple[Compared, ...]:
    return tuple(
        _compared(party.slot, row)
        for party in parties(facts)
        for row in comparison.compare(facts.series, party.business_id, facts.terms.baseline, inputs.week_lengths(facts))
        if row.topic in figure_topics(facts.terms, reader, party.slot)
    )


def _compared(slot: int, row: MeasureRow) -> Compared:
    def told(value: Fraction | None) -> Decimal | None:
        return None if value is None else exact(value)

    return Compared(
        slot=slot,
        name=row.name,
        unit=row.unit,
        before=told(row.before),
        during=told(row.during),
        after=told(row.after),
        change=told(row.change),
        met=row.met,
    )
