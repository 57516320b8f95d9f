"""A new value of the terms is not forgotten anywhere: it is offered, and what hangs on it knows it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from domain import check_digit, options
from domain.agreement.reported import MEASURED_BY
from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.daily.totals import DayTotals, pace
from domain.options import Goal, Mechanic
from domain.staff import training
from templates.words.words import WORDS

OPTIONS = [
    one for one in vars(options).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
]
CALLED = {"Counts": "counted", "CostSplit": "split", "Resumes": "resumed_by"}
"""Where the words are not under the option's own name."""
STARTS, ENDS = date(2026, 12, 7), date(2027, 1, 3)
DONE = {
    Goal.RECEIPTS: 8,
    Goal.NEW_CUSTOMERS: 3,
    Goal.REPEAT_VISITS: 5,
    Goal.REVENUE: 1600_00,
    Goal.AVERAGE_CHECK: 200_00,
    Goal.AWARENESS: 40,
    Goal.SUBSCRIBERS: 9,
}
"""After a day with 8 customers, 3 of them new, who spent 1600 ₴; 40 codes were handed out and 9 subscribers came."""


def called(option: type[StrEnum]) -> str:
    own = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in option.__name__).lstrip("_")
    return CALLED.get(option.__name__, own)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda one: one.__name__)
def test_every_value_has_a_name_and_so_is_offered(option: type[StrEnum]) -> None:
    assert set(WORDS[called(option)]) == {one.value for one in option}


def test_every_goal_says_what_has_to_be_reported() -> None:
    assert set(MEASURED_BY) == set(Goal)


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_is_counted(goal: Goal) -> None:
    given: dict[str, Any] = {
        "promo_id": "p",
        "currency": "UAH",
        "title": "T",
        "goal": goal,
        "target": 200,
        "partners": 2,
        "parties": tuple(Party(slot=n, business_id=n, name=f"Shop {n}", city="Kyiv") for n in (1, 2)),
        "sides": (SideTerms(slot=1), SideTerms(slot=2)),
        "mechanic": Mechanic.DISCOUNT,
        "offers": (Offer(what="15 %", cost=60_00),),
        "starts": STARTS,
        "ends": ENDS,
    }
    day = DayTotals(
        location_id=1, day=STARTS, closed=False, customers=8, new=3, sales=1600_00, currency="UAH", said=None
    )
    found = pace(Terms.model_validate(given), [day], STARTS, 40, 9)
    assert found
    assert found.done == DONE[goal]


def test_every_mechanic_says_how_its_customers_are_told_apart() -> None:
    assert set(check_digit.MODES) == set(Mechanic)
    assert set(training.WAYS) == set(check_digit.Mode)
