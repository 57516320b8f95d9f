"""Which weeks a business counts before, during and after a promo, when it may enter them, and who is reminded.

A week here is seven days, so that weeks compare: before the start and after the end four of them; in between as many
as are whole, at most thirteen. A promo shorter than a week is one week.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.calendar import Week, to_utc
from domain.choices import Measure
from domain.measures import Phase, Series
from domain.plan import MID_MORNING, Due
from domain.terms import Terms

AROUND = 4
MOST = 13
SEVEN = timedelta(days=7)
DAY = timedelta(days=1)
WORTH = {"measures_during": timedelta(days=3), "measures_after": timedelta(days=7)}
"""How long a reminder still helps, if the bot was down."""
REMINDED = {"measures_during": Phase.DURING, "measures_after": Phase.AFTER}


def weeks(terms: Terms, phase: Phase) -> tuple[Week, ...]:
    """The weeks of a phase, the first one first."""
    if phase is Phase.BEFORE:
        return _in_a_row(terms.starts - AROUND * SEVEN, AROUND)
    if phase is Phase.AFTER:
        return _in_a_row(terms.ends + DAY, AROUND)
    if terms.days < SEVEN.days:
        return (Week(terms.starts, terms.ends, 1),)
    return _in_a_row(terms.starts, min(terms.days // SEVEN.days, MOST))


def _in_a_row(first: date, count: int) -> tuple[Week, ...]:
    return tuple(Week(first + n * SEVEN, first + (n + 1) * SEVEN - DAY, n + 1) for n in range(count))


def opens(terms: Terms, phase: Phase) -> date | None:
    """The first day on which a phase can be entered; None: at any time."""
    if phase is Phase.BEFORE:
        return None
    return terms.ends + DAY if phase is Phase.DURING else weeks(terms, phase)[-1].last + DAY


def is_open(terms: Terms, phase: Phase, today: date) -> bool:
    first = opens(terms, phase)
    return first is None or today >= first


def now_due(terms: Terms, today: date) -> Phase:
    """The latest phase that can be entered."""
    return next(phase for phase in (Phase.AFTER, Phase.DURING, Phase.BEFORE) if is_open(terms, phase, today))


def missing(terms: Terms, entered: Iterable[Series], business_id: int, phase: Phase) -> tuple[Measure, ...]:
    """The measures of one side and phase that nobody has entered, in the order of the terms."""
    there = {one.measure for one in entered if (one.business_id, one.phase) == (business_id, phase)}
    return tuple(measure for measure in terms.baseline if measure not in there)


def following(terms: Terms, lacking: tuple[Measure, ...], after: Measure | None) -> Measure | None:
    """The next missing measure below one in the list; None after the last."""
    place = terms.baseline.index(after) + 1 if after in terms.baseline else 0
    return next((measure for measure in terms.baseline[place:] if measure in lacking), None)


def reminders(terms: Terms, zones: Mapping[int, str]) -> tuple[Due, ...]:
    """To each side at its own 10:00: after the end for the promo's weeks, and four weeks later for those after it."""
    return tuple(
        _reminder(terms, business, zone, kind)
        for business, zone in zones.items()
        for kind in REMINDED
        if terms.baseline
    )


def _reminder(terms: Terms, business: int, zone: str, kind: str) -> Due:
    day = opens(terms, REMINDED[kind]) or terms.starts
    at = to_utc(day, MID_MORNING, zone)
    return Due(kind, f"{terms.promo_id}:{business}", terms.ends.isoformat(), at, at + WORTH[kind])
