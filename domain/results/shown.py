"""What of a promo's figures a side may see of another, or of all together, such that nothing hidden follows from it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from msgspec.structs import replace

from domain.agreement.sharing import Topic, daily, goal_shared, level, shared, shared_until
from domain.agreement.terms import Terms
from domain.options import Sharing
from domain.results.facts import MetricInputs
from domain.results.known import Inputs
from domain.results.metrics import Metric, measured

AT_TOTALS = frozenset({"net_profit", "weekly_profit"})
"""Of profit and costs, where only totals are shared: with a second figure the margin and each cost would follow."""
OF_PARTNERS = frozenset({"conversion"})
"""Of one's own figures those that count what happened at the partners' counters."""


def for_partners(facts: MetricInputs, *topics: Topic) -> MetricInputs:
    """The same as far as partners see each other."""
    until = shared_until(facts.terms, facts.until, *topics)
    if until == facts.until:
        return facts
    return replace(facts, until=until, expenses=tuple(one for one in facts.expenses if one.paid_on <= until))


def before_today(facts: MetricInputs, today: date, topic: Topic) -> MetricInputs:
    """Without today, where partners see totals of it: a week that still goes on is not whole."""
    if level(facts.terms, topic) is not Sharing.TOTALS:
        return facts
    return replace(facts, until=min(facts.until, today - timedelta(days=1)))


def topics(terms: Terms, reader: int, slot: int) -> tuple[Topic, ...]:
    """What a side may see of a side, or of all together (ALL), each by itself."""
    return tuple(topic for topic in Topic if slot == reader or shared(terms, topic))


def figure_topics(terms: Terms, reader: int, slot: int) -> tuple[Topic, ...]:
    """Of figures: sales show the customers that they come from, profit shows sales, so each needs those before it."""
    return tuple(takewhile(lambda topic: topic in topics(terms, reader, slot), Topic))


def open_figures(terms: Terms, reader: int, slot: int, known: Inputs) -> list[Metric]:
    """Without the goal where it would give away what partners do not see, and without inputs that are not shared."""
    visible = figure_topics(terms, reader, slot)
    shown = [metric for metric in measured(known) if metric.topic in visible and _is_open(terms, reader, slot, metric)]
    whole = slot == reader or daily(terms, Topic.MARGIN)
    return [one if whole or one.topic is not Topic.MARGIN else replace(one, inputs=()) for one in shown]


def _is_open(terms: Terms, reader: int, slot: int, metric: Metric) -> bool:
    if metric.name == "goal_pace":
        return goal_shared(terms)
    if slot == reader:
        return metric.name not in OF_PARTNERS or shared(terms, Topic.CUSTOMERS)
    return metric.topic is not Topic.MARGIN or metric.name in AT_TOTALS or daily(terms, Topic.MARGIN)
