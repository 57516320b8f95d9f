"""What a promo costs the businesses that pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
