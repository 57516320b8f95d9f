"""Ready promos: complete answers to start from, the usual figures of a trade, and which answers nobody has touched."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from domain.money import exponent

READY = "ready"
"""Among a form's answers: the fields of the ready promo with their values, until the person answers them."""


class ReadyPromo(StrEnum):
    RECEIPT_CARD = "receipt_card"
    GIFT = "gift"
    CODE_WORD = "code_word"
    STAMPS = "stamps"
    TASTING = "tasting"
    MUTUAL = "mutual"
    CONTEST = "contest"


class Usual(Struct, frozen=True):
    """What a promo of such a shop usually aims at: customers, customers sent by each side, uses; a receipt in UAH."""

    target: int
    minimum: int
    limit: int
    receipt: int


DAILY, MONTHLY, RARE = Usual(100, 30, 300, 150), Usual(60, 20, 150, 600), Usual(20, 5, 50, 4000)
OFTEN = frozenset(
    {
        "cafe",
        "bakery",
        "restaurant",
        "grocery",
        "healthy_food",
        "sweets",
        "pharmacy",
        "taxi",
        "cinema",
        "delivery",
        "household",
    }
)
SELDOM = frozenset(
    {"construction", "furniture", "windows", "interior", "appliances", "travel", "hotel", "jeweller", "kindergarten"}
)
PER_HUNDRED_HRYVNIAS = {
    "UAH": 100,
    "EUR": 2,
    "USD": 2.4,
    "PLN": 9,
    "GBP": 1.8,
    "KZT": 1150,
    "RUB": 200,
    "CZK": 50,
    "RON": 10,
}
SHARE_GIVEN = 0.15
"""Of a receipt, what an offer usually costs the shop that honours it."""


def usual(category: str) -> Usual:
    """By how often a customer comes to such a shop."""
    return DAILY if category in OFTEN else RARE if category in SELDOM else MONTHLY


def usual_cost(category: str, currency: str) -> int | None:
    """What one use usually costs such a shop, in minor units, one digit; None where no prices are known."""
    rate = PER_HUNDRED_HRYVNIAS.get(currency)
    if rate is None:
        return None
    cost = int(usual(category).receipt * SHARE_GIVEN * rate / 100 * 10 ** exponent(currency))
    unit = int("1".ljust(len(str(cost)), "0"))
    return (cost + unit // 2) // unit * unit


def answered(answers: Mapping[str, Any], field: str, value: Any) -> dict[str, Any]:
    """The answers with one that the person gave: that line is theirs now, whatever the ready promo said."""
    given = {**answers, field: value}
    if READY in answers:
        given[READY] = {name: ready for name, ready in answers[READY].items() if name != field}
    return given


def untouched(ready: Mapping[str, Any], answers: Mapping[str, Any]) -> frozenset[str]:
    """The fields that are still as the ready promo has them."""
    return frozenset(name for name, value in ready.items() if value is not None and answers.get(name) == value)
