"""The way to the goal, day by day: only what the reports say, with the days that they leave open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.calendar import Week, promo_weeks
from domain.daily.totals import DayTotals, Pace, goal_part
from domain.results.forecast import ADDS_UP, goal_pace
from domain.schedule.plan import Place, counting

Point = tuple[int, int]
"""Days of the promo that are over, and the goal's total by then: pieces, or minor units of a goal in money."""


class BurnUp(Struct, frozen=True):
    """`pieces` are lines through points, broken where nothing was reported. `missing` are days from 0, the first, of
    which a report or the goal's figure in it is not there: the total may be higher."""

    pace: Pace
    days: int
    gone: int
    pieces: tuple[tuple[Point, ...], ...]
    missing: tuple[int, ...]
    weeks: tuple[Week, ...]


def burn_up(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[DayTotals], until: date, *, over: date, by_day: bool
) -> BurnUp | None:
    """Up to the end of `until`; silence counts as missing up to `over`, the last day that is over. Without `by_day`
    there is a point a week. None before the first day, without a figure, and for goals that do not add up."""
    until, known = min(until, terms.ends), [entry for entry in entries if entry.day <= until]
    goal = goal_pace(terms, places, known, until) if terms.goal in ADDS_UP else None
    if goal is None:
        return None
    weeks, gone = promo_weeks(terms.starts, terms.ends), (until - terms.starts).days + 1
    figures = _by_day(terms, known)
    missing = _missing(terms, places, known, min(over, until))
    stops = range(1, gone + 1) if by_day else sorted({*_ends(terms, weeks, gone), gone})
    return BurnUp(
        pace=goal, days=terms.days, gone=gone, pieces=_pieces(stops, figures, missing), missing=missing, weeks=weeks
    )


def _by_day(terms: Terms, entries: list[DayTotals]) -> dict[int, int]:
    """By day from 0: what its reports add to the goal, where any of them says it."""
    sums: dict[int, int] = {}
    for entry in entries:
        part, day = goal_part(terms, entry), (entry.day - terms.starts).days
        if part is not None:
            sums[day] = sums.get(day, 0) + part
    return sums


def _missing(terms: Terms, places: tuple[Place, ...], entries: list[DayTotals], last: date) -> tuple[int, ...]:
    """Days of which a place owes a report and nobody gave one, or reported customers without the goal's figure."""
    told = {(entry.location_id, entry.day) for entry in entries if _says(terms, entry)}
    silent = {(entry.location_id, entry.day) for entry in entries} - told
    asked = {(p.location_id, day) for p in counting(terms, places) for day in p.owed(terms.starts, last)}
    return tuple(sorted({(day - terms.starts).days for _, day in (asked - told) | silent}))


def _says(terms: Terms, entry: DayTotals) -> bool:
    return entry.closed or entry.customers == 0 or goal_part(terms, entry) is not None


def _ends(terms: Terms, weeks: tuple[Week, ...], gone: int) -> list[int]:
    """The ends of the weeks that are over, in days from the start."""
    return [end for week in weeks if (end := (week.last - terms.starts).days + 1) <= gone]


def _pieces(stops: Iterable[int], figures: dict[int, int], missing: tuple[int, ...]) -> tuple[tuple[Point, ...], ...]:
    """From stop to stop; a step with something missing and no figure at all is a gap."""
    open_, pieces, piece = set(missing), [], [(0, 0)]
    for stop in stops:
        before, total = piece[-1]
        within = range(before, stop)
        if open_ & set(within) and not figures.keys() & set(within):
            pieces.append(piece)
            piece = [(stop, total)]
        else:
            piece.append((stop, total + sum(figures.get(day, 0) for day in within)))
    return tuple(tuple(one) for one in (*pieces, piece) if len(one) > 1)


STEPS = (1, 2, 5)
MOST_LINES = 5


def scale(most: int) -> tuple[int, ...]:
    """Round numbers from 0 up to `most` for an axis: at most five above 0."""
    power = 1
    while True:
        for step in STEPS:
            if most // (step * power) <= MOST_LINES:
                return tuple(range(0, most + 1, step * power))
        power *= 10


def top(burnup: BurnUp) -> int:
    """How high the picture reaches: the goal and the total always, where it will end within reason."""
    goal = burnup.pace
    return max(goal.target, goal.done, min(_end(goal), 7 * max(goal.target, goal.done) // 4))


def _end(goal: Pace) -> int:
    """Nothing is said of the end before a week is known."""
    return goal.expected if goal.reach else goal.done
