"""Terms of money that cannot stand together, and the rules of ending that come by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agreement.answers import from_answers, to_answers
from domain.agreement.fields import contradicts, filled
from domain.agreement.terms import Terms
from domain.options import CostSplit, LostDays
from domain.reading import Problem
from handlers.agreement.questions import STEPS
from handlers.forms.steps import Asked, TermsView
from templates.format.answers import View
from tests.settlement.test_settlement_rules import terms


@pytest.mark.parametrize(
    ("minimum", "penalty", "bonus_from", "refused"),
    [
        (10, 500, 5, True), (10, 500, 10, False), (10, 500, 11, False), (10, None, 5, False), (None, 500, 5, False),
        (10, 500, None, False),
    ],
)  # fmt: skip
def test_a_direction_cannot_earn_the_bonus_and_owe_the_penalty(
    minimum: int | None, penalty: int | None, bonus_from: int | None, refused: bool
) -> None:
    answers = {"minimum": minimum, "penalty": penalty, "bonus_from": bonus_from}
    assert contradicts("bonus_from", answers) is refused


@pytest.mark.parametrize(
    ("field", "said", "others"),
    [
        ("bonus_from", "5", {"minimum": 10, "penalty": 500}),
        ("minimum", "10", {"bonus_from": 5, "penalty": 500}),
        ("penalty", "5", {"minimum": 10, "bonus_from": 5}),
    ],
)
def test_whichever_is_said_last_is_refused(field: str, said: str, others: dict[str, Any]) -> None:
    step = next(one for one in STEPS if one.field == field)
    read = step.read(said, Asked(others, date(2026, 11, 23), "en", TermsView(View())))
    assert isinstance(read, Problem)
    assert (read.reason, read.limit) == ("bonus_under_minimum", 10)
    alone = step.read(said, Asked({}, date(2026, 11, 23), "en", TermsView(View())))
    assert isinstance(alone, int)


def test_rules_of_ending_come_by_themselves_where_there_is_something_to_settle() -> None:
    made = rewritten(terms(minimum=30, penalty=500, split=CostSplit.EQUAL))
    assert (made.lost_days, made.silence_days, made.pay_days) == (LostDays.OWN, 7, 14)
    nothing = rewritten(terms())
    assert (nothing.silence_days, nothing.pay_days) == (None, None)


def rewritten(old: Terms) -> Terms:
    """The same terms, as a form that nobody answered more in gives them."""
    answers = {name: value for name, value in to_answers(old).items() if value is not None}
    return from_answers(filled(answers), old.promo_id, old.currency, old.parties)
