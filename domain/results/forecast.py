"""Where the goal is likely to end, from the days so far: only open days count, and every weekday is like itself.

The method and what it assumes: docs/methods.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import sqrt
from statistics import fmean

from msgspec.structs import replace

from domain.agreement.terms import Terms
from domain.daily.totals import DayTotals, Pace, goal_part, pace, round_half_up
from domain.measures.student import t
from domain.options import Goal
from domain.schedule.plan import Place, counting

ADDS_UP = frozenset({Goal.NEW_CUSTOMERS, Goal.RECEIPTS, Goal.REPEAT_VISITS, Goal.REVENUE})
"""Goals whose total grows report by report. An average does not; cards and subscribers are not counted by day."""
LEAST, WHOLE = 7, 5
"""Days of the promo before anything is said of its end, and how many of them all counters have to have reported."""
BY_WEEKDAY = 14
"""From so many on each weekday is held against itself; before, all days are taken as alike: a wider range."""


def goal_pace(
    terms: Terms,
    places: tuple[Place, ...],
    entries: Iterable[DayTotals],
    until: date,
    contacts: int | None = None,
    subscribers: int | None = None,
) -> Pace | None:
    """Progress to the goal at the end of a day, with the share of the open days gone and where it is likely to end."""
    known = list(entries)
    found = pace(terms, known, until, contacts, subscribers)
    if found is None or found.level:
        return found
    last = min(until, terms.ends)
    due = _due(terms, places)
    gone = sum(len(ids) for day, ids in due.items() if day <= last)
    every = sum(len(ids) for ids in due.values())
    days = (gone, every) if gone else (found.gone.numerator, found.gone.denominator)
    return replace(found, open_days=days, reach=_reach(terms, due, known, last, found.done))


def _due(terms: Terms, places: tuple[Place, ...]) -> dict[date, set[int]]:
    """By day of the promo: the places that are open, as far as is known by now."""
    due: dict[date, set[int]] = {}
    for place in counting(terms, places):
        for day in place.owed(terms.starts, terms.ends):
            due.setdefault(day, set()).add(place.location_id)
    return due


def _reach(
    terms: Terms, due: Mapping[date, set[int]], entries: list[DayTotals], last: date, done: int
) -> tuple[int, int] | None:
    """None before a week is known, after the end, and for goals that do not add up."""
    days, ahead = _whole_days(terms, due, entries), [day for day in due if day > last]
    if terms.goal not in ADDS_UP or (last - terms.starts).days + 1 < LEAST or len(days) < WHOLE or not ahead:
        return None
    middle, spread = _to_come(days, ahead)
    return max(done, round_half_up(Fraction(done + middle - spread))), round_half_up(Fraction(done + middle + spread))


def _whole_days(terms: Terms, due: Mapping[date, set[int]], entries: list[DayTotals]) -> dict[date, int]:
    """Days of which every open place has said what adds to the goal."""
    said = {(e.day, e.location_id): goal_part(terms, e) if e.customers else 0 for e in entries if e.reported}
    parts = {key: part for key, part in said.items() if part is not None}
    whole = [day for day, ids in due.items() if all((day, one) in parts for one in ids)]
    return {day: sum(parts[day, one] for one in due[day]) for day in whole}


def _to_come(days: Mapping[date, int], ahead: list[date]) -> tuple[float, float]:
    """What the days ahead are likely to bring, and how far on each side of it."""
    groups = _by_weekday(days)
    ahead_of: Mapping[int, int] = Counter(day.isoweekday() for day in ahead)
    if len(days) < BY_WEEKDAY or ahead_of.keys() - groups.keys():
        groups, ahead_of = {0: list(days.values())}, {0: len(ahead)}
    freedom = len(days) - len(groups) - (len(groups) > 1)  # one is kept back for a trend
    means = {key: fmean(values) for key, values in groups.items()}
    variance = sum((v - means[key]) ** 2 for key, values in groups.items() for v in values) / freedom
    doubt = sum(n + n * n / len(groups[key]) for key, n in ahead_of.items() if n)
    return sum(n * means[key] for key, n in ahead_of.items()), t(freedom) * sqrt(variance * doubt)


def _by_weekday(days: Mapping[date, int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for day, value in days.items():
        groups.setdefault(day.isoweekday(), []).append(value)
    return groups
