"""Every figure of a promo by its formula, with what it was made of. Without an input there is no figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from domain.agreement.sharing import Topic

Amount = Fraction
"""Exact. Money in minor units, which is rounded only where it is shown."""


class MetricKind(StrEnum):
    """How a figure or an input is shown."""

    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"
    WEEKS = "weeks"
    HOURS = "hours"


MONEY = frozenset(
    {
        "sales", "income", "discounts", "expenses", "marketing", "first_marketing",
        "profit_before", "profit_during", "check_before",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Inputs:
    """What is known of one side, or of several that share a currency; None is not known."""

    currency: str
    uses: Amount | None = None  # redemptions, as reported
    contacts: Amount | None = None  # codes handed out
    redeemed: Amount | None = None  # of those
    first_contacts: Amount | None = None  # by the end of the first week
    first_redeemed: Amount | None = None
    new: Amount | None = None
    first_new: Amount | None = None
    returning: Amount | None = None
    sales: Amount | None = None
    receipts: Amount | None = None  # redemptions in the reports that gave a sum
    margin: Amount | None = None  # percent
    income: Amount | None = None  # sales × margin
    discounts: Amount | None = None
    expenses: Amount | None = None
    marketing: Amount | None = None
    first_marketing: Amount | None = None
    all_receipts: Amount | None = None  # promo or not, over the promo's weeks
    profit_before: Amount | None = None  # a week
    profit_during: Amount | None = None
    check_before: Amount | None = None
    weeks: Amount | None = None  # gone so far
    length: Amount | None = None  # all weeks
    reported: Amount | None = None
    expected: Amount | None = None
    done: Amount | None = None  # towards the goal
    gone: Amount | None = None  # share of the days; None for a goal that does not add up over them
    target: Amount | None = None
    hours: Amount | None = None  # median, proposal → first answer

    @property
    def net(self) -> Amount | None:
        if self.income is None or self.discounts is None or self.expenses is None:
            return None
        return self.income - self.discounts - self.expenses


@dataclass(frozen=True)
class Metric:
    """`missing` names the inputs that are not known, or are nothing to divide by; `met` is None without a target."""

    name: str
    kind: MetricKind
    topic: Topic
    value: Amount | None
    inputs: tuple[tuple[str, Amount | None], ...]
    missing: tuple[str, ...]
    met: bool | None


@dataclass(frozen=True)
class Formula:
    name: str
    kind: MetricKind
    topic: Topic
    needs: tuple[str, ...]
    over: tuple[str, ...]  # of those, what the figure is divided by, when it is nothing
    value: Callable[[Inputs], Amount]
    met: Callable[[Amount, Inputs], bool | None] = lambda value, known: None
    beside: tuple[str, ...] = ()  # shown with it where it is known, not needed


def required(known: Amount | None) -> Amount:
    """An input that the formula needs; that it is there was seen to."""
    assert known is not None
    return known


def _grew_by_a_tenth(value: Amount, known: Inputs) -> bool | None:
    return value * 10 >= known.check_before * 11 if known.check_before else None


def _grew(value: Amount, known: Inputs) -> bool | None:
    """By a twentieth of the first week's at least."""
    if known.first_redeemed is None or not known.first_contacts or known.weeks is None or known.weeks <= 1:
        return None
    first = known.first_redeemed * 100 / known.first_contacts
    return value * 20 >= first * 21 if first else None


def _held(value: Amount, known: Inputs) -> bool | None:
    """Not dearer than in the first week."""
    if known.first_marketing is None or not known.first_new or known.weeks is None or known.weeks <= 1:
        return None
    return value <= known.first_marketing / known.first_new


NET = ("income", "discounts", "expenses")
TAKEN = ("sales", "margin")

