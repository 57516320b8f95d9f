"""Shops without any promo effect: weekdays that differ, a trend, and chance; how often a range holds what is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, sqrt
from random import Random

from domain.agreement.terms import Terms
from domain.daily.totals import DayTotals
from domain.measures.change import in_percent
from domain.results.forecast import goal_pace
from tests.results.test_metrics_rules import facts, terms

MONDAY = date(2026, 11, 2)
SHOPS = 4000


@dataclass(frozen=True)
class Kind:
    """Customers on an average day, how much weekdays differ (0 to 1), trend in a week, chance beyond counting."""

    name: str
    daily: float
    weekdays: float
    trend: float
    noise: float


KINDS = (
    Kind("small and steady", 8, 0.2, 0.0, 0.1),
    Kind("small, busy weekends", 8, 0.7, 0.0, 0.2),
    Kind("middling, growing 2 % a week", 40, 0.4, 0.02, 0.2),
    Kind("middling, shrinking 3 % a week", 40, 0.4, -0.03, 0.3),
    Kind("large, busy weekends, growing 1 % a week", 200, 0.7, 0.01, 0.15),
    Kind("very restless", 40, 0.5, 0.0, 0.5),
)


def days(kind: Kind, dice: Random) -> Iterator[int]:
    """Day after day from a Monday on."""
    pattern = [1 + kind.weekdays * dice.uniform(-0.5, 1) * (1 if n > 3 else -0.5) for n in range(7)]
    n = 0
    while True:
        shock = exp(dice.gauss(-(kind.noise**2) / 2, kind.noise))
        yield _poisson(kind.daily * pattern[n % 7] * exp(kind.trend * n / 7) * shock, dice)
        n += 1


def _poisson(mean: float, dice: Random) -> int:
    if mean > 50:
        return max(round(dice.gauss(mean, sqrt(mean))), 0)
    threshold, product, count = exp(-mean), dice.random(), 0
    while product > threshold:
        product *= dice.random()
        count += 1
    return count


def weeks(kind: Kind, dice: Random, count: int) -> list[float]:
    told = days(kind, dice)
    return [float(sum(next(told) for _ in range(7))) for _ in range(count)]


def held(kind: Kind, claim: Callable[[Kind, Random], bool | None]) -> float:
    """Percent of the shops of which the claim holds; those of which nothing was said are left out."""
    told = [claim(kind, Random(f"{kind.name}{n}")) for n in range(SHOPS)]
    known = [one for one in told if one is not None]
    return sum(known) * 100 / len(known)


def during_holds(kind: Kind, dice: Random) -> bool | None:
    """Four weeks before and four of the promo: the range holds no change at all."""
    told = weeks(kind, dice, 8)
    found = in_percent(told[:4], told[4:])
    return None if found is None else found.low <= 0 <= found.high


def after_holds(kind: Kind, dice: Random) -> bool | None:
    told = weeks(kind, dice, 12)
    found = in_percent(told[:4], told[4:8], told[8:])
    return None if found is None else found.low <= 0 <= found.high


def pace_holds(day: int) -> Callable[[Kind, Random], bool | None]:
    """Whether the promo of 28 days ends within what was said after so many days."""

    def holds(kind: Kind, dice: Random) -> bool | None:
        told = days(kind, dice)
        counts = [next(told) for _ in range(28)]
        pace = goal_pace(PROMO, PLACES, _reports(counts[:day]), MONDAY + timedelta(days=day - 1))
        reach = pace.reach if pace else None
        return None if reach is None else reach[0] <= sum(counts) <= reach[1]

    return holds


def _reports(counts: list[int]) -> list[DayTotals]:
    return [DayTotals(1, MONDAY + timedelta(days=n), False, c, None, None, "UAH") for n, c in enumerate(counts)]


PROMO: Terms = terms(starts=MONDAY, ends=MONDAY + timedelta(days=27))
PLACES = facts(PROMO, []).places[:1]
CLAIMS = {
    "during": during_holds,
    "after": after_holds,
    "pace, day 7": pace_holds(7),
    "day 14": pace_holds(14),
    "day 21": pace_holds(21),
}


def table() -> list[tuple[str, list[float]]]:
    return [(kind.name, [held(kind, claim) for claim in CLAIMS.values()]) for kind in KINDS]
