"""Each recommendation: when it must speak, and when it must not."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from msgspec.structs import replace

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import WorkingDays, promo_weeks
from domain.daily.totals import DayTotals
from domain.options import Sharing
from domain.results.advice import Advice, Beside, advise
from domain.results.weekly import weekly
from tests.results.test_metrics_rules import STARTS, entry, facts, terms

QUIET = (6, 6, 6, 6, 2, 2, 2)  # Monday to Thursday bring 24 of 30


def told(
    days: tuple[int, ...] = QUIET,
    agreed: Terms | None = None,
    sales: int | None = None,
    shops: int = 2,
    beside: Beside | None = None,
) -> Advice | None:
    """The first week's advice; each day is one shop's customers, the partner's are one a day."""
    agreed = agreed or terms()
    entries = [entry(1, n, count, sales=count * sales if sales else None) for n, count in enumerate(days)]
    if shops == 2:
        entries += [entry(2, n, 1) for n in range(7)]
    known = facts(agreed, entries)
    weeks = promo_weeks(agreed.starts, agreed.ends)
    return advise(weekly(TermsInForce(agreed), known.places, known.entries, weeks, 1), agreed, beside or Beside())


def test_when_nothing_stands_out_nothing_is_said() -> None:
    assert told() is None


def test_after_the_last_week_nothing_is_advised() -> None:
    agreed = terms(ends=STARTS + timedelta(days=6))
    assert told(agreed=agreed, beside=Beside(issued=100, redeemed=4)) is None


def test_many_cards_and_few_uses_point_to_the_counter() -> None:
    assert told(beside=Beside(issued=100, redeemed=4)) == Advice("talk", 4, 100)


@pytest.mark.parametrize("beside", [Beside(100, 5), Beside(49, 0), Beside(None, 0)])
def test_cards_are_not_mentioned_when_enough_came_back_or_few_went_out(beside: Beside) -> None:
    assert told(beside=beside) is None


def test_many_uses_and_small_receipts_point_to_the_offer() -> None:
    assert told(sales=400_00, beside=Beside(check=Fraction(450_00))) == Advice("offer", 400_00, 450_00)


@pytest.mark.parametrize(
    ("days", "sales", "check", "sharing"),
    [
        (QUIET, 450_00, 450_00, Sharing.TOTALS),  # not smaller
        ((3, 3, 3, 3, 2, 2, 2), 400_00, 450_00, Sharing.TOTALS),  # 18 uses are too few
        (QUIET, 400_00, None, Sharing.TOTALS),  # no baseline
        (QUIET, None, 450_00, Sharing.TOTALS),  # no sums
        (QUIET, 400_00, 450_00, Sharing.HIDDEN),  # partners do not see sales
    ],
)
def test_the_offer_is_left_alone_otherwise(
    days: tuple[int, ...], sales: int | None, check: int | None, sharing: Sharing
) -> None:
    beside = Beside(check=None if check is None else Fraction(check))
    assert told(days, terms(share_sales=sharing), sales, beside=beside) is None


def test_a_side_that_sends_little_is_told_with_the_ledger() -> None:
    # Zerno received 30, Peony 7: Zerno sent 7. A quarter of 60 is 15, half of that 7.5
    assert told(agreed=terms(minimum=60)) == Advice("ledger", 7, 60, "Zerno")


def test_a_side_that_sends_enough_is_not() -> None:
    assert told(agreed=terms(minimum=56)) is None  # half of 14 is 7


def test_nobody_is_told_to_send_little_to_a_side_that_was_silent() -> None:
    agreed = terms(minimum=60)
    known = facts(agreed, [entry(1, n, 6) for n in range(7)])
    places = (known.places[0], replace(known.places[1], weekdays=WorkingDays.of("3")))  # owes one report of eight
    week = weekly(TermsInForce(agreed), places, known.entries, promo_weeks(agreed.starts, agreed.ends), 1)
    assert (week.reported, week.expected, week.sides[1].used) == (7, 8, None)
    assert advise(week, agreed, Beside()) is None


def test_a_short_week_owes_only_its_days_part_of_the_minimum() -> None:
    agreed = terms(starts=STARTS.replace(day=13), minimum=60)  # 22 days from a Sunday on: 60 ÷ 22 a day, half is 1.4
    known = facts(agreed, [entry(1, 6, 2), entry(2, 6, 2)])
    week = weekly(TermsInForce(agreed), known.places, known.entries, promo_weeks(agreed.starts, agreed.ends), 1)
    assert advise(week, agreed, Beside()) is None


def test_a_side_that_owes_no_report_in_a_week_has_none_missing() -> None:
    agreed = terms(starts=STARTS.replace(day=13))
    known = facts(agreed, [entry(1, 6, 2)])
    places = (known.places[0], replace(known.places[1], weekdays=WorkingDays.of("1")))
    week = weekly(TermsInForce(agreed), places, known.entries, promo_weeks(agreed.starts, agreed.ends), 1)
    assert [side.used for side in week.sides] == [2, 0]


def test_a_quiet_beginning_of_the_week_is_told() -> None:
    assert told((1, 1, 1, 1, 5, 7, 6)) == Advice("midweek", 8, 29)  # 4 and 4 of 22 + 7; four sevenths are 16.6


def test_the_middle_of_the_week_is_not_told_where_partners_see_totals_only() -> None:
    assert told((1, 1, 1, 1, 5, 7, 6), terms(share_customers=Sharing.TOTALS)) is None


def test_a_short_week_has_no_middle() -> None:
    agreed = terms(starts=STARTS.replace(day=8))
    entries = [entry(shop, n, 9 if n > 3 else 1) for shop in (1, 2) for n in range(1, 7)]
    known = facts(agreed, entries)
    week = weekly(TermsInForce(agreed), known.places, known.entries, promo_weeks(agreed.starts, agreed.ends), 1)
    assert advise(week, agreed, Beside()) is None


def test_too_few_reports_say_nothing_at_all() -> None:
    assert told(shops=1, beside=Beside(100, 0)) is None  # 7 of 14


def test_what_partners_do_not_see_is_not_hinted_at() -> None:
    assert told(agreed=terms(share_customers=Sharing.HIDDEN), beside=Beside(100, 0)) is None


def test_a_place_without_one_report_is_silent() -> None:
    agreed = terms()
    known = facts(agreed, [entry(1, 0, 3)])
    week = weekly(TermsInForce(agreed), known.places, known.entries, promo_weeks(agreed.starts, agreed.ends), 1)
    assert [place.name for place in week.silent] == ["Peony"]


def test_totals_by_week_keep_missing_apart_from_nothing() -> None:
    agreed = terms()
    entries: list[DayTotals] = [entry(1, 0, 3), entry(1, 14, 0), replace(entry(1, 15, 2))]
    known = facts(agreed, entries)
    week = weekly(TermsInForce(agreed), known.places, known.entries, promo_weeks(agreed.starts, agreed.ends), 3)
    assert [side.weeks for side in week.sides] == [(3, None, 2), (None, None, None)]