FORMULAS: tuple[Formula, ...] = (
    Formula("roi", MetricKind.PERCENT, Topic.MARGIN, NET, ("expenses",),
            lambda k: required(k.net) * 100 / required(k.expenses), lambda value, k: value >= 100, TAKEN),
    Formula("return_ratio", MetricKind.RATIO, Topic.MARGIN, NET, ("spent",),
            lambda k: required(k.income) / (required(k.discounts) + required(k.expenses)),
            lambda value, k: value > 1, TAKEN),
    Formula("net_profit", MetricKind.MONEY, Topic.MARGIN, NET, (), lambda k: required(k.net), beside=TAKEN),
    Formula("average_check", MetricKind.MONEY, Topic.SALES, ("sales", "receipts"), ("receipts",),
            lambda k: required(k.sales) / required(k.receipts),
            _grew_by_a_tenth, ("check_before",)),
    Formula("conversion", MetricKind.PERCENT, Topic.CUSTOMERS, ("redeemed", "contacts"), ("contacts",),
            lambda k: required(k.redeemed) * 100 / required(k.contacts), _grew,
            ("first_redeemed", "first_contacts")),
    Formula("acquisition_cost", MetricKind.MONEY, Topic.MARGIN, ("marketing", "new"), ("new",),
            lambda k: required(k.marketing) / required(k.new), _held, ("first_marketing", "first_new")),
    Formula("promo_share", MetricKind.PERCENT, Topic.CUSTOMERS, ("uses", "all_receipts"), ("all_receipts",),
            lambda k: required(k.uses) * 100 / required(k.all_receipts)),
    Formula("returned_cost", MetricKind.MONEY, Topic.MARGIN, ("expenses", "returning"), ("returning",),
            lambda k: required(k.expenses) / required(k.returning)),
    Formula("weekly_profit", MetricKind.MONEY, Topic.MARGIN, ("profit_during", "profit_before"), (),
            lambda k: required(k.profit_during), lambda value, k: value > required(k.profit_before)),
    Formula("payback", MetricKind.WEEKS, Topic.MARGIN, (*NET, "weeks"), ("weeks", "gain"),
            lambda k: required(k.expenses) * required(k.weeks) / required(k.net),
            lambda value, k: value <= required(k.length), TAKEN),
    Formula("per_customer", MetricKind.MONEY, Topic.SALES, ("sales", "uses"), ("uses",),
            lambda k: required(k.sales) / required(k.uses)),
    Formula("goal_pace", MetricKind.COUNT, Topic.CUSTOMERS, ("done",), (), lambda k: required(k.done) / (k.gone or 1),
            lambda value, k: value >= required(k.target), ("target", "gone")),
    Formula("coverage", MetricKind.PERCENT, Topic.CUSTOMERS, ("reported", "expected"), ("expected",),
            lambda k: required(k.reported) * 100 / required(k.expected), lambda value, k: value == 100),
    Formula("reaction", MetricKind.HOURS, Topic.CUSTOMERS, ("hours",), (), lambda k: required(k.hours)),
)  # fmt: skip


def measured(known: Inputs) -> tuple[Metric, ...]:
    return tuple(_metric(formula, known) for formula in FORMULAS)


def _metric(formula: Formula, known: Inputs) -> Metric:
    beside = [name for name in formula.beside if getattr(known, name) is not None]
    given = tuple((name, getattr(known, name)) for name in (*beside, *formula.needs))
    missing = _missing(formula, known)
    value = None if missing else formula.value(known)
    met = None if value is None else formula.met(value, known)
    return Metric(
        name=formula.name, kind=formula.kind, topic=formula.topic, value=value, inputs=given, missing=missing, met=met
    )


def _missing(formula: Formula, known: Inputs) -> tuple[str, ...]:
    """The inputs that nobody gave; with all of them there, what cannot be divided by."""
    unknown = [name for name in formula.needs if getattr(known, name) is None]
    if unknown:
        return tuple(dict.fromkeys(part for name in unknown for part in _parts(name, known)))
    return tuple(name for name in formula.over if _is_nothing(name, known))


def _parts(name: str, known: Inputs) -> list[str]:
    """Income is made of two things; which of them is not there?"""
    if name != "income":
        return [name]
    return [part for part in TAKEN if getattr(known, part) is None] or [name]


def _is_nothing(name: str, known: Inputs) -> bool:
    if name == "gain":
        return required(known.net) <= 0
    if name == "spent":
        return required(known.discounts) + required(known.expenses) == 0
    return bool(getattr(known, name) == 0)


ONCE = frozenset({"weeks", "length", "done", "gone", "target", "hours"})
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
    return [field.name for field in fields(Inputs) if field.name != "currency"]


def total(amounts: Iterable[Amount | None]) -> Amount | None:
    """None where one of them is not known."""
    known = list(amounts)
    return None if None in known else sum((one for one in known if one is not None), Fraction(0))


def without_counter(known: Inputs) -> Inputs:
    """For a sum: where no offer is used there is nothing to report, and so nothing missing."""
    nothing = Fraction(0)
    return replace(known, uses=nothing, new=nothing, returning=nothing, sales=nothing, receipts=nothing, income=nothing)


def in_currency(known: Inputs, currency: str, rate: Fraction) -> Inputs:
    """The same in another currency, at so many of its minor units for one of the old."""
    money: dict[str, Any] = {name: getattr(known, name) for name in MONEY}
    return replace(known, currency=currency, **{name: v if v is None else v * rate for name, v in money.items()})
