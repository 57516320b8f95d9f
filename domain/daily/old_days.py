"""Correcting a day on which money hangs: alone for a week, afterwards only with the sides that may have sent those
customers. A first report of a day, however late, corrects nothing."""

from __future__ import annotations

from datetime import date, timedelta

from domain.agreement.terms_in_force import TermsInForce
from domain.daily.facts import ReportEntry
from domain.options import Counts

ALONE = timedelta(days=7)


def needs_the_others(
    terms: TermsInForce, was: ReportEntry | None, entry: ReportEntry, today: date, *, coded: bool
) -> bool:
    """Whether the number that money and rewards count would change, and its day is long over."""
    matters = any(one.pays_by_customers or one.perks for one in terms.versions)
    if was is None or not matters or today - entry.day <= ALONE:
        return False
    only_codes = coded and terms.on(entry.day).counted is Counts.CODES
    return was.state != entry.state or (was.customers != entry.customers and not only_codes)
