"""What a promo costs the businesses that pay for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.choices import Split
from domain.terms import Terms


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
    day: date


def parts(terms: Terms) -> dict[int, Fraction]:
    """Each slot's part of what is common, one in all; empty where everybody bears their own."""
    slots = [party.slot for party in terms.parties]
    if terms.split is Split.EQUAL:
        return {slot: Fraction(1, len(slots)) for slot in slots}
    if terms.split in (Split.PERCENT, Split.LOCOMOTIVE) and len(terms.shares) == len(slots):
        whole = sum(terms.shares)
        return {slot: Fraction(share, whole) for slot, share in zip(slots, terms.shares, strict=True)}
    return {}


def borne(terms: Terms, expenses: Iterable[Expense], business_id: int) -> dict[str, Fraction]:
    """What one side bears in the end, in minor units by currency: its own costs and its part of the common ones."""
    party, shares = terms.party_of(business_id), parts(terms)
    totals: dict[str, Fraction] = {}
    for expense in expenses:
        if expense.common and shares and party:
            part = shares[party.slot]
        else:
            part = Fraction(expense.business_id == business_id)
        if part:
            totals[expense.currency] = totals.get(expense.currency, Fraction(0)) + expense.minor * part
    return totals
