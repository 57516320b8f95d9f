"""Giving back a use on which money or a reward hangs: alone for a while, afterwards only both sides together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from domain.agreement.terms import Terms

ALONE = timedelta(days=7)
"""So long after its day the receiver may give a use back alone; the sender may dispute it as long again."""


def needs_both(terms: Terms, day: date, today: date, disputed: Collection[date]) -> bool:
    """Whether the sender has to agree: after that time, and on a day that it has disputed: that it can do once."""
    matters = terms.pays_by_customers or bool(terms.perks)
    return matters and (today - day > ALONE or day in disputed)
