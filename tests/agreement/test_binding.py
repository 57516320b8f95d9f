"""What stands above a signature: the three lines that bind a side most, then everything else that costs."""

from __future__ import annotations

from domain.agreement.answers import to_answers
from domain.agreement.binding import binding, costs
from domain.agreement.terms import Offer, Perk
from domain.options import Sharing
from tests.results.test_metrics_rules import terms


def test_a_penalty_comes_before_pay_and_pay_before_the_cost_of_a_use() -> None:
    agreed = to_answers(terms(minimum=30, penalty=50_00, pay=20_00))
    assert binding(agreed, 1) == ("penalty", "pay", "o1.cost")


def test_where_nothing_is_paid_the_use_and_the_dates_bind() -> None:
    assert binding(to_answers(terms()), 1) == ("o1.cost", "split", "dates")


def test_what_only_the_partner_honours_or_gives_does_not_bind_us() -> None:
    agreed = to_answers(
        terms(
            offers=(
                Offer(what="a coffee", receiver=1, cost=30_00, limit=100),
                Offer(what="a rose", receiver=2, cost=90_00),
            ),
            perks=(Perk(giver=2, what="manicure", at=50),),
        )
    )
    assert binding(agreed, 1) == ("o1.cost", "o1.limit", "split")
    assert binding(agreed, 2) == ("o2.cost", "p1.what", "split")


def test_the_rest_that_costs_or_shows_something_is_there_too() -> None:
    agreed = terms(
        pay=20_00, bonus_from=50, bonus=500_00, perks=(Perk(what="manicure", at=50),), share_sales=Sharing.DETAIL
    )
    rest = costs(to_answers(agreed), 1)
    assert {"bonus_from", "p1.what", "p1.at", "p1.repeats", "share_sales"} <= set(rest)
    assert not set(rest) & {"pay", "bonus", "o1.cost", "title", "people"}
