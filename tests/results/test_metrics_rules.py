"""Every formula, on promos whose tables were computed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import Closing, WorkingDays
from domain.daily.totals import DayTotals
from domain.measures.measure import Phase, Series
from domain.options import CostSplit, Goal, Measure, Mechanic
from domain.results.comparison import compare
from domain.results.facts import Handed, MetricInputs, MetricSide
from domain.results.inputs import goal, inputs, whole
from domain.results.known import Inputs, together
from domain.results.metrics import Metric, measured
from domain.schedule.plan import Place
from domain.settlement.expenses import Expense, Purpose

STARTS, ENDS = date(2026, 12, 7), date(2027, 1, 3)  # four whole weeks
SHOPS = ("Zerno", "Peony", "Kvitka", "Lavka")


def terms(sides: int = 2, **changes: Any) -> Terms:
    given: dict[str, Any] = {
        "promo_id": "p",
        "currency": "UAH",
        "title": "T",
        "goal": Goal.RECEIPTS,
        "target": 200,
        "partners": sides,
        "parties": tuple(Party(slot=n, business_id=n, name=SHOPS[n - 1], city="Kyiv") for n in range(1, sides + 1)),
        "sides": (SideTerms(slot=1), SideTerms(slot=2)),
        "mechanic": Mechanic.DISCOUNT,
        "offers": (Offer(what="15 %", cost=60_00),),
        "starts": STARTS,
        "ends": ENDS,
    }
    return Terms.model_validate(given | changes)


def entry(
    shop: int, day: int, customers: int, new: int | None = None, sales: int | None = None, currency: str = "UAH"
) -> DayTotals:
    return DayTotals(shop, STARTS + timedelta(days=day), False, customers, new, sales, currency)


def expense(
    shop: int, minor: int, purpose: Purpose, common: bool = False, day: int = -3, currency: str = "UAH"
) -> Expense:
    return Expense(0, shop, minor, currency, "", purpose, common, STARTS + timedelta(days=day))


def facts(agreed: Terms, entries: list[DayTotals], **changes: Any) -> MetricInputs:
    all_week = WorkingDays.of("1,2,3,4,5,6,7")
    shops = [party.business_id for party in agreed.parties]
    return replace(
        MetricInputs(
            agreed,
            tuple(Place(n, n, SHOPS[n - 1], "Europe/Kyiv", all_week, Closing(time(20))) for n in shops),
            tuple(entries),
            (),
            (),
            tuple(MetricSide(n, "UAH", 40_00) for n in shops),
            {},
            {},
            6,
            ENDS,
            TermsInForce(agreed),
        ),
        **changes,
    )


def figures(known: Inputs) -> dict[str, Metric]:
    return {metric.name: metric for metric in measured(known)}


def values(known: Inputs) -> Mapping[str, tuple[Fraction | None, bool | None]]:
    return {name: (metric.value, metric.met) for name, metric in figures(known).items()}


def quiet(shop: int, *but: int) -> list[DayTotals]:
    """Nobody came on all the other days of the promo."""
    return [entry(shop, day, 0) for day in range(28) if day not in but]


# 1. A café with everything known ------------------------------------------------------------------
# Reports:      7 Dec 10 customers, 4 new, 5 000;  14 Dec 30 customers, 14 new, 15 000;  nobody on the other 26 days
# uses 40, new 18, returning 40 − 18 = 22, sales 20 000, receipts 40
# income        20 000 × 40 % = 8 000;  discounts 40 × 60 = 2 400
# expenses      flyers 1 500 (marketing), perk 500 → 2 000
# net           8 000 − 2 400 − 2 000 = 3 600
# of new ones   4 of 10 of 5 000 = 2 000, 14 of 30 of 15 000 = 7 000: 9 000 × 40 % = 3 600; discounts 18 × 60 = 1 080
#               net 3 600 − 1 080 − 2 000 = 520
# baseline      revenue 90 000 ÷ receipts 200 = 450 a check;  profit 10 000 a week, during 11 500
# codes         100 handed out, 40 used; by the first Sunday 60 and 10 (16.67 %)
CAFE = facts(
    terms(), [entry(1, 0, 10, 4, 5_000_00), entry(1, 7, 30, 14, 15_000_00), *quiet(1, 0, 7)],
    expenses=(expense(1, 1_500_00, Purpose.MARKETING), expense(1, 500_00, Purpose.PERK)),
    series=(
        Series(1, Measure.REVENUE, Phase.BEFORE, (90_000_00,), "UAH"),
        Series(1, Measure.RECEIPTS, Phase.BEFORE, (200,), "UAH"),
        Series(1, Measure.RECEIPTS, Phase.DURING, (200, 250, 180, 170), "UAH"),  # 800 in all
        Series(1, Measure.PROFIT, Phase.BEFORE, (9_000_00, 11_000_00), "UAH"),
        Series(1, Measure.PROFIT, Phase.DURING, (11_500_00,), "UAH"),
    ),
    handed={1: Handed(100, 40, 60, 10, 100)},
)  # fmt: skip
CAFE_BY_HAND = {
    "return_ratio": (Fraction(20, 11), True),  # 8 000 ÷ (2 400 + 2 000) = 1.82, and from new ones alone above 1
    "return_new": (Fraction(90, 77), None),  # 3 600 ÷ (1 080 + 2 000) = 1.17
    "roi": (Fraction(900, 11), None),  # 3 600 ÷ 4 400 = 81.8 %
    "net_profit": (Fraction(3_600_00), None),
    "net_new": (Fraction(520_00), None),
    "average_check": (Fraction(500_00), True),  # 20 000 ÷ 40 = 500, + 11.1 % on 450
    "conversion": (Fraction(40), True),  # 40 of 100 against 10 of 60
    "acquisition_cost": (Fraction(1_500_00, 18), None),  # 83.33; four new ones in the first week decide nothing
    "promo_share": (Fraction(5), None),  # 40 of 800
    "returned_cost": (Fraction(2_000_00, 22), None),  # 90.91
    "weekly_profit": (Fraction(11_500_00), None),  # one number cannot tell better from chance
    "payback": (Fraction(10, 7), None),  # 2 000 ÷ ((3 600 + 2 000) ÷ 4 weeks) = 1.43
    "per_customer": (Fraction(500_00), None),
    "goal_pace": (Fraction(40), None),  # of 200; but the partner has said nothing, so half of the days are not known
    "coverage": (Fraction(100), True),
    "reaction": (Fraction(6), None),
}


def test_a_cafe_with_everything_known() -> None:
    assert values(inputs(CAFE)[1]) == CAFE_BY_HAND


# 2. The same without a baseline: nobody counted the weeks before -------------------------------------
# What the promo itself tells stays to the last digit; what would compare says which number it lacks,
# and the average check has a value but no verdict.
NO_BASELINE_BY_HAND = CAFE_BY_HAND | {
    "average_check": (Fraction(500_00), None),  # 20 000 ÷ 40, against nothing
    "promo_share": (None, None),  # 40 of nobody knows how many
    "weekly_profit": (None, None),
}


def test_without_a_baseline_nothing_is_compared_and_nothing_else_changes() -> None:
    bare = replace(CAFE, series=())
    assert values(inputs(bare)[1]) == NO_BASELINE_BY_HAND
    got = figures(inputs(bare)[1])
    assert {name: got[name].missing for name in ("weekly_profit", "promo_share")} == {
        "weekly_profit": ("profit_during", "profit_before"),
        "promo_share": ("all_receipts",),
    }
    rows = compare(bare.series, 1, (Measure.REVENUE, Measure.RECEIPTS))
    assert [(row.before, row.change, row.met) for row in rows] == [(None, None, None)] * 3


def test_without_a_margin_and_expenses_all_that_needs_them_names_them() -> None:
    bare = replace(CAFE, series=(), expenses=(), businesses=(MetricSide(1, "UAH", None), MetricSide(2, "UAH", None)))
    got = figures(inputs(bare)[1])
    needs_both = {"roi", "return_ratio", "return_new", "net_profit", "net_new", "payback"}
    assert {name for name, one in got.items() if one.missing == ("margin", "expenses")} == needs_both
    assert {name: got[name].missing for name in ("acquisition_cost", "returned_cost")} == {
        "acquisition_cost": ("marketing",),
        "returned_cost": ("expenses",),
    }


def test_a_side_without_a_report_has_no_figures_but_coverage() -> None:
    known = {name for name, metric in figures(inputs(CAFE)[2]).items() if metric.value is not None}
    assert known == {"coverage", "reaction", "goal_pace"}


FIVE, NONE = Fraction(5), Fraction(0)


@pytest.mark.parametrize(
    ("known", "name", "missing"),
    [
        (Inputs("UAH", sales=Fraction(1), buyers=Fraction(0)), "per_customer", ("buyers",)),
        (Inputs("UAH", redeemed=Fraction(0), issued=Fraction(0)), "conversion", ("issued",)),
        (Inputs("UAH", income=FIVE, discounts=NONE, expenses=NONE), "roi", ("spent",)),
        (Inputs("UAH", income=FIVE, discounts=NONE, expenses=NONE), "return_ratio", ("spent",)),
        (
            Inputs("UAH", income=Fraction(5), discounts=Fraction(6), expenses=Fraction(4), weeks=Fraction(4)),
            "payback",
            ("gain",),
        ),
    ],
)
def test_nothing_is_divided_by_nothing(known: Inputs, name: str, missing: tuple[str, ...]) -> None:
    assert (figures(known)[name].value, figures(known)[name].missing) == (None, missing)


# 3. Four shops, a locomotive that bears 55 %, the others 15 % each ---------------------------------
# common flyers 10 000 paid by Peony; Kvitka's own leaflet 300
# Zerno 5 500, Peony 1 500, Kvitka 1 500 + 300, Lavka 1 500 = 10 300


def test_a_locomotive_bears_what_was_signed_whoever_paid() -> None:
    agreed = terms(4, split=CostSplit.LOCOMOTIVE, shares=(55, 15, 15, 15))
    four = facts(
        agreed,
        [one for n in (1, 2, 3, 4) for one in (entry(n, 0, 10, sales=4_000_00), *quiet(n, 0))],
        expenses=(expense(2, 10_000_00, Purpose.MARKETING, common=True), expense(3, 300_00, Purpose.MARKETING)),
    )
    assert [side.expenses for side in inputs(four).values()] == [5_500_00, 1_500_00, 1_800_00, 1_500_00]
    all_in_all = whole(four, inputs(four))
    assert all_in_all and all_in_all.expenses == 10_300_00
    # income 4 × 4 000 × 40 % = 6 400; discounts 40 × 60 = 2 400; net 6 400 − 2 400 − 10 300 = −6 300
    got = values(all_in_all)
    assert got["net_profit"] == (Fraction(-6_300_00), None)
    assert got["roi"] == (Fraction(-6_300 * 100, 12_700), None)
    assert got["return_ratio"] == (Fraction(6_400, 12_700), False)


# 4. Two currencies -----------------------------------------------------------------------------
# Zerno 20 customers, 10 000 UAH;  Peony (EUR) 10 customers, 300.00 EUR


def abroad(**changes: Any) -> MetricInputs:
    return facts(
        terms(),
        [entry(1, 0, 20, sales=10_000_00), entry(2, 0, 10, sales=300_00, currency="EUR")],
        businesses=(MetricSide(1, "UAH", 40_00), MetricSide(2, "EUR", 50_00)),
        **changes,
    )


def test_currencies_stand_side_by_side_without_a_rate() -> None:
    side = inputs(abroad())
    assert [(one.currency, one.sales) for one in side.values()] == [
        ("UAH", Fraction(10_000_00)),
        ("EUR", Fraction(300_00)),
    ]
    assert side[2].discounts is None  # what one use costs was agreed in UAH
    assert whole(abroad(), side) is None


def test_at_an_agreed_rate_they_add_up() -> None:
    facts = abroad(rates={("EUR", "UAH"): Fraction("45.5")})
    got = whole(facts, inputs(facts))
    assert got and got.sales == 10_000_00 + 300_00 * Fraction("45.5")  # 23 650.00
    assert got.income == 4_000_00 + 150_00 * Fraction("45.5")  # 40 % and 50 %
    assert got.discounts == 30 * 60_00
    assert figures(got)["average_check"].value == got.sales / 30


def test_a_currency_without_minor_units_is_converted_by_its_whole_ones() -> None:
    yen = replace(
        abroad(),
        businesses=(MetricSide(1, "UAH", None), MetricSide(2, "JPY", None)),
        entries=(entry(2, 0, 10, sales=3_000, currency="JPY"), entry(1, 0, 1, sales=0)),
        rates={("JPY", "UAH"): Fraction("0.28")},
    )
    got = whole(yen, inputs(yen))
    assert got and got.sales == 840_00  # 3 000 × 0.28 UAH


def test_sums_over_two_currencies_are_a_bug() -> None:
    with pytest.raises(ValueError, match="never added"):
        together([Inputs("UAH"), Inputs("EUR")])


def test_a_side_that_bears_nothing_has_no_data_whatever_the_others_paid() -> None:
    only_peony = replace(CAFE, expenses=(expense(2, 700_00, Purpose.MARKETING),))
    sides = inputs(only_peony)
    assert (sides[1].expenses, sides[2].expenses) == (None, Fraction(700_00))
    assert figures(sides[1])["net_profit"].missing == ("expenses",)


# Goals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goal", "done"),
    [
        (Goal.RECEIPTS, 40), (Goal.NEW_CUSTOMERS, 18), (Goal.REPEAT_VISITS, 22), (Goal.REVENUE, 20_000_00),
        (Goal.AVERAGE_CHECK, 500_00), (Goal.AWARENESS, 100), (Goal.SUBSCRIBERS, None),
    ],
)  # fmt: skip
def test_every_goal_is_measured_by_what_it_names(goal: Goal, done: int | None) -> None:
    assert inputs(replace(CAFE, terms=terms(goal=goal)))[1].done == done


def test_an_average_is_not_extrapolated() -> None:
    half = replace(CAFE, terms=terms(goal=Goal.AVERAGE_CHECK, target=450), until=STARTS + timedelta(days=13))
    metric = figures(inputs(half)[1])["goal_pace"]
    assert (metric.value, metric.met) == (Fraction(500_00), None)  # 14 of 28 days are known
    assert [name for name, _ in metric.inputs] == ["target", "done"]


def test_a_goal_in_money_counts_sales_in_another_currency_once_a_rate_is_agreed() -> None:
    """5 000 ₴ and 300 € at 45: 5 000 + 13 500 = 18 500; without a rate the euros are nobody knows how much."""
    agreed = terms(goal=Goal.REVENUE, target=20_000)
    sold = [entry(1, 0, 10, sales=5_000_00), entry(2, 0, 4, sales=300_00, currency="EUR")]
    known = facts(agreed, sold, rates={("EUR", "UAH"): Fraction(45)})
    pace = goal(known)
    assert pace
    assert pace.done == 18_500_00
    unknown = goal(facts(agreed, sold))
    assert unknown
    assert unknown.done == 5_000_00
