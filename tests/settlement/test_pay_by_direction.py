"""Each side may pay its own price for a customer; who names none pays what was agreed for all."""

from __future__ import annotations

from domain.agreement.answers import from_answers, led_by, to_answers
from domain.agreement.comparison import balance
from domain.agreement.fields import base_of
from domain.agreement.terms import SideTerms
from domain.ledger.attribution import SentOnDay
from domain.settlement.settlement import settle
from domain.settlement.statement import LineKind
from tests.settlement.test_settlement_rules import DAY, facts, nets, terms

BOTH_WAYS = (SentOnDay(DAY, 1, 2, 10), SentOnDay(DAY, 2, 1, 10))


def test_the_cafe_pays_twenty_and_the_bakery_five() -> None:
    """Ten each way: side 1 owes 10 × 20 = 200 and gets 10 × 5 = 50."""
    sides = (SideTerms(slot=1, pay=20_00), SideTerms(slot=2, pay=5_00))
    agreed = terms().model_copy(update={"sides": sides})
    made = settle(facts(agreed, sent=BOTH_WAYS))
    assert nets(made) == [-150_00, 150_00]
    assert [(line.kind, line.each, line.minor) for line in made.accounts[0].lines] == [
        (LineKind.PAY, 20_00, -200_00),
        (LineKind.PAY, 5_00, 50_00),
    ]


def test_who_names_no_price_of_its_own_pays_that_of_all() -> None:
    agreed = terms(pay=10_00).model_copy(update={"sides": (SideTerms(slot=1, pay=20_00),)})
    assert (agreed.pay_of(1), agreed.pay_of(2)) == (20_00, 10_00)
    assert nets(settle(facts(agreed, sent=BOTH_WAYS))) == [-100_00, 100_00]


def test_a_price_of_one_side_alone_is_money_that_hangs_on_customers() -> None:
    agreed = terms().model_copy(update={"sides": (SideTerms(slot=2, pay=7_00),)})
    assert agreed.pays_by_customers
    one, two = balance(agreed)
    assert (one.pays, one.is_paid, two.pays, two.is_paid) == (None, 7_00, 7_00, None)


def test_it_is_an_answer_of_the_form_and_moves_with_its_side() -> None:
    agreed = terms(pay=10_00).model_copy(update={"sides": (SideTerms(slot=1, gain="g"), SideTerms(slot=2, pay=3_00))})
    answers = to_answers(agreed)
    assert (answers["pay"], answers["pay.1"], answers["pay.2"]) == (10_00, None, 3_00)
    assert base_of("pay.2") == ("pay", 2)
    assert from_answers(answers, "p", "UAH", agreed.parties).pay_of(2) == 3_00
    assert (led_by(agreed, 2).pay_of(1), led_by(agreed, 2).pay_of(2)) == (3_00, 10_00)
