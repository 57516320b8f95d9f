"""A business's promos side by side: which one paid best, and which partner sent the most customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from domain.results.metrics import Metric
from domain.states import State


class PortfolioLine(Struct, frozen=True):
    """One promo from the asker's side, with its own figures; `came`: customers by the partner who sent them."""

    promo_id: str
    title: str
    state: State
    starts: date
    ends: date
    partners: tuple[str, ...]
    uses: Fraction | None
    net: Metric
    roi: Metric
    currency: str
    came: Mapping[str, int]


class Partner(Struct, frozen=True):
    name: str
    customers: int
    promos: int


def ranked(lines: Iterable[PortfolioLine]) -> tuple[PortfolioLine, ...]:
    """The best return first; what is not known comes last, the newest first."""
    newest = sorted(lines, key=lambda line: line.starts, reverse=True)
    return tuple(sorted(newest, key=lambda line: (line.roi.value is None, -(line.roi.value or 0))))


def best_partner(lines: Iterable[PortfolioLine]) -> Partner | None:
    """Who sent the most customers over all promos; of equals the one that needed fewer promos."""
    lines = list(lines)
    names = dict.fromkeys(name for line in lines for name, count in line.came.items() if count)
    each = [
        Partner(name, sum(line.came.get(name, 0) for line in lines), sum(name in line.came for line in lines))
        for name in names
    ]
    return min(each, key=lambda one: (-one.customers, one.promos), default=None)
