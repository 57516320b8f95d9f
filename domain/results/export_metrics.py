"""Figures as a book has them: as many digits as help, and no more of a partner's than it shares."""

from __future__ import annotations

from collections.abc import Mapping
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
from domain.results.metrics import FORMULAS, Metric, MetricKind
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


Known = dict[Topic, Inputs]
"""What is known of a side, by the topic that it is shown under: each may end on another day."""


def known_of(facts: MetricInputs, reader: int) -> dict[int, Known]:
    """By slot, one's own up to now, the others and all together (ALL) as far as partners see each other."""
    own = inputs.inputs(facts)
    views = {topic: for_partners(facts, *tuple(Topic)[: n + 1]) for n, topic in enumerate(Topic)}
    by_day = {view.until: view for view in views.values()}
    sides = {day: own if view is facts else inputs.inputs(view) for day, view in by_day.items()}
    together = {day: inputs.whole(view, sides[day]) for day, view in by_day.items()}
    made = {
        party.slot: dict.fromkeys(Topic, own[party.business_id])
        if party.slot == reader
        else {topic: sides[view.until][party.business_id] for topic, view in views.items()}
        for party in parties(facts)
    }
    whole = {topic: known for topic, view in views.items() if (known := together[view.until])}
    return made | ({ALL: whole} if whole else {})


def figures_of(facts: MetricInputs, reader: int, slot: int, known: Known) -> list[Metric]:
    """A side's that may be seen, in their order; of the topics whose first day is not over there are none."""
    begun = facts.until >= facts.terms.starts
    made = {topic: open_figures(facts.terms, reader, slot, one) for topic, one in known.items() if begun and one.weeks}
    of_topic = {one.name: one for topic, some in made.items() for one in some if one.topic is topic}
    return [of_topic[formula.name] for formula in FORMULAS if formula.name in of_topic]


def totals(facts: MetricInputs, reader: int, known: Mapping[int, Known]) -> tuple[Total, ...]:
    """Each side, then all together where they can be added up."""
    return tuple(_total(facts, reader, slot, one) for slot, one in known.items())


def _total(facts: MetricInputs, reader: int, slot: int, known: Known) -> Total:
    visible, counted, sold = figure_topics(facts.terms, reader, slot), known[Topic.CUSTOMERS], known[Topic.SALES]

    def count(value: Fraction | None, topic: Topic = Topic.CUSTOMERS) -> int | None:
        return int(value) if value is not None and topic in visible else None

    sales = sold.sales if Topic.SALES in visible else None
    return Total(
        slot=slot,
        customers=count(counted.uses),
        new=count(counted.new),
        currency=sold.currency,
        sales=None if sales is None else exact(sales / 10 ** exponent(sold.currency)),
        with_new=count(counted.new_days),
        with_sales=count(sold.sales_days, Topic.SALES),
        days=count(counted.days),
        reported=count(counted.reported),
        expected=count(counted.expected),
    )


def figures(facts: MetricInputs, reader: int, known: Mapping[int, Known]) -> tuple[Figure, ...]:
    """Every side's, then all together where they can be added up; none before the first day is over."""
    return tuple(
        _figure(facts.terms, slot, side[Topic.CUSTOMERS].currency, one)
        for slot, side in known.items()
        for one in figures_of(facts, reader, slot, side)
    )


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
