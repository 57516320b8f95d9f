"""Figures over daily reports. A figure without its input is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.money import exponent
from domain.options import IN_MONEY, Goal


class DayTotals(Struct, frozen=True):
    """One location's day; sales in minor units of `currency`.

    `customers` is the number that everything hangs on. Where the promo has codes, the uses `by_codes` are its floor and
    `without_card` is what was reported beside them; elsewhere it is what was reported. `said`: the customers of the
    report, if they are not as many now. `reported`: False for a day that only codes tell of, whose report is missing.
    """

    location_id: int
    day: date
    closed: bool
    customers: int
    new: int | None
    sales: int | None
    currency: str
    said: int | None = None
    by_codes: int | None = None
    reported: bool = True

    @property
    def receipts(self) -> int:
        """As many as the sales were made of."""
        return self.customers if self.said is None else self.said

    @property
    def without_card(self) -> int | None:
        return None if self.by_codes is None else self.customers - self.by_codes


class Said(Struct, frozen=True):
    """What the newest report of a day says. `given_back`: uses of that day that were given back after it;
    `without_card`: None where it was not asked."""

    closed: bool
    customers: int
    new: int | None
    sales: int | None
    currency: str
    given_back: int = 0
    without_card: int | None = None


class CodeUses(Struct, frozen=True):
    """Uses of a day that count: how many, how many by new customers, and of how many that is known."""

    count: int = 0
    new: int = 0
    known: int = 0


def day_totals(location_id: int, day: date, said: Said | None, uses: CodeUses | None) -> DayTotals:
    """A day from its report, its codes, or both; `uses` is None where the promo has no codes."""
    floor = uses.count if uses else 0
    if said is None:
        new = uses.new if uses and uses.known == uses.count else None
        return DayTotals(
            location_id=location_id,
            day=day,
            closed=False,
            customers=floor,
            new=new,
            sales=None,
            currency="",
            said=None,
            by_codes=floor,
            reported=False,
        )
    customers = _customers(said, uses)
    return DayTotals(
        location_id=location_id,
        day=day,
        closed=said.closed and not customers,
        customers=customers,
        new=_new(said, uses, customers),
        sales=said.sales,
        currency=said.currency,
        said=said.customers,
        by_codes=uses.count if uses else None,
    )


def _customers(said: Said, uses: CodeUses | None) -> int:
    if uses is None:
        return said.customers
    if said.without_card is not None:
        return uses.count + said.without_card
    return max(said.customers - said.given_back, uses.count)


def _new(said: Said, uses: CodeUses | None, customers: int) -> int | None:
    """What was said; else what was tapped at the till, where every customer of the day had a code."""
    if said.new is not None:
        return min(said.new, customers)
    all_told = uses is not None and uses.count and uses.known == uses.count == customers
    return uses.new if uses and all_told else None


def round_half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def progress(done: int, target: int) -> int:
    """A whole percentage, rounded down: 299 of 300 is not 100 %."""
    return done * 100 // target


def percent(part: int, whole: int) -> int | None:
    """A whole percentage, half up; None without a whole."""
    return round_half_up(Fraction(part * 100, whole)) if whole else None


class Takings(Struct, frozen=True):
    """Sales in one currency; `receipts` are the customers of the reports that gave a sum."""

    currency: str
    sales: int
    receipts: int

    @property
    def average(self) -> int | None:
        return round_half_up(Fraction(self.sales, self.receipts)) if self.receipts else None


class Pace(Struct, frozen=True):
    """The goal so far. `done` and `target` are counts, or minor units when the goal is revenue."""

    done: int
    target: int
    money: bool
    gone: Fraction  # share of the promo's days
    level: bool = False  # it does not add up over the days
    open_days: tuple[int, int] | None = None  # gone, and all: of all counters
    reach: tuple[int, int] | None = None  # where it is likely to end

    @property
    def open(self) -> Fraction:
        """The share of the open days that is gone; of the days, where there are no counters."""
        gone, every = self.open_days or (0, 0)
        return Fraction(gone, every) if gone else self.gone

    @property
    def expected(self) -> int:
        return self.done if self.level else round_half_up(self.done / self.open)

    @property
    def met(self) -> bool | None:
        """Reached or likely to be; missed or out of reach; None while it is open."""
        if self.done >= self.target:
            return True
        low, high = self.reach or (self.done, self.target)
        return False if self.gone == 1 or high < self.target else True if low >= self.target else None


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

    `contacts`: codes known to be handed out; `subscribers`: how many more than before.
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
    if terms.goal is Goal.AVERAGE_CHECK:
        own = next((one for one in takings(entries) if one.currency == terms.currency), None)
        return own.average if own else None
    parts = [part for entry in entries if (part := goal_part(terms, entry)) is not None]
    return sum(parts) if parts else None


def goal_part(terms: Terms, entry: DayTotals) -> int | None:
    """What one report adds to a goal that adds up; None where it does not say."""
    if terms.goal is Goal.RECEIPTS:
        return entry.customers
    if terms.goal is Goal.NEW_CUSTOMERS:
        return entry.new
    if terms.goal is Goal.REPEAT_VISITS:
        return None if entry.new is None else entry.customers - entry.new
    return entry.sales if entry.currency == terms.currency else None


def returning(entries: Iterable[DayTotals]) -> int | None:
    """Customers who were not new, in the reports that say how many were."""
    known = [entry.customers - entry.new for entry in entries if entry.new is not None]
    return sum(known) if known else None
