"""Nobody gains by an act that they may do alone: before and after it the money differs only as the signed terms say.

Cancelling and pausing: tests/settlement/test_terms_of_the_day.py. Acts that may move no money at all are lived through
the chat in tests/settlement/test_acts_alone.py.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.codes.giving_back import ALONE, needs_both
from domain.ledger.agreed_days import parts
from domain.ledger.attribution import SentOnDay
from domain.schedule.reporting_days import Pause
from domain.settlement.inputs import SettlementFacts
from domain.settlement.settlement import settle
from tests.settlement.test_settlement_rules import terms
from tests.settlement.test_terms_of_the_day import facts_after, nets, place, stopped

pytestmark = pytest.mark.slow

Stopped = tuple[Terms, tuple[int, int], Pause, bool]
NOTICE = st.integers(1, 14).map(lambda days: timedelta(days=days))


@given(stopped(), NOTICE)
@settings(max_examples=200, deadline=None)
def test_by_notice(case: Stopped, notice: timedelta) -> None:
    """Who gives notice has never more than if it had gone on; its own promise stays whole, and to the others every day
    of the notice counts."""
    agreed, customers, stop, _ = case
    gives, other = stop.by // 10, 3 - stop.by // 10
    at_once, later = Pause(stop.since, None, stop.by), Pause(stop.since + notice, None, stop.by)
    goes_on, ended = facts_after(agreed, customers, None, True), facts_after(agreed, customers, later, True)
    assert nets(settle(ended))[gives - 1] <= nets(settle(goes_on))[gives - 1]
    assert ended.parts[gives, other] == 1
    assert facts_after(agreed, customers, at_once, True).parts[other, gives] <= ended.parts[other, gives] <= 1


@given(stopped())
@settings(max_examples=100, deadline=None)
def test_by_ending_it_together(case: Stopped) -> None:
    """The days that are left count for nobody: both promises are as light."""
    agreed, customers, stop, _ = case
    together = facts_after(agreed, customers, Pause(stop.since, None, 0), True).parts
    alone = facts_after(agreed, customers, Pause(stop.since, None, stop.by), True).parts
    gives, other = stop.by // 10, 3 - stop.by // 10
    assert together[1, 2] == together[2, 1] == alone[other, gives]


@given(stopped(), st.integers(0, 26))
@settings(max_examples=200, deadline=None)
def test_by_ending_the_pause_of_another(case: Stopped, days: int) -> None:
    """By a press, or because it ends by itself: the other side has then never more than with the longer pause, and the
    side that paused never more than without a pause."""
    agreed, customers, stop, _ = case
    long = Pause(stop.since, stop.since + timedelta(days=27), stop.by)
    short = replace(long, until=stop.since + timedelta(days=days))
    paused, other = stop.by // 10, 3 - stop.by // 10
    before, after = (settle(facts_after(agreed, customers, pause, False)) for pause in (long, short))
    assert nets(after)[other - 1] <= nets(before)[other - 1]
    without = settle(facts_after(agreed, customers, None, False))
    assert nets(after)[paused - 1] <= nets(without)[paused - 1]


@given(st.integers(0, 26), st.integers(0, 26), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_among_three_a_pause_that_ends_makes_promises_as_heavy_as_they_were_signed(
    shorter: int, longer: int, by: int
) -> None:
    agreed = terms(3, minimum=10)
    since = datetime.combine(agreed.starts, time(9), UTC)

    def of(days: int) -> Any:
        pause = Pause(since, since + timedelta(days=days), by * 10)
        return parts(agreed, tuple(place(n, pause) for n in (1, 2, 3)), (), None)

    short, long = sorted((shorter, longer))
    for way, part in of(short).items():
        assert of(long)[way] <= part <= 1
        if way[0] == by:
            assert part == 1, "whoever paused goes on owing all of it"


def due(agreed: Terms, sent: int) -> int:
    """What a receiver pays for one direction by the words of the terms, less what it gets as a penalty."""
    pay = (agreed.pay or 0) * sent
    bonus = (agreed.bonus or 0) if sent >= ceil(agreed.bonus_from or 0) else 0
    return pay + bonus - (agreed.penalty or 0) * max(floor(agreed.minimum or 0) - sent, 0)


OPEN = st.none() | st.integers(1, 10_000)


@st.composite
def given_back(draw: st.DrawFn) -> tuple[Terms, list[int], int, int]:
    """Terms, uses on each day that side 1 sent to side 2, the day of which some are given back, and how many."""
    minimum, bonus = draw(st.integers(1, 40)), draw(OPEN)
    agreed = terms(
        pay=draw(OPEN),
        minimum=minimum,
        penalty=draw(OPEN),
        bonus_from=minimum + draw(st.integers(0, 20)) if bonus else None,
        bonus=bonus,
    )
    uses = draw(st.lists(st.integers(1, 9), min_size=1, max_size=10))
    day = draw(st.integers(0, len(uses) - 1))
    return agreed, uses, day, draw(st.integers(1, uses[day]))


@pytest.mark.quick
@given(given_back(), st.integers(0, 30), st.booleans())
@settings(max_examples=200, deadline=None)
def test_by_giving_uses_back(case: tuple[Terms, list[int], int, int], later: int, disputed: bool) -> None:
    """Alone only for a week, and not on a day that the sender has doubted; and then it comes to what the terms say of
    so many customers fewer, to the minor unit."""
    agreed, uses, nth, less = case
    day = agreed.starts + timedelta(days=nth)
    matters = agreed.pays_by_customers
    alone = not needs_both(agreed, day, day + timedelta(days=later), {day} if disputed else ())
    assert alone is (not matters or (timedelta(days=later) <= ALONE and not disputed))
    sent = [SentOnDay(agreed.starts + timedelta(days=n), 1, 2, count) for n, count in enumerate(uses)]
    fewer = [replace(one, customers=one.customers - less * (n == nth)) for n, one in enumerate(sent)]
    other = SentOnDay(agreed.starts, 2, 1, 10_000)  # the other way all is kept
    before, after = (settle(SettlementFacts(TermsInForce(agreed), sent=(*one, other))) for one in (sent, fewer))
    total = sum(uses)
    assert nets(after)[1] - nets(before)[1] == due(agreed, total) - due(agreed, total - less)
