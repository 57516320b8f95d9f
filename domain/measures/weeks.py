"""The weeks that a table of a phase has as columns, and the one word about the weeks after a promo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from domain.agreement.terms import Terms
from domain.calendar import Week, promo_weeks, to_utc
from domain.measures.measure import Phase, days
from domain.schedule.due_names import SideSubject
from domain.schedule.plan import MID_MORNING, Due

SEVEN = timedelta(days=7)
DAY = timedelta(days=1)
WORTH = timedelta(days=7)
"""How long the reminder still helps, if the bot was down."""


def weeks(phase: Phase, starts: date, ends: date) -> tuple[Week, ...]:
    """The promo's own weeks; around it four of seven days."""
    if phase is Phase.DURING:
        return promo_weeks(starts, ends)
    first, last = days(phase, starts, ends)
    count = ((last - first).days + 1) // SEVEN.days
    return tuple(Week(first + n * SEVEN, first + (n + 1) * SEVEN - DAY, n + 1) for n in range(count))


def reminders(terms: Terms, zones: Mapping[int, str]) -> tuple[Due, ...]:
    """To each side at its own 10:00, on the first day on which the weeks after the promo are over."""
    day = days(Phase.AFTER, terms.starts, terms.ends)[1] + DAY
    moments = {business: to_utc(day, MID_MORNING, zone) for business, zone in zones.items() if terms.baseline}
    return tuple(
        Due("measures_after", str(SideSubject(terms.promo_id, business)), terms.ends.isoformat(), at, at + WORTH)
        for business, at in moments.items()
    )
