"""What is known of a side, or of several together: what the figures are made of."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

Amount = Fraction
"""Exact. Money in minor units, which is rounded only where it is shown."""


MONEY = frozenset(
    {
        "sales",
        "income",
        "income_new",
        "discounts",
        "discounts_new",
        "dues",
        "expenses",
        "marketing",
        "first_marketing",
        "profit_before",
        "profit_during",
        "check_before",
    }
)


class Inputs(Struct, frozen=True):
    """What is known of one side, or of several that share a currency; None is not known."""

    currency: str
    uses: Amount | None = None  # redemptions, as reported
    issued: Amount | None = None  # codes printed on sheets or issued one by one
    redeemed: Amount | None = None  # of those
    first_issued: Amount | None = None  # by the end of the first week
    first_redeemed: Amount | None = None
    new: Amount | None = None
    first_new: Amount | None = None
    returning: Amount | None = None
    sales: Amount | None = None
    receipts: Amount | None = None  # redemptions in the reports that gave a sum
    buyers: Amount | None = None  # customers of those days, as they count now
    margin: Amount | None = None  # percent
    income: Amount | None = None  # sales before the discount × margin
    income_new: Amount | None = None  # the part of new customers, of days that tell both
    discounts: Amount | None = None  # on the days that have a sum
    discounts_new: Amount | None = None
    dues: Amount | None = Fraction(0)  # pay, bonus and penalty: what they bring, less what they cost
    expenses: Amount | None = None
    marketing: Amount | None = None
    first_marketing: Amount | None = None
    all_receipts: Amount | None = None  # promo or not, over the promo's weeks
    profit_before: Amount | None = None  # a week
    profit_during: Amount | None = None
    check_before: Amount | None = None
    weeks: Amount | None = None  # gone so far
    reported: Amount | None = None
    expected: Amount | None = None  # days on which its places were open
    planned: Amount | None = None  # the same without pauses and closures
    days: Amount | None = None  # at its places, due or said; the next four are as many of them as say it
    use_days: Amount | None = None
    sales_days: Amount | None = None
    new_days: Amount | None = None
    both_days: Amount | None = None
    done: Amount | None = None  # towards the goal
    done_days: Amount | None = None  # days that tell of it, over all sides
    done_of: Amount | None = None
    open_gone: Amount | None = None  # open days of all counters; None for a goal that does not add up over them
    open_all: Amount | None = None
    low: Amount | None = None  # where the goal is likely to end
    high: Amount | None = None
    target: Amount | None = None
    hours: Amount | None = None  # median, proposal → first answer

    @property
    def net(self) -> Amount | None:
        return total((self.income, minus(self.discounts), minus(self.expenses), self.dues))

    @property
    def net_new(self) -> Amount | None:
        return total((self.income_new, minus(self.discounts_new), minus(self.expenses), self.dues))

    @property
    def cost_of_dues(self) -> Amount:
        return max(-(self.dues or Fraction(0)), Fraction(0))

    @property
    def gain_of_dues(self) -> Amount:
        return max(self.dues or Fraction(0), Fraction(0))

    @property
    def open_weeks(self) -> Amount | None:
        """Weeks gone, as far as the places were open when they should."""
        if self.weeks is None or not self.planned or self.expected is None:
            return self.weeks
        return self.weeks * self.expected / self.planned


def required(known: Amount | None) -> Amount:
    """An input that the formula needs; that it is there was seen to."""
    assert known is not None
    return known


def minus(amount: Amount | None) -> Amount | None:
    return None if amount is None else -amount


ONCE = frozenset({"weeks", "done", "done_days", "done_of", "open_gone", "open_all", "low", "high", "target", "hours"})
"""The same for the whole promo, so never added up."""
PER_SIDE = frozenset({"margin", "check_before"})
"""Of one side only: a sum says nothing."""


def together(sides: Iterable[Inputs]) -> Inputs:
    """The sums over sides of one currency; what one side does not know, all do not know."""
    sides = list(sides)
    if len({side.currency for side in sides}) != 1:
        raise ValueError("currencies are never added together")
    sums: dict[str, Any] = {
        name: total(getattr(side, name) for side in sides) for name in _amounts() if name not in ONCE | PER_SIDE
    }
    return replace(sides[0], margin=None, check_before=None, **sums)


def _amounts() -> list[str]:
    return [name for name in Inputs.__struct_fields__ if name != "currency"]


def total(amounts: Iterable[Amount | None]) -> Amount | None:
    """None where one of them is not known."""
    known = list(amounts)
    return None if None in known else sum((one for one in known if one is not None), Fraction(0))


def without_counter(known: Inputs) -> Inputs:
    """For a sum: where no offer is used there is nothing to report, and so nothing missing."""
    names = ("uses", "new", "returning", "sales", "receipts", "buyers", "income", "income_new", "discounts_new")
    return replace(known, **dict.fromkeys(names, Fraction(0)))  # names of sums only


def in_currency(known: Inputs, currency: str, rate: Fraction) -> Inputs:
    """The same in another currency, at so many of its minor units for one of the old."""
    money: dict[str, Any] = {name: getattr(known, name) for name in MONEY}
    return replace(known, currency=currency, **{name: v if v is None else v * rate for name, v in money.items()})
