"""How much a later phase differs from the weeks before beyond the trend, as a range that holds in nine of ten cases.

Ordinary least squares on the weeks, in logarithms where the change is a percentage: a straight trend and a step for
each later phase. The method, its source and its assumptions: docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

from msgspec import Struct

from domain.measures.student import t

LEAST = 3
"""Weeks that the time before and the later phase need."""


class Range(Struct, frozen=True):
    """Of a change, in percent or in points."""

    low: float
    high: float

    @property
    def grows(self) -> bool | None:
        """Up, down, or chance could do it alone."""
        return True if self.low > 0 else False if self.high < 0 else None


Weeks = Sequence[float | None]
"""One phase, week by week; None for a week that is short or unknown, which still takes its place in time."""


def in_percent(before: Weeks, *later: Weeks) -> Range | None:
    """Of the last phase; None with too few weeks, or where a week is zero or less."""
    if any(value is not None and value <= 0 for phase in (before, *later) for value in phase):
        return None
    logs = [[None if value is None else log(value) for value in phase] for phase in (before, *later)]
    step = _step(*logs)
    return step and Range((exp(step.low) - 1) * 100, (exp(step.high) - 1) * 100)


def in_points(before: Weeks, *later: Weeks) -> Range | None:
    return _step(before, *later)


def _step(*phases: Weeks) -> Range | None:
    """The step from the first phase to the last one."""
    known = [sum(value is not None for value in phase) for phase in phases]
    rows, values = _design(phases)
    freedom = len(values) - len(phases) - 1
    if known[0] < LEAST or known[-1] < LEAST or freedom < 1:
        return None
    turned = _inverse([[sum(r[i] * r[j] for r in rows) for j in range(len(rows[0]))] for i in range(len(rows[0]))])
    sums = [sum(r[i] * value for r, value in zip(rows, values, strict=True)) for i in range(len(rows[0]))]
    fitted = [sum(a * b for a, b in zip(row, sums, strict=True)) for row in turned]
    rest = sum((v - sum(a * b for a, b in zip(r, fitted, strict=True))) ** 2 for r, v in zip(rows, values, strict=True))
    doubt = t(freedom) * sqrt(rest / freedom * turned[-1][-1])
    return Range(fitted[-1] - doubt, fitted[-1] + doubt)


def _design(phases: Sequence[Weeks]) -> tuple[list[list[float]], list[float]]:
    """A row for each known week: one, its place in time, and in which later phase it is."""
    later = [n for n, phase in enumerate(phases) if n and any(value is not None for value in phase)]
    rows: list[list[float]] = []
    values: list[float] = []
    at = 0
    for n, phase in enumerate(phases):
        for value in phase:
            if value is not None:
                rows.append([1.0, float(at), *(float(n == one) for one in later)])
                values.append(value)
            at += 1
    return rows, values


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """By Gauss and Jordan; the matrices here are small and regular."""
    size = len(matrix)
    work = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        best = max(range(i, size), key=lambda row: abs(work[row][i]))
        work[i], work[best] = work[best], work[i]
        work[i] = [value / work[i][i] for value in work[i]]
        for row in range(size):
            if row != i:
                work[row] = [a - work[row][i] * b for a, b in zip(work[row], work[i], strict=True)]
    return [row[size:] for row in work]
