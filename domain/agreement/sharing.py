"""What partners see of each other's figures, as the terms say; one's own are always whole."""

from __future__ import annotations

from enum import StrEnum

from domain.agreement.terms import Terms
from domain.options import IN_MONEY, Measure, Sharing


class Topic(StrEnum):
    CUSTOMERS = "customers"
    SALES = "sales"
    MARGIN = "margin"


MEASURED: dict[Measure, Topic] = {Measure.REVENUE: Topic.SALES, Measure.PROFIT: Topic.MARGIN}
"""The others are about customers."""


def level(terms: Terms, topic: Topic) -> Sharing:
    return {Topic.CUSTOMERS: terms.share_customers, Topic.SALES: terms.share_sales, Topic.MARGIN: terms.share_margin}[
        topic
    ]


def topic_of(measure: Measure) -> Topic:
    return MEASURED.get(measure, Topic.CUSTOMERS)


def shared(terms: Terms, topic: Topic) -> bool:
    """Whether partners see at least the totals. A sum over all sides follows it too: less one's own, it is theirs."""
    return level(terms, topic) is not Sharing.HIDDEN


def goal_shared(terms: Terms) -> bool:
    """The goal adds all sides up, so that even one's own view of it follows what partners may see of it."""
    return shared(terms, Topic.SALES if terms.goal in IN_MONEY else Topic.CUSTOMERS)


def daily(terms: Terms, topic: Topic) -> bool:
    """Whether partners see single days."""
    return level(terms, topic) is Sharing.DETAIL
