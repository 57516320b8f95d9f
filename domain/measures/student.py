"""How far a mean may be from the truth by chance alone: Student's t, for ranges that hold in nine of ten cases."""

from __future__ import annotations

STATED = 90
"""Percent of the cases in which a range is to hold the truth."""
T = (
    6.314,
    2.920,
    2.353,
    2.132,
    2.015,
    1.943,
    1.895,
    1.860,
    1.833,
    1.812,
    1.796,
    1.782,
    1.771,
    1.761,
    1.753,
    1.746,
    1.740,
    1.734,
    1.729,
    1.725,
    1.721,
    1.717,
    1.714,
    1.711,
    1.708,
    1.706,
    1.703,
    1.701,
    1.699,
    1.697,
)
"""The 95th percentile by degrees of freedom, from 1 (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2)."""
NORMAL = 1.645


def at_most(count: int) -> float:
    """What a count of independent events stands for at most, in nineteen of twenty cases (Wilson and Hilferty)."""
    n = count + 1
    return float(n * (1 - 1 / (9 * n) + NORMAL / (3 * n**0.5)) ** 3)


def t(freedom: int) -> float:
    """Above thirty the value lies between the last one and the normal one: the normal one plus its first correction."""
    return T[freedom - 1] if freedom <= len(T) else NORMAL + (NORMAL**3 + NORMAL) / (4 * freedom)
