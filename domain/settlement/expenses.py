"""What a promo costs the businesses that pay for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.options import CostSplit


class Purpose(StrEnum):
    MARKETING = "marketing"  # what brings customers: flyers, ads, posts
    PERK = "perk"  # what rewards for the partners' staff cost
    OTHER = "other"


class Expense(Struct, frozen=True):
    """What one business paid, in minor units; `common` costs are divided as the terms say, the others stay its own."""

    id: int
    business_id: int
    minor: int
    currency: str
    what: str
    purpose: Purpose
    common: bool
    paid_on: date

    @property
    def judged_on(self) -> date:
        """The day whose terms divide it."""
        return self.paid_on


def weights(terms: Terms) -> tuple[int, ...]:
    """How common costs are divided, in the order of the parties; empty where nothing is, or the shares do not fit."""
    if terms.split is CostSplit.EQUAL:
        return (1,) * len(terms.parties)
    fit = terms.split is not CostSplit.OWN and len(terms.shares) == len(terms.parties) and any(terms.shares)
    return terms.shares if fit else ()


def part_of(terms: Terms, expense: Expense, business_id: int) -> Fraction:
    """Which part of it a side bears by these terms: its own costs, and its share of the common ones."""
    portions = {party.business_id: weight for party, weight in zip(terms.parties, weights(terms), strict=False)}
    if expense.common and portions:
        return Fraction(portions[business_id], sum(portions.values()))
    return Fraction(expense.business_id == business_id)


def borne(terms: TermsInForce, expenses: Iterable[Expense], business_id: int) -> dict[str, Fraction]:
    """What one side bears in the end, in minor units by currency; each expense by the terms of its day."""
    totals: dict[str, Fraction] = {}
    for expense in expenses:
        part = part_of(terms.on(expense.judged_on), expense, business_id)
        if part:
            totals[expense.currency] = totals.get(expense.currency, Fraction(0)) + expense.minor * part
    return totals
