"""What a promo costs the businesses that pay for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.agreement.terms import Terms
from domain.options import CostSplit


class Purpose(StrEnum):
    MARKETING = "marketing"  # what brings customers: flyers, ads, posts
    PERK = "perk"  # what rewards for the partners' staff cost
    OTHER = "other"


@dataclass(frozen=True)
class Expense:
    """What one business paid, in minor units; `common` costs are divided as the terms say, the others stay its own."""

    id: int
    business_id: int
    minor: int
    currency: str
    what: str
    purpose: Purpose
    common: bool
    paid_on: date


def weights(terms: Terms) -> tuple[int, ...]:
    """How common costs are divided, in the order of the parties; empty where nothing is, or the shares do not fit."""
    if terms.split is CostSplit.EQUAL:
        return (1,) * len(terms.parties)
    fit = terms.split is not CostSplit.OWN and len(terms.shares) == len(terms.parties) and any(terms.shares)
    return terms.shares if fit else ()


def borne(terms: Terms, expenses: Iterable[Expense], business_id: int) -> dict[str, Fraction]:
    """What one side bears in the end, in minor units by currency: its own costs and its part of the common ones."""
    portions = {party.business_id: weight for party, weight in zip(terms.parties, weights(terms), strict=False)}
    totals: dict[str, Fraction] = {}
    for expense in expenses:
        own = Fraction(expense.business_id == business_id)
        part = Fraction(portions[business_id], sum(portions.values())) if expense.common and portions else own
        if part:
            totals[expense.currency] = totals.get(expense.currency, Fraction(0)) + expense.minor * part
    return totals
