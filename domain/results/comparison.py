"""Before, during and after, side by side. What was not counted stays open: nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from domain.agreement.sharing import Topic, topic_of
from domain.measures.change import Range, in_percent, in_points
from domain.measures.measure import FEWER_IS_BETTER, LEVELS, UNITS, Phase, Series, Unit, decimals
from domain.options import Measure

AVERAGE_CHECK = "average_check"
TOO_FEW = 20
"""Under so many of something, on either side, no percentage is said."""
WHOLE_WEEK = 7


class MeasureRow(Struct, frozen=True):
    """One measure in whole units of a whole week. `range`: how much of the change is beyond chance and trend, in
    percent, or in points for a percentage."""

    name: str  # a Measure, or average_check
    unit: Unit
    topic: Topic
    before: Fraction | None
    during: Fraction | None
    after: Fraction | None
    range: Range | None = None
    is_few: bool = False

    @property
    def now(self) -> Fraction | None:
        """What is held against the baseline: the time after, or the promo itself while that is not known."""
        return self.during if self.after is None else self.after

    @property
    def change(self) -> Fraction | None:
        """None also where the numbers are too small for a percentage."""
        if self.before is None or self.now is None or self.is_few:
            return None
        if self.unit is Unit.PERCENT:
            return self.now - self.before
        return (self.now - self.before) * 100 / abs(self.before) if self.before else None

    @property
    def is_known(self) -> bool:
        return self.before is not None and self.now is not None

    @property
    def met(self) -> bool | None:
        """Better, worse; None where chance or a trend could have done it, or nothing is known."""
        grows = self.range.grows if self.range and not self.is_few else None
        return not grows if grows is not None and self.name in FEWER_IS_BETTER else grows


def compare(
    series: Iterable[Series], business_id: int, picked: Iterable[Measure], lengths: Sequence[int] = ()
) -> tuple[MeasureRow, ...]:
    """A row for each measure that was picked, and the average check where its parts were. `lengths`: the days of each
    of the promo's weeks, of which the first and the last may be short."""
    mine = [one for one in series if one.business_id == business_id]
    picked = tuple(picked)
    rows = [_row(mine, measure, lengths) for measure in Measure if measure in picked]
    if Measure.REVENUE in picked and {Measure.RECEIPTS, Measure.CUSTOMERS} & set(picked):
        rows.append(_check(mine, lengths))
    return tuple(rows)


def weekly(series: Iterable[Series], measure: Measure, phase: Phase, lengths: Sequence[int] = ()) -> Fraction | None:
    """What a whole week of the phase is like, in whole units: over short weeks by their days."""
    one = next((one for one in series if (one.measure, one.phase) == (measure, phase)), None)
    if one is None:
        return None
    if not _adds_up(measure) or phase is not Phase.DURING or len(one.values) > len(lengths):
        return one.weekly()
    scale = 10 ** decimals(measure, one.currency)
    return Fraction(sum(one.values) * WHOLE_WEEK, sum(lengths[: len(one.values)]) * scale)


def _adds_up(measure: Measure) -> bool:
    """Over the days of a week."""
    return UNITS[measure] in (Unit.COUNT, Unit.MONEY) and measure not in LEVELS


def average_check(series: list[Series], phase: Phase, divisor: Measure, lengths: Sequence[int] = ()) -> Fraction | None:
    revenue, number = (weekly(series, one, phase, lengths) for one in (Measure.REVENUE, divisor))
    return revenue / number if revenue is not None and number else None


def receipts(series: list[Series], phase: Phase) -> Fraction | None:
    """Receipts a week."""
    return weekly(series, Measure.RECEIPTS, phase)


def _row(series: list[Series], measure: Measure, lengths: Sequence[int]) -> MeasureRow:
    before, during, after = (weekly(series, measure, phase, lengths) for phase in Phase)
    weeks = [_weeks(series, measure, phase, lengths) for phase in Phase]
    range_ = None if measure in LEVELS else _range(weeks, UNITS[measure])
    few = UNITS[measure] is Unit.COUNT and measure not in LEVELS and _is_few(series, measure)
    return MeasureRow(
        name=measure.value,
        unit=UNITS[measure],
        topic=topic_of(measure),
        before=before,
        during=during,
        after=after,
        range=range_,
        is_few=few,
    )


def _weeks(series: list[Series], measure: Measure, phase: Phase, lengths: Sequence[int]) -> list[float | None]:
    """The whole weeks of a phase; short ones only keep their place."""
    one = next((one for one in series if (one.measure, one.phase) == (measure, phase)), None)
    values = one.values if one else ()
    short = [phase is Phase.DURING and n < len(lengths) and lengths[n] < WHOLE_WEEK for n in range(len(values))]
    scale = 10 ** (decimals(measure, one.currency) if one else 0)
    return [None if cut else value / scale for value, cut in zip(values, short, strict=True)]


def _range(weeks: list[list[float | None]], unit: Unit) -> Range | None:
    before, during, after = weeks
    later = (during, after) if any(value is not None for value in after) else (during,)
    return in_points(before, *later) if unit is Unit.PERCENT else in_percent(before, *later)


def _is_few(series: list[Series], measure: Measure) -> bool:
    counted = {one.phase: sum(one.values) for one in series if one.measure is measure}
    now = counted.get(Phase.AFTER, counted.get(Phase.DURING))
    return now is not None and min(counted.get(Phase.BEFORE, TOO_FEW), now) < TOO_FEW


def _check(series: list[Series], lengths: Sequence[int]) -> MeasureRow:
    """All phases are divided by the same thing: receipts, or customers where those alone were counted throughout."""
    told = {one.phase for one in series if one.measure is Measure.REVENUE}
    there = [m for m in (Measure.RECEIPTS, Measure.CUSTOMERS) if told <= {s.phase for s in series if s.measure is m}]
    divisor = there[0] if there else Measure.RECEIPTS
    before, during, after = (average_check(series, phase, divisor, lengths) for phase in Phase)
    weeks = [_checks(series, phase, divisor) for phase in Phase]
    return MeasureRow(
        name=AVERAGE_CHECK,
        unit=Unit.MONEY,
        topic=Topic.SALES,
        before=before,
        during=during,
        after=after,
        range=_range(weeks, Unit.MONEY),
    )


def _checks(series: list[Series], phase: Phase, divisor: Measure) -> list[float | None]:
    """Week by week, where both were said of as many weeks."""
    revenue, number = (_weeks(series, one, phase, ()) for one in (Measure.REVENUE, divisor))
    if len(revenue) != len(number):
        return []
    return [r / n if r is not None and n else None for r, n in zip(revenue, number, strict=True)]
