"""What is said of a part is not shown as the whole, and is compared with its like only."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from domain.agreement.terms import Offer
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import promo_weeks
from domain.options import Goal, Sums
from domain.results.coverage import Coverage, Of
from domain.results.inputs import goal, goal_coverage, inputs
from domain.results.weekly import WeeklyReport, weekly
from domain.settlement.expenses import Purpose
from tests.results.test_metrics_rules import ENDS, STARTS, entry, expense, facts, figures, quiet, terms

SPENT = (expense(1, 500_00, Purpose.MARKETING),)


def week(number: int, *entries: tuple[int, int, int]) -> WeeklyReport:
    """(shop, day from the start, customers)."""
    agreed = terms()
    known = facts(agreed, [entry(*one) for one in entries])
    return weekly(TermsInForce(agreed), known.places, known.entries, promo_weeks(STARTS, ENDS), number)


def test_one_sum_in_seven_days_is_no_profit() -> None:
    """Seven days of 10 customers, one with 1 000 ₴: what the other six brought is not known, so it is not 0."""
    agreed = terms(starts=STARTS, ends=STARTS + (ENDS - STARTS) // 27 * 6)
    said = [entry(1, 0, 10, sales=1_000_00), *(entry(1, day, 10) for day in range(1, 7))]
    known = figures(inputs(facts(agreed, said, expenses=SPENT, until=agreed.ends))[1])
    for name in ("net_profit", "roi", "return_ratio", "payback"):
        assert (known[name].value, known[name].missing) == (None, ("sales",))
        assert known[name].coverage == Coverage(1, 7)
        assert known[name].is_too_little
    check = known["average_check"]
    assert (check.value, check.met) == (Fraction(100_00), None)
    assert check.coverage == Coverage(10, 70, Of.RECEIPTS)  # 10 of 70 receipts


def test_with_sums_of_six_days_in_seven_the_profit_is_that_of_the_six_and_says_so() -> None:
    """6 × 1 000 × 40 % = 2 400, less 6 × 10 × 60 of discounts = 3 600, less 500: the seventh day's discounts too are
    left out, as its sales are."""
    agreed = terms(starts=STARTS, ends=STARTS + (ENDS - STARTS) // 27 * 6)
    said = [*(entry(1, day, 10, sales=1_000_00) for day in range(6)), entry(1, 6, 10)]
    net = figures(inputs(facts(agreed, said, expenses=SPENT, until=agreed.ends))[1])["net_profit"]
    assert (net.value, net.coverage) == (Fraction(-1_700_00), Coverage(6, 7))


def test_new_ones_said_on_a_third_of_the_days_are_of_so_many_days() -> None:
    """New was said for 14 of 42 days, always none; on the other days of the promo nobody was asked."""
    agreed = terms(goal=Goal.NEW_CUSTOMERS, ends=STARTS + (ENDS - STARTS) // 27 * 41)
    said = [entry(1, day, 5, 0 if day < 14 else None) for day in range(42)]
    known = facts(agreed, said, expenses=SPENT, until=agreed.ends, places=facts(agreed, []).places[:1])
    got = figures(inputs(known)[1])
    assert (got["acquisition_cost"].value, got["acquisition_cost"].missing) == (None, ("new",))
    assert goal_coverage(known) == Coverage(14, 42)
    assert (got["goal_pace"].value, got["goal_pace"].met) == (Fraction(0), None)


def test_a_day_without_a_customer_has_no_sales_and_no_new_ones() -> None:
    known = inputs(facts(terms(), [entry(1, 0, 10, 3, 900_00), *quiet(1, 0)]))[1]
    assert {known.days, known.sales_days, known.new_days, known.both_days} == {Fraction(28)}


def test_a_coffee_for_a_hundred_with_fifteen_off_leaves_forty_five() -> None:
    """Margin 60 %: goods for 40. Whether 100 was typed or the 85 that were paid, the profit is 45."""
    offer = (Offer(what="15 % off", cost=15_00),)
    for sums, typed in ((Sums.BEFORE, 100_00), (Sums.AFTER, 85_00)):
        agreed = terms(sums=sums, offers=offer)
        made = facts(agreed, [entry(1, 0, 1, sales=typed), *quiet(1, 0)], declared_no_expenses=frozenset({1}))
        margins = tuple(replace(one, margin=60_00) for one in made.businesses)
        assert figures(inputs(replace(made, businesses=margins))[1])["net_profit"].value == 45_00


def test_pay_bonus_and_penalty_are_part_of_profit_return_and_the_cost_of_a_new_customer() -> None:
    """10 customers, 5 new, 1 000 × 40 % = 400 − discounts 10 × 60 − 500 − 200 paid for them: −900. Came back
    400 ÷ (600 + 500 + 200); a new one cost (500 + 200) ÷ 5."""
    known = facts(terms(), [entry(1, 0, 10, 5, 1_000_00), *quiet(1, 0)], expenses=SPENT)
    paid = figures(inputs(replace(known, dues={1: -200_00}))[1])
    assert paid["net_profit"].value == -900_00
    assert (paid["return_ratio"].value, paid["return_ratio"].met) == (Fraction(400, 1300), False)
    assert paid["acquisition_cost"].value == 140_00
    got = figures(inputs(replace(known, dues={1: 200_00}))[1])
    assert got["net_profit"].value == -500_00
    assert got["return_ratio"].value == Fraction(600, 1100)


def test_money_has_one_verdict_and_regulars_do_not_decide_it() -> None:
    """4 000 × 40 % = 1 600 against 600 + 500 came back; of it a tenth by new ones: 160 against 60 + 500."""
    known = facts(terms(), [entry(1, 0, 10, 1, 4_000_00), *quiet(1, 0)], expenses=SPENT)
    got = figures(inputs(known)[1])
    assert got["return_ratio"].value == Fraction(1600, 1100)
    assert got["return_new"].value == Fraction(160, 560)
    assert {name: got[name].met for name in ("return_ratio", "return_new", "roi", "net_profit", "payback")} == {
        "return_ratio": None,
        "return_new": None,
        "roi": None,
        "net_profit": None,
        "payback": None,
    }


def test_the_goal_is_rounded_down_and_not_judged_while_it_is_open() -> None:
    reported = [entry(shop, day, 150 if not day else 0) for shop in (1, 2) for day in range(28)]
    one_short = facts(terms(target=301), reported)
    pace = goal(one_short)
    assert pace
    assert (pace.done, pace.met) == (300, False)
    early = goal(replace(one_short, until=STARTS))
    assert early
    assert (early.met, early.reach) == (None, None)


def test_five_days_are_held_against_the_same_five() -> None:
    """Last week 10 a day on seven days; now Wed to Sun 12, 12, 12, 11, 11 = 58 against 50, which is +16 %."""
    full = [(1, day, 10) for day in range(7)]
    now = [(1, 7 + day, count) for day, count in zip(range(2, 7), (12, 12, 12, 11, 11), strict=True)]
    alike = week(2, *full, *now).alike
    assert alike
    assert (alike.weekdays, alike.now, alike.before, alike.change) == ((3, 4, 5, 6, 7), 58, 50, 16)
    assert not alike.is_whole


def test_a_side_that_is_silent_this_week_is_left_out_of_last_week_too() -> None:
    both = [(shop, day, 10) for shop in (1, 2) for day in range(7)]
    alike = week(2, *both, *((1, 7 + day, 10) for day in range(7))).alike
    assert alike
    assert (alike.now, alike.before, alike.change) == (70, 70, 0)


def test_three_against_five_have_no_percentage() -> None:
    alike = week(2, (1, 0, 3), (1, 7, 5)).alike
    assert alike
    assert (alike.now, alike.before, alike.change, alike.is_whole) == (5, 3, None, True)
