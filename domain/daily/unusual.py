"""A count that is asked about once, because it may be a slip of the finger."""

from __future__ import annotations

from fractions import Fraction

from domain.daily.facts import ReportEntry, ReportFacts

UNUSUAL_TIMES = 3
UNUSUAL_FROM = 10
USUAL_DAYS = 3
MANY = 100
"""So many customers in a day are asked about while a place has no usual yet."""


def unusual(facts: ReportFacts, entry: ReportEntry) -> str | None:
    """More than three times the mean of the other days, once there are three of them; before that, simply many."""
    others = [e.customers for e in facts.entries if e.state == "reported" and e.day != entry.day]
    if len(others) < USUAL_DAYS:
        return "many" if entry.customers >= MANY else None
    far = entry.customers > UNUSUAL_TIMES * Fraction(sum(others), len(others))
    return "unusual" if far and entry.customers >= UNUSUAL_FROM else None
