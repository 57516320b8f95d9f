"""What is hidden cannot be computed from what is shown: the partner's hidden numbers are changed at random, and not a
digit of what a side takes home changes with them. The screens, pictures and pages read the same functions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import promo_weeks
from domain.daily.totals import DayTotals
from domain.options import Goal, Sharing
from domain.results.facts import MetricInputs
from domain.results.inputs import goal
from domain.settlement.budget import seen_by
from domain.settlement.expenses import Purpose
from handlers.results import chart_data
from tests.numbers import random_promos
from tests.results.test_metrics_rules import STARTS, entry, expense, facts, terms

READER = 1
HIDDEN, TOTALS, DETAIL = Sharing.HIDDEN, Sharing.TOTALS, Sharing.DETAIL


SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 60))]
"""A few promos in the fast suite, sixty in CI."""


def agreed(known: MetricInputs, **changes: Any) -> MetricInputs:
    def changed(one: Terms) -> Terms:
        return one.model_copy(update=changes)

    later = tuple((since, changed(one)) for since, one in known.in_force.later)
    return replace(
        known, terms=changed(known.terms), in_force=TermsInForce(changed(known.in_force.first), later), handed={}
    )


def taken(known: MetricInputs) -> dict[str, Any]:
    """Everything that the reader takes home, and what its pictures of the goal show."""
    course = chart_data.course(known)
    return random_promos.book(known, READER).model_dump(mode="json") | {"course": repr(course)}


def theirs(known: MetricInputs, change: Callable[[DayTotals], DayTotals]) -> MetricInputs:
    """With every day of the partners changed."""
    own = {place.location_id for place in known.places if place.business_id == READER}
    return replace(known, entries=tuple(one if one.location_id in own else change(one) for one in known.entries))


def moved(known: MetricInputs, field: str) -> MetricInputs:
    """At each of the partners' places the days of a week trade their numbers; of a week that is not over all change."""
    made = list(known.entries)
    own = {place.location_id for place in known.places if place.business_id == READER}
    for week in promo_weeks(known.terms.starts, known.terms.ends):
        for place in {one.location_id for one in made} - own:
            at = [
                n
                for n, one in enumerate(made)
                if one.location_id == place and one.day in week and not one.closed and _given(known, one, field)
            ]
            values = [getattr(made[n], field) for n in at]
            turned = values[1:] + values[:1]
            if week.last > known.until:
                turned = [value + 5 for value in values]
            for n, value in zip(at, turned, strict=True):
                made[n] = replace(made[n], **{field: value})
    return replace(known, entries=tuple(made))


def _given(known: MetricInputs, one: DayTotals, field: str) -> bool:
    """Days that stay known for as much as before: new ones come with customers, sums of a currency stay together."""
    owner = {place.location_id: place.business_id for place in known.places}
    currency = next(side.currency for side in known.businesses if side.business_id == owner[one.location_id])
    return bool(getattr(one, field)) and (one.currency == currency if field == "sales" else one.new is None)


@pytest.mark.parametrize("seed", SEEDS)
def test_hidden_customers_change_nothing_that_is_shown(seed: int) -> None:
    known = agreed(random_promos.promo(seed), share_customers=HIDDEN, share_sales=TOTALS, share_margin=TOTALS)
    other = theirs(known, lambda one: one if one.closed else replace(one, customers=one.customers + 3, new=1, sales=77))
    assert taken(known) == taken(other)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_totals_no_single_day_follows(seed: int) -> None:
    """Days of a week that trade places, and the days of a week that is not over, leave everything as it is."""
    known = agreed(random_promos.promo(seed), share_customers=TOTALS, share_sales=HIDDEN, share_margin=HIDDEN)
    if known.terms.goal in (Goal.RECEIPTS, Goal.AWARENESS, Goal.SUBSCRIBERS):
        known = agreed(known, goal=Goal.RECEIPTS)
    assert _without_range(taken(known)) == _without_range(taken(moved(known, "customers")))


