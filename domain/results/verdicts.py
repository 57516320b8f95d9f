"""When a figure is good, bad, or neither can be said."""

from __future__ import annotations

from fractions import Fraction

from domain.results.coverage import Coverage, Of
from domain.results.known import Amount, Inputs, required

TOO_FEW = 20
"""Under so many a first week decides nothing."""


def grew_by_a_tenth(value: Amount, known: Inputs) -> bool | None:
    return value * 10 >= known.check_before * 11 if known.check_before else None


def grew(value: Amount, known: Inputs) -> bool | None:
    """By a twentieth of the first week's at least."""
    if known.first_redeemed is None or (known.first_issued or 0) < TOO_FEW or (known.weeks or 0) <= 1:
        return None
    first = known.first_redeemed * 100 / required(known.first_issued)
    return value * 20 >= first * 21 if first else None


def held(value: Amount, known: Inputs) -> bool | None:
    """Marketing alone: not dearer than in the first week."""
    if not known.first_marketing or (known.first_new or 0) < TOO_FEW or (known.weeks or 0) <= 1:
        return None
    return required(known.marketing) / required(known.new) <= known.first_marketing / required(known.first_new)


def came_back(value: Amount, known: Inputs) -> bool | None:
    """The one verdict on money: yes, if new customers alone brought back what was spent; no, if not even all did."""
    if value <= 1:
        return False
    new = None if known.net_new is None or not enough(known, "both") else returned(known, new=True)
    return True if new is not None and new > 1 else None


def spent(known: Inputs, new: bool = False) -> Amount:
    discounts = known.discounts_new if new else known.discounts
    return required(discounts) + required(known.expenses) + known.cost_of_dues


def returned(known: Inputs, new: bool = False) -> Amount:
    income = known.income_new if new else known.income
    cost = spent(known, new)
    return (required(income) + known.gain_of_dues) / cost if cost else Fraction(0)


def reaches(value: Amount, known: Inputs) -> bool | None:
    """Reached, or as good as certain; missed, or out of reach; else open."""
    target = required(known.target)
    if required(known.done) >= target:
        return True
    if known.low is None or known.high is None:
        return False if known.open_gone == known.open_all else None
    return True if known.low >= target else False if known.high < target else None


def coverage_of(known: Inputs, told_by: str) -> Coverage | None:
    """Of how many days or receipts that is known; None where nothing was due."""
    part, whole = ("receipts", "uses") if told_by == "receipts" else (f"{told_by}_days", "days")
    whole = "done_of" if told_by == "done" else whole
    amounts = (getattr(known, part, None), getattr(known, whole, None)) if told_by else (None, None)
    if amounts[0] is None or not amounts[1]:
        return None
    of = Of.RECEIPTS if told_by == "receipts" else Of.DAYS
    return Coverage(int(min(amounts[0], amounts[1])), int(amounts[1]), of)


def enough(known: Inputs, told_by: str) -> bool:
    coverage = coverage_of(known, told_by)
    return coverage is None or coverage.is_enough
