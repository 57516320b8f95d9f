"""What partners see of each other's figures, as the terms say; one's own are always whole."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from domain.agreement.terms import Terms
from domain.calendar import promo_weeks
from domain.options import IN_MONEY, Measure, Mechanic, Sharing


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
    """The goal adds all sides up, so that even one's own view of it follows what partners may see of it. Sales show the
    customers that they come from."""
    return shared(terms, Topic.CUSTOMERS) and shared(terms, goal_topic(terms))


def goal_topic(terms: Terms) -> Topic:
    return Topic.SALES if terms.goal in IN_MONEY else Topic.CUSTOMERS


def daily(terms: Terms, topic: Topic) -> bool:
    """Whether partners see single days."""
    return level(terms, topic) is Sharing.DETAIL


def shared_until(terms: Terms, until: date, *topics: Topic) -> date:
    """How far partners see each other up to a day. Of what they see in totals only to the last whole week, as two
    totals that are a day apart would give that day away; the day before the first one, if there is none."""
    if until >= terms.ends or all(level(terms, topic) is not Sharing.TOTALS for topic in topics or Topic):
        return until
    over = [week.last for week in promo_weeks(terms.starts, terms.ends) if week.last <= until]
    return max(over, default=terms.starts - timedelta(days=1))


def shared_today(terms: Terms, today: date, topic: Topic) -> date:
    """The same on a day that still goes on: a week whose last day is not over is not whole."""
    return shared_until(terms, today - timedelta(days=1), topic) if level(terms, topic) is Sharing.TOTALS else today


def reveals_customers(terms: Terms) -> bool:
    """Whether money, rewards or codes tell the sides what they would else keep to themselves."""
    by_money = terms.pays_by_customers or bool(terms.perks)
    return not shared(terms, Topic.CUSTOMERS) and (by_money or terms.mechanic is Mechanic.VOUCHER)