def _without_range(book: dict[str, Any]) -> dict[str, Any]:
    """The range of the end comes from the restlessness of all days together, which names none of them."""
    for one in book["figures"]:
        for name in ("low", "high"):
            one["inputs"].pop(name, None)
        if one["name"] == "goal_pace":
            one["met"] = None
    book["course"] = None
    return book


@pytest.mark.parametrize("seed", SEEDS)
def test_of_total_sales_no_single_day_follows(seed: int) -> None:
    known = agreed(random_promos.promo(seed), share_customers=DETAIL, share_sales=TOTALS, share_margin=HIDDEN)
    assert _without_range(taken(known)) == _without_range(taken(moved(known, "sales")))


@pytest.mark.parametrize("seed", SEEDS)
def test_hidden_sales_change_nothing_that_is_shown(seed: int) -> None:
    known = agreed(random_promos.promo(seed), share_sales=HIDDEN, share_margin=TOTALS)
    assert taken(known) == taken(theirs(known, lambda one: one if one.closed else replace(one, sales=12_345)))


@pytest.mark.parametrize("seed", SEEDS)
def test_hidden_margin_and_expenses_change_nothing_that_is_shown(seed: int) -> None:
    known = agreed(random_promos.promo(seed), share_margin=HIDDEN)
    sides = tuple(one if one.business_id == READER else replace(one, margin=12_34) for one in known.businesses)
    spent = tuple(one if one.business_id == READER or one.common else replace(one, minor=7) for one in known.expenses)
    assert taken(known) == taken(replace(known, businesses=sides, expenses=spent))


def test_of_the_total_of_profit_neither_margin_nor_expenses_follow() -> None:
    """Margin 40 % and 500 spent give 8 000 × 40 % − 1 200 − 500 = 1 500; so do 50 % and 1 300."""
    shared = terms(share_margin=TOTALS, share_sales=DETAIL)
    days = [entry(2, day, 5 if day < 4 else 0, sales=2_000_00 if day < 4 else None) for day in range(28)]
    known = facts(shared, days, expenses=(expense(2, 500_00, Purpose.MARKETING),))
    other = replace(
        known,
        businesses=(known.businesses[0], replace(known.businesses[1], margin=50_00)),
        expenses=(expense(2, 1_300_00, Purpose.MARKETING),),
    )
    assert taken(known) == taken(other)
    shown = [one for one in random_promos.book(known, READER).figures if one.slot == 2 and one.topic == "margin"]
    assert [(one.name, str(one.value), one.inputs) for one in shown if one.value is not None] == [
        ("net_profit", "1500", {})
    ]


def test_a_goal_over_all_sides_is_as_old_as_what_partners_see_of_each_other() -> None:
    """Ten on Mon 14, in the second week: on that day the goal still says what the first week brought."""
    shared = terms(share_customers=TOTALS)
    known = facts(shared, [entry(2, 0, 4), entry(2, 7, 10)], until=STARTS + timedelta(days=7))
    pace = goal(known)
    assert pace
    assert pace.done == 4


def test_a_budget_tells_no_side_what_another_spent() -> None:
    mine, common, partner = (
        expense(1, 1, Purpose.OTHER),
        expense(2, 2, Purpose.OTHER, True),
        expense(2, 3, Purpose.OTHER),
    )
    all_ = (mine, common, partner)
    assert seen_by(terms(), all_, 1) == [mine]  # each pays its own costs
    assert seen_by(terms(split="equal"), all_, 1) == [mine, common]
    assert seen_by(terms(share_margin=TOTALS), all_, 1) == [mine, common, partner]


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_what_is_shared_does_change(seed: int) -> None:
    """The other way round, so that the tests above do not pass because nothing is ever shown."""
    dice = Random(seed)
    known = agreed(random_promos.promo(seed), share_customers=DETAIL, share_sales=DETAIL, share_margin=DETAIL)
    other = theirs(known, lambda one: one if one.closed else replace(one, customers=one.customers + dice.randint(1, 9)))
    changed = {one.location_id for one in known.entries if not one.closed} - {
        place.location_id for place in known.places if place.business_id == READER
    }
    assert (taken(known) != taken(other)) is bool(changed)
