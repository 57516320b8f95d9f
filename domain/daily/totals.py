"""Figures over daily reports. A figure without its input is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.agreement.terms import Terms
from domain.money import exponent
from domain.options import IN_MONEY, Goal


@dataclass(frozen=True)
class DayTotals:
    """One location's latest report for one day; sales in minor units of `currency`.

    `customers` is the number that everything hangs on: what was reported, less the uses that were given back after
    that. `given_back` of them still have their receipt in the sales.
    """

    location_id: int
    day: date
    closed: bool
    customers: int
    new: int | None
    sales: int | None
    currency: str
    given_back: int = 0

    @property
    def receipts(self) -> int:
        """As many as the sales were made of."""
        return self.customers + self.given_back


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
    level: bool = False  # it does not add up over the days

    @property
    def expected(self) -> int:
        return self.done if self.level else round_half_up(self.done / self.gone)

    @property
    def on_time(self) -> bool:
        return self.expected >= self.target


def takings(entries: Iterable[DayTotals]) -> tuple[Takings, ...]:
    """Sales per currency; currencies are never added together."""
    with_sales = [entry for entry in entries if entry.sales is not None]
    return tuple(
        Takings(
            currency,
            sum(entry.sales or 0 for entry in with_sales if entry.currency == currency),
            sum(entry.receipts for entry in with_sales if entry.currency == currency),
        )
        for currency in sorted({entry.currency for entry in with_sales})
    )


def pace(
    terms: Terms, entries: list[DayTotals], until: date, contacts: int | None = None, subscribers: int | None = None
) -> Pace | None:
    """Progress to the goal at the end of a day; None when nothing known measures the goal.

    `contacts`: codes handed out; `subscribers`: how many more than before.
    """
    done = {Goal.AWARENESS: contacts, Goal.SUBSCRIBERS: subscribers}.get(terms.goal, _done(terms, entries))
    if done is None:
        return None
    length = (terms.ends - terms.starts).days + 1
    gone = Fraction(min((until - terms.starts).days + 1, length), length)
    money = terms.goal in IN_MONEY
    target = terms.target * (10 ** exponent(terms.currency) if money else 1)
    return Pace(done, target, money, gone, terms.goal is Goal.AVERAGE_CHECK) if gone > 0 else None


def _done(terms: Terms, entries: list[DayTotals]) -> int | None:
    with_new = [entry for entry in entries if entry.new is not None]
    own = next((one for one in takings(entries) if one.currency == terms.currency), None)
    if terms.goal is Goal.RECEIPTS:
        return sum(entry.customers for entry in entries) if entries else None
    if terms.goal is Goal.NEW_CUSTOMERS:
        return sum(entry.new or 0 for entry in with_new) if with_new else None
    if terms.goal is Goal.REPEAT_VISITS:
        return returning(entries)
    if terms.goal is Goal.REVENUE:
        return own.sales if own else None
    return own.average if own and terms.goal is Goal.AVERAGE_CHECK else None


def returning(entries: Iterable[DayTotals]) -> int | None:
    """Customers who were not new, in the reports that say how many were."""
    known = [entry.customers - entry.new for entry in entries if entry.new is not None]
    return sum(known) if known else None
