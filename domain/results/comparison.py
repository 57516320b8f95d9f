"""Before, during and after, side by side. What was not counted stays open: nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.agreement.sharing import Topic, topic_of
from domain.measures.measure import FEWER_IS_BETTER, UNITS, Phase, Series, Unit
from domain.options import Measure

AVERAGE_CHECK = "average_check"
CHECK_GROWS = Fraction(10)  # percent, the least that counts as met


@dataclass(frozen=True)
class MeasureRow:
    """One measure in whole units; `change` in percent, or in percentage points for a percentage."""

    name: str  # a Measure, or average_check
    unit: Unit
    topic: Topic
    before: Fraction | None
    during: Fraction | None
    after: Fraction | None

    @property
    def now(self) -> Fraction | None:
        """What is held against the baseline: the time after, or the promo itself while that is not known."""
        return self.during if self.after is None else self.after

    @property
    def change(self) -> Fraction | None:
        if self.before is None or self.now is None:
            return None
        if self.unit is Unit.PERCENT:
            return self.now - self.before
        return (self.now - self.before) * 100 / abs(self.before) if self.before else None

    @property
    def met(self) -> bool | None:
        """Better than before; for the average check by 10 % at least. None without both."""
        if self.before is None or self.now is None:
            return None
        if self.name == AVERAGE_CHECK:
            return self.change is not None and self.change >= CHECK_GROWS
        return self.now < self.before if self.name in FEWER_IS_BETTER else self.now > self.before


def compare(series: Iterable[Series], business_id: int, picked: Iterable[Measure]) -> tuple[MeasureRow, ...]:
    """A row for each measure that was picked, and the average check where its parts were."""
    mine = [one for one in series if one.business_id == business_id]
    picked = tuple(picked)
    rows = [_row(mine, measure) for measure in Measure if measure in picked]
    if Measure.REVENUE in picked and {Measure.RECEIPTS, Measure.CUSTOMERS} & set(picked):
        rows.append(_check(mine))
    return tuple(rows)


def weekly(series: Iterable[Series], measure: Measure, phase: Phase) -> Fraction | None:
    """What a week of the phase is like, in whole units."""
    return next((one.weekly() for one in series if (one.measure, one.phase) == (measure, phase)), None)


def receipts(series: list[Series], phase: Phase) -> Fraction | None:
    """Receipts a week; where nobody counted those, customers."""
    counted = weekly(series, Measure.RECEIPTS, phase)
    return weekly(series, Measure.CUSTOMERS, phase) if counted is None else counted


def average_check(series: list[Series], phase: Phase) -> Fraction | None:
    revenue, number = weekly(series, Measure.REVENUE, phase), receipts(series, phase)
    return revenue / number if revenue is not None and number else None


def _row(series: list[Series], measure: Measure) -> MeasureRow:
    before, during, after = (weekly(series, measure, phase) for phase in Phase)
    return MeasureRow(
        name=measure.value, unit=UNITS[measure], topic=topic_of(measure), before=before, during=during, after=after
    )


def _check(series: list[Series]) -> MeasureRow:
    before, during, after = (average_check(series, phase) for phase in Phase)
    return MeasureRow(name=AVERAGE_CHECK, unit=Unit.MONEY, topic=Topic.SALES, before=before, during=during, after=after)
