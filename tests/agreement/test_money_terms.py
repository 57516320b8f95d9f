"""Terms of money that cannot stand together, and the rules of ending that come by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agreement.answers import changes, from_answers, to_answers
from domain.agreement.fields import applicable, contradicts, filled, section_of
from domain.agreement.terms import Terms
from domain.options import CostSplit, LostDays, Netting, Resumes, Vat
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


def test_how_it_ends_early_comes_by_itself_and_stays_as_older_texts_meant_it() -> None:
    """A new promo has a week's notice and a fortnight's pause; an amendment of an older text changes nothing of it."""
    told = {name: value for name, value in to_answers(terms()).items() if section_of(name) != "ending"}
    made = from_answers(filled(told), "abcdefabcd", "UAH", terms().parties)
    assert (made.notice_days, made.pause_days, made.resumed_by) == (7, 14, Resumes.WHO_PAUSED)
    old = terms(3, pay=10_00)
    amended = from_answers(filled(to_answers(old)), old.promo_id, old.currency, old.parties)
    assert (amended.notice_days, amended.pause_days, amended.netting, amended.vat) == (0, 0, Netting.ALL, Vat.UNSAID)
    assert {one.field for one in changes(old, amended)} <= {"silence_days", "pay_days"}


def test_whether_vat_is_in_the_sums_and_who_pays_whom_are_agreed_where_there_are_such_sums() -> None:
    priced, plain = filled({"pay": 10_00, "partners": 3}), filled({"partners": 3})
    assert (priced["vat"], priced["netting"]) == ("included", "all")
    assert not {"vat", "netting"} & plain.keys()
    assert "netting" not in filled({"pay": 10_00, "partners": 2})


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"reporting": "sales", "offers": 1, "o1.cost": 60_00}, True),
        ({"reporting": "new", "offers": 2, "o1.cost": None, "o2.cost": 60_00}, True),
        ({"reporting": "sales", "offers": 1, "o1.cost": None}, False),
        ({"reporting": "customers", "offers": 1, "o1.cost": 60_00}, False),
    ],
)
def test_sums_before_or_after_the_discount_are_asked_once_where_a_use_costs_something(
    answers: dict[str, Any], asked: bool
) -> None:
    called = "sums" in {field.name for field in applicable(answers)}
    assert (called and "sums" not in filled(answers)) is asked


def rewritten(old: Terms) -> Terms:
    """The same terms, as a form that nobody answered more in gives them."""
    answers = {name: value for name, value in to_answers(old).items() if value is not None}
    return from_answers(filled(answers), old.promo_id, old.currency, old.parties)
