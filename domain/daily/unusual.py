"""A count or a sum that is asked about once, because it may be a slip of the finger."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from domain.daily.facts import ReportEntry, ReportFacts

UNUSUAL_TIMES = 3
UNUSUAL_FROM = 10
USUAL_DAYS = 3
MANY = 100
"""So many customers in a day are asked about while a place has no usual yet."""
SUM_TIMES = 5
"""Receipts differ more than counts; a zero too many makes ten times as much."""


def unusual(facts: ReportFacts, entry: ReportEntry) -> str | None:
    """What is to be asked of it: `unusual` or `many` of its customers, `unusual_sum` of its sales."""
    return _of_count(facts.entries, entry) or ("unusual_sum" if has_unusual_sum(facts.entries, entry) else None)


def _of_count(entries: Sequence[ReportEntry], entry: ReportEntry) -> str | None:
    """More than three times the mean of the other days, once there are three of them; before that, simply many."""
    others = [e.customers for e in entries if e.state == "reported" and e.day != entry.day]
    if len(others) < USUAL_DAYS:
        return "many" if entry.customers >= MANY else None
    far = entry.customers > UNUSUAL_TIMES * Fraction(sum(others), len(others))
    return "unusual" if far and entry.customers >= UNUSUAL_FROM else None


def has_unusual_sum(entries: Sequence[ReportEntry], entry: ReportEntry) -> bool:
    """More than five times as much for a customer as on the other days with sales, once there are three of them."""
    others = [(e.sales, e.customers) for e in entries if e.sales and e.customers and e.day != entry.day]
    if len(others) < USUAL_DAYS or not entry.sales:
        return False
    sales, customers = sum(sold for sold, _ in others), sum(came for _, came in others)
    return entry.sales * customers > SUM_TIMES * sales * max(entry.customers, 1)
