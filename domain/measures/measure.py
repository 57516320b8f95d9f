"""What a business counts each week before, during and after a promo: its baseline and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from domain.calendar import promo_weeks
from domain.money import exponent
from domain.options import Measure
from domain.states import State

AROUND = timedelta(weeks=4)
"""How long before and after a promo is compared with it."""


class Phase(StrEnum):
    BEFORE = "before"  # the four weeks before the start
    DURING = "during"
    AFTER = "after"  # the four weeks after the end


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    SCORE = "score"  # 1 to 5


UNITS: dict[Measure, Unit] = {
    Measure.CUSTOMERS: Unit.COUNT,
    Measure.RECEIPTS: Unit.COUNT,
    Measure.REVENUE: Unit.MONEY,
    Measure.PROFIT: Unit.MONEY,
    Measure.REPEAT: Unit.PERCENT,
    Measure.SUBSCRIBERS: Unit.COUNT,
    Measure.REVIEWS: Unit.COUNT,
    Measure.FEEDBACK: Unit.COUNT,
    Measure.COMPLAINTS: Unit.COUNT,
    Measure.SATISFACTION: Unit.SCORE,
    Measure.TRAFFIC: Unit.COUNT,
}
LEVELS = frozenset({Measure.SUBSCRIBERS})
"""Counted as they stand at a week's end: the last week says it. The others are averaged over the weeks."""
FEWER_IS_BETTER = frozenset({Measure.COMPLAINTS})


class Series(Struct, frozen=True):
    """One business's weekly numbers, first week first; money in minor units, percent and score in hundredths."""

    business_id: int
    measure: Measure
    phase: Phase
    values: tuple[int, ...]
    currency: str

    def weekly(self) -> Fraction:
        """What a week of the phase is like, in whole units: pieces, major units of the currency, percent, points."""
        value = Fraction(self.values[-1]) if self.measure in LEVELS else Fraction(sum(self.values), len(self.values))
        return value / Fraction(10 ** decimals(self.measure, self.currency))


def decimals(measure: Measure, currency: str) -> int:
    """Digits after the point that a stored number carries."""
    unit = UNITS[measure]
    return exponent(currency) if unit is Unit.MONEY else 0 if unit is Unit.COUNT else 2


def opened(state: State, ends: date, today: date) -> tuple[Phase, ...]:
    """The phases that can be entered by now; the newest is the one that is due."""
    over = state in (State.FINISHING, State.CLOSED)
    after = over and today > ends + AROUND
    return (Phase.BEFORE, *[Phase.DURING] * over, *[Phase.AFTER] * after)


def days(phase: Phase, starts: date, ends: date) -> tuple[date, date]:
    """The first and the last day of a phase."""
    if phase is Phase.BEFORE:
        return starts - AROUND, starts - timedelta(days=1)
    return (starts, ends) if phase is Phase.DURING else (ends + timedelta(days=1), ends + AROUND)


def most_weeks(phase: Phase, starts: date, ends: date) -> int:
    """How many weekly numbers a phase can have."""
    return len(promo_weeks(starts, ends)) if phase is Phase.DURING else AROUND.days // 7
