"""Figures over daily reports. A figure without its input is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.choices import Goal
from domain.money import exponent
from domain.terms import Terms


@dataclass(frozen=True)
class Entry:
    """One location's latest report for one day; sales in minor units of `currency`."""

    location_id: int
    day: date
    closed: bool
    customers: int
    new: int | None
    sales: int | None
    currency: str


def round_half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def percent(part: int, whole: int) -> int | None:
    """A whole percentage, half up; None without a whole."""
    return round_half_up(Fraction(part * 100, whole)) if whole else None


@dataclass(frozen=True)
class Takings:
    """Sales in one currency; `receipts` are the customers of the reports that gave a sum."""

    currency: str
    sales: int
    receipts: int

    @property
    def average(self) -> int | None:
        return round_half_up(Fraction(self.sales, self.receipts)) if self.receipts else None


@dataclass(frozen=True)
class Pace:
    """The goal so far. `done` and `target` are counts, or minor units when the goal is revenue."""

    done: int
    target: int
    money: bool
    gone: Fraction  # share of the promo's days

    @property
    def expected(self) -> int:
        return round_half_up(self.done / self.gone)


def takings(entries: Iterable[Entry]) -> tuple[Takings, ...]:
    """Sales per currency; currencies are never added together."""
    with_sales = [entry for entry in entries if entry.sales is not None]
    return tuple(
        Takings(
            currency,
            sum(entry.sales or 0 for entry in with_sales if entry.currency == currency),
            sum(entry.customers for entry in with_sales if entry.currency == currency),
        )
        for currency in sorted({entry.currency for entry in with_sales})
    )


def pace(terms: Terms, entries: list[Entry], until: date) -> Pace | None:
    """Progress to the goal at the end of a day; None when nothing reported measures the goal."""
    done = _done(terms, entries)
    if done is None:
        return None
    length = (terms.ends - terms.starts).days + 1
    gone = Fraction(min((until - terms.starts).days + 1, length), length)
    money = terms.goal is Goal.REVENUE
    target = terms.target * (10 ** exponent(terms.currency) if money else 1)
    return Pace(done, target, money, gone) if gone > 0 else None


def _done(terms: Terms, entries: list[Entry]) -> int | None:
    if not entries:
        return None
    if terms.goal is Goal.RECEIPTS:
        return sum(entry.customers for entry in entries)
    if terms.goal is Goal.NEW_CUSTOMERS and any(entry.new is not None for entry in entries):
        return sum(entry.new or 0 for entry in entries)
    if terms.goal is Goal.REVENUE and any(entry.sales is not None for entry in entries):
        return sum(entry.sales or 0 for entry in entries if entry.currency == terms.currency)
    return None
