"""Which version counts on which day: a promo of four sides computed by hand, and what holds for any promo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agreement.terms import Offer, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import EVERY_DAY, Closing
from domain.daily.totals import DayTotals
from domain.ledger.agreed_days import parts
from domain.ledger.attribution import SentOnDay, directions, sent
from domain.options import CostSplit, LostDays
from domain.schedule.plan import Place
from domain.schedule.reporting_days import Pause
from domain.settlement.expenses import borne
from domain.settlement.inputs import SettlementFacts
from domain.settlement.settlement import settle
from domain.settlement.statement import LineKind, Statement
from tests.settlement.test_settlement_rules import cost, terms

MON = date(2026, 12, 14)
"""From here on the changed terms count."""


def place(number: int, *pauses: Pause) -> Place:
    return Place(number, number * 10, f"Side {number}", "Europe/Kyiv", EVERY_DAY, Closing(time(20)), pauses=pauses)


def entry(number: int, day: date, customers: int) -> DayTotals:
    return DayTotals(number, day, False, customers, None, None, "UAH")


def nets(one: Statement) -> list[int]:
    return [account.net for account in one.accounts]


def test_a_version_counts_from_its_first_day_until_the_next_one() -> None:
    first, second, third = (terms(title=title) for title in ("A", "B", "C"))
    known = TermsInForce(first, ((MON, second), (MON + timedelta(days=5), third)))
    days = (date(2026, 11, 1), MON - timedelta(days=1), MON, MON + timedelta(days=4), MON + timedelta(days=5))
    assert [known.on(day).title for day in days] == ["A", "A", "B", "B", "C"]
    assert (known.final.title, known.newest.title) == ("C", "C")


# Promo A: four sides, Hall's costs in euros, an amendment from Mon 14 Dec, in hryvnias:
#
#            pay   cost shares          bonus        minimum, penalty
# before     10    80 / 20 /  0 /  0    200 from 40  10, 5
# from 14th  20    20 / 40 / 20 / 20    200 from 40  10, 5
#
# Sent       1 → 2: 48 before, 5 after   2 → 3: 12 before   3 → 4: 6 after   4 → 1: nobody
# Pay        2 to 1: 48 × 10 + 5 × 20 = 580    3 to 2: 12 × 10 = 120    4 to 3: 6 × 20 = 120
# Bonus      2 to 1: 53 of 40 → 200
# Penalty    4 → 1: 0 of 10 → 4 pays 1: 50;  3 → 4: 6 of 10 → 3 pays 4: 20
# Costs      1 Dec, side 1 paid 1 000: 800 / 200 / 0 / 0
#            20 Dec, side 3 paid 10 € at 42.35 = 423.50: 84.70 / 169.40 / 84.70 / 84.70
#
# Side 1     + 580 + 200 + 50 + (1 000 − 800 − 84.70)      =  + 945.30
# Side 2     − 580 − 200 + 120 − 200 − 169.40              = −1 029.40
# Side 3     − 120 + 120 − 20 + 423.50 − 84.70             =  + 318.80
# Side 4     − 120 − 50 + 20 − 84.70                       =  − 234.70

BEFORE: dict[str, Any] = {
    "pay": 10_00,
    "split": CostSplit.PERCENT,
    "shares": (80, 20, 0, 0),
    "bonus_from": 40,
    "bonus": 200_00,
    "minimum": 10,
    "penalty": 5_00,
    "offers": tuple(Offer(what="x", receiver=n % 4 + 1, giver=n) for n in range(1, 5)),
}
AFTER = BEFORE | {"pay": 20_00, "shares": (20, 40, 20, 20)}


def promo_a(before: Mapping[str, Any] = BEFORE, after: Mapping[str, Any] = AFTER) -> SettlementFacts:
    return SettlementFacts(
        TermsInForce(terms(4, **before), ((MON, terms(4, **after)),)),
        (
            replace(cost(1, 1, 1_000_00), paid_on=date(2026, 12, 1)),
            replace(cost(2, 3, 10_00, currency="EUR"), paid_on=date(2026, 12, 20)),
        ),
        sent=(
            SentOnDay(date(2026, 12, 1), 1, 2, 48),
            SentOnDay(MON, 1, 2, 5),
            SentOnDay(MON - timedelta(days=1), 2, 3, 12),
            SentOnDay(MON, 3, 4, 6),
            SentOnDay(MON, 4, 1, 0),
        ),
        rates={("EUR", "UAH"): Fraction("42.35")},
    )


def test_promo_a_by_the_terms_of_each_day() -> None:
    one = settle(promo_a())
    assert nets(one) == [945_30, -1_029_40, 318_80, -234_70]
    pay = [(line.count, line.each, line.minor) for line in one.accounts[0].lines if line.kind is LineKind.PAY]
    assert pay == [(48, 10_00, 480_00), (5, 20_00, 100_00)]


@pytest.mark.parametrize("version", [BEFORE, AFTER])
def test_one_version_for_all_days_would_come_out_otherwise(version: Mapping[str, Any]) -> None:
    assert nets(settle(promo_a(version, version))) != nets(settle(promo_a()))


def test_what_a_side_bears_goes_by_the_day_of_the_expense() -> None:
    """80/20 → 20/80 from the 7th: a thousand of 1 Dec stays 200 for the second side."""
    was, now = (terms(split=CostSplit.PERCENT, shares=shares) for shares in ((80, 20), (20, 80)))
    known = TermsInForce(was, ((date(2026, 12, 7), now),))
    spent = replace(cost(1, 1, 1_000_00), paid_on=date(2026, 12, 1))
    assert borne(known, (spent,), 20) == {"UAH": 200_00}
    assert borne(known, (replace(spent, paid_on=date(2026, 12, 7)),), 20) == {"UAH": 800_00}


# Whatever happens ------------------------------------------------------------------------------

MONEY = st.integers(1, 10_000)
OPEN = st.none() | MONEY


@st.composite
def paid_by_day(draw: st.DrawFn) -> Terms:
    """Terms of which each customer and each cost is judged by itself; no sums over the whole promo."""
    shares = draw(st.sampled_from([(100, 0), (80, 20), (20, 80), (50, 50)]))
    split = draw(st.sampled_from([CostSplit.OWN, CostSplit.EQUAL, CostSplit.PERCENT]))
    return terms(pay=draw(OPEN), split=split, shares=shares)


DAYS = st.integers(0, 27).map(lambda n: date(2026, 11, 30) + timedelta(days=n))
SENT = st.lists(
    st.builds(
        lambda day, way, n: SentOnDay(day, way[0], way[1], n),
        DAYS,
        st.sampled_from([(1, 2), (2, 1)]),
        st.integers(0, 50),
    ),
    max_size=12,
)
COSTS = st.lists(st.tuples(DAYS, st.sampled_from([1, 2]), MONEY), max_size=6)


@given(paid_by_day(), paid_by_day(), DAYS, SENT, COSTS)
@settings(max_examples=150, deadline=None)
def test_a_change_from_a_day_never_moves_money_of_days_before(
    old: Terms, new: Terms, since: date, customers: list[SentOnDay], costs: list[tuple[date, int, int]]
) -> None:
    """What the days before come to is the same as if nothing had been changed."""
    spent = tuple(replace(cost(n, side, minor), paid_on=day) for n, (day, side, minor) in enumerate(costs))

    def of_days_before(known: TermsInForce) -> list[int]:
        early = tuple(one for one in spent if one.paid_on < since)
        return nets(settle(SettlementFacts(known, early, sent=tuple(one for one in customers if one.day < since))))

    changed = TermsInForce(old, ((since, new),))
    assert of_days_before(changed) == of_days_before(TermsInForce(old))
    late = tuple(one for one in spent if one.paid_on >= since)
    after = SettlementFacts(changed, late, sent=tuple(one for one in customers if one.day >= since))
    assert nets(settle(after)) == nets(settle(replace(after, terms=TermsInForce(new))))


def facts_after(agreed: Terms, customers: tuple[int, int], stop: Pause | None, cancels: bool) -> SettlementFacts:
    """The same customers, with one act of one side: a pause, or a cancellation."""
    places = tuple(place(n, *([stop] if stop and not cancels else [])) for n in (1, 2))
    known = TermsInForce(agreed)
    reported = (entry(1, agreed.starts, customers[0]), entry(2, agreed.starts, customers[1]))
    return SettlementFacts(
        known, sent=sent(known, places, reported, {}), parts=parts(agreed, places, reported, stop if cancels else None)
    )


@st.composite
def stopped(draw: st.DrawFn) -> tuple[Terms, tuple[int, int], Pause, bool]:
    """Terms with a minimum, what each side received, and how and when one of them stops the promo."""
    minimum, bonus = draw(st.integers(1, 60)), draw(OPEN)
    above = draw(st.integers(0, 40))
    agreed = terms(minimum=minimum, penalty=draw(MONEY), bonus_from=minimum + above if bonus else None, bonus=bonus)
    since = datetime(2026, 11, 30, 9, tzinfo=UTC) + timedelta(days=draw(st.integers(1, 26)))
    cancels = draw(st.booleans())
    until = None if cancels else since + timedelta(days=draw(st.integers(1, 26)))
    customers = draw(st.tuples(st.integers(0, 70), st.integers(0, 70)))
    return agreed, customers, Pause(since, until, draw(st.sampled_from([10, 20]))), cancels


@given(stopped())
@settings(max_examples=200, deadline=None)
def test_nobody_gains_by_cancelling_or_pausing_alone(case: tuple[Terms, tuple[int, int], Pause, bool]) -> None:
    """With the same customers, whoever stops the promo never has more than if it had gone on."""
    agreed, customers, stop, cancels = case
    without = nets(settle(facts_after(agreed, customers, None, cancels)))
    after = nets(settle(facts_after(agreed, customers, stop, cancels)))
    assert after[stop.by // 10 - 1] <= without[stop.by // 10 - 1]
    nobody = agreed.model_copy(update={"lost_days": LostDays.NOBODY})
    signed_so = facts_after(nobody, customers, stop, cancels).parts
    assert signed_so[1, 2] == signed_so[2, 1], "where lost days count for nobody, both are measured alike"


@given(SENT, st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_the_sum_of_the_days_is_what_each_direction_has(customers: list[SentOnDay], extra: int) -> None:
    known = TermsInForce(terms(), ((MON, terms(pay=extra or None)),))
    places = (place(1), place(2))
    reported = {(one.day, one.receiver): one.customers for one in customers}
    entries = [entry(receiver, day, count) for (day, receiver), count in reported.items()]
    made = {(one.sender, one.receiver): one.customers for one in directions(known, sent(known, places, entries, {}))}
    for receiver, sender in ((1, 2), (2, 1)):
        assert made[sender, receiver] == sum(n for (_, to), n in reported.items() if to == receiver)
