"""Every figure of a promo by its formula, with what it was made of. Without an input there is no figure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from domain.agreement.sharing import Topic
from domain.results.coverage import Coverage
from domain.results.known import Amount, Inputs, required
from domain.results.verdicts import (
    came_back,
    coverage_of,
    enough,
    grew,
    grew_by_a_tenth,
    held,
    reaches,
    returned,
    spent,
)


class MetricKind(StrEnum):
    """How a figure or an input is shown."""

    MONEY = "money"
    PERCENT = "percent"
    BACK = "back"  # for each whole unit that was spent
    COUNT = "count"
    WEEKS = "weeks"
    HOURS = "hours"


class Metric(Struct, frozen=True):
    """`missing` names the inputs that are not known, or are nothing to divide by; `met` is None without a target."""

    name: str
    kind: MetricKind
    topic: Topic
    value: Amount | None
    inputs: tuple[tuple[str, Amount | None], ...]
    missing: tuple[str, ...]
    met: bool | None
    coverage: Coverage | None = None  # of how much it is known; None where that is no question

    @property
    def is_over_nothing(self) -> bool:
        """Whether everything is known, and what it would be divided by is zero."""
        return bool(self.missing) and not self.is_too_little and all(value is not None for _, value in self.inputs)

    @property
    def is_too_little(self) -> bool:
        """Whether it is no figure because only a part is known."""
        part = self.coverage is not None and self.coverage.known > 0 and not self.coverage.is_enough
        return part and any(name in PARTLY for name in self.missing)


PARTLY = ("sales", "new", "uses")


class Formula(Struct, frozen=True):
    """`told_by`: which days or receipts it rests on; what `adds_up` over them is no figure while too few are known."""

    name: str
    kind: MetricKind
    topic: Topic
    needs: tuple[str, ...]
    over: tuple[str, ...]  # of those, what the figure is divided by, when it is nothing
    value: Callable[[Inputs], Amount]
    met: Callable[[Amount, Inputs], bool | None] = lambda value, known: None
    beside: tuple[str, ...] = ()  # shown with it where it is known, not needed
    told_by: str = ""
    adds_up: bool = True


NET = ("income", "discounts", "expenses", "dues")
NET_NEW = ("income_new", "discounts_new", "expenses", "dues")
TAKEN = ("sales", "margin")

FORMULAS: tuple[Formula, ...] = (
    Formula("return_ratio", MetricKind.BACK, Topic.MARGIN, NET, ("spent",), returned, came_back, TAKEN, "sales"),
    Formula("return_new", MetricKind.BACK, Topic.MARGIN, NET_NEW, ("spent_new",),
            lambda k: returned(k, new=True), beside=TAKEN, told_by="both"),
    Formula("roi", MetricKind.PERCENT, Topic.MARGIN, NET, ("spent",),
            lambda k: required(k.net) * 100 / spent(k), beside=TAKEN, told_by="sales"),
    Formula("net_profit", MetricKind.MONEY, Topic.MARGIN, NET, (), lambda k: required(k.net), beside=TAKEN,
            told_by="sales"),
    Formula("net_new", MetricKind.MONEY, Topic.MARGIN, NET_NEW, (), lambda k: required(k.net_new), beside=TAKEN,
            told_by="both"),
    Formula("average_check", MetricKind.MONEY, Topic.SALES, ("sales", "receipts"), ("receipts",),
            lambda k: required(k.sales) / required(k.receipts),
            grew_by_a_tenth, ("check_before",), "receipts", adds_up=False),
    Formula("conversion", MetricKind.PERCENT, Topic.CUSTOMERS, ("redeemed", "issued"), ("issued",),
            lambda k: required(k.redeemed) * 100 / required(k.issued), grew,
            ("first_redeemed", "first_issued")),
    Formula("acquisition_cost", MetricKind.MONEY, Topic.MARGIN, ("marketing", "dues", "new"), ("new",),
            lambda k: (required(k.marketing) + k.cost_of_dues) / required(k.new), held,
            ("first_marketing", "first_new"), "new"),
    Formula("promo_share", MetricKind.PERCENT, Topic.CUSTOMERS, ("uses", "all_receipts"), ("all_receipts",),
            lambda k: required(k.uses) * 100 / required(k.all_receipts), told_by="use"),
    Formula("returned_cost", MetricKind.MONEY, Topic.MARGIN, ("expenses", "returning"), ("returning",),
            lambda k: required(k.expenses) / required(k.returning), told_by="new"),
    Formula("weekly_profit", MetricKind.MONEY, Topic.MARGIN, ("profit_during", "profit_before"), (),
            lambda k: required(k.profit_during)),
    Formula("payback", MetricKind.WEEKS, Topic.MARGIN, (*NET, "open_weeks"), ("open_weeks", "gain"),
            lambda k: required(k.expenses) * required(k.open_weeks) / (required(k.net) + required(k.expenses)),
            beside=TAKEN, told_by="sales"),
    Formula("per_customer", MetricKind.MONEY, Topic.SALES, ("sales", "buyers"), ("buyers",),
            lambda k: required(k.sales) / required(k.buyers), told_by="receipts", adds_up=False),
    Formula("goal_pace", MetricKind.COUNT, Topic.CUSTOMERS, ("done",), ("pace",),
            lambda k: required(k.done) * (k.open_all or 1) / (k.open_gone or 1),
            reaches, ("target", "open_gone", "open_all", "low", "high"), "done", adds_up=False),
    Formula("coverage", MetricKind.PERCENT, Topic.CUSTOMERS, ("reported", "expected"), ("expected",),
            lambda k: required(k.reported) * 100 / required(k.expected), lambda value, k: value == 100),
    Formula("reaction", MetricKind.HOURS, Topic.CUSTOMERS, ("hours",), (), lambda k: required(k.hours)),
)  # fmt: skip


def measured(known: Inputs) -> tuple[Metric, ...]:
    return tuple(_metric(formula, known) for formula in FORMULAS)


def _metric(formula: Formula, known: Inputs) -> Metric:
    beside = [name for name in formula.beside if getattr(known, name) is not None]
    given = tuple((name, getattr(known, name)) for name in (*beside, *formula.needs))
    missing, coverage = _missing(formula, known), coverage_of(known, formula.told_by)
    value = None if missing else formula.value(known)
    enough = coverage is None or coverage.is_enough
    met = None if value is None or not enough else formula.met(value, known)
    return Metric(
        name=formula.name,
        kind=formula.kind,
        topic=formula.topic,
        value=value,
        inputs=given,
        missing=missing,
        met=met,
        coverage=coverage,
    )


TOLD = {"sales": ("sales",), "both": ("sales", "new"), "new": ("new",), "use": ("uses",)}
"""What too few days tell, by what a figure rests on."""


def _missing(formula: Formula, known: Inputs) -> tuple[str, ...]:
    """The inputs that nobody gave, or only for too few days; with all of them there, what cannot be divided by."""
    unknown = [name for name in formula.needs if getattr(known, name) is None]
    if unknown:
        return tuple(dict.fromkeys(part for name in unknown for part in _parts(name, known)))
    if formula.adds_up and not enough(known, formula.told_by):
        return TOLD[formula.told_by]
    return tuple(name for name in formula.over if _is_nothing(name, known))


def _parts(name: str, known: Inputs) -> list[str]:
    """What is made of several things: which of them is not there?"""
    made_of = {"income": TAKEN, "income_new": (*TAKEN, "new"), "discounts_new": ("discounts", "new")}.get(name, (name,))
    return [part for part in made_of if getattr(known, part) is None] or [name]


def _is_nothing(name: str, known: Inputs) -> bool:
    if name == "pace":
        too_early = known.low is None and known.open_gone != known.open_all
        return too_early and known.done_days is not None and known.open_gone is not None
    if name == "gain":
        return required(known.net) + required(known.expenses) <= 0
    if name in ("spent", "spent_new"):
        return spent(known, new=name == "spent_new") == 0
    return bool(getattr(known, name) == 0)
