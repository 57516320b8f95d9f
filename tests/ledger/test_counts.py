"""Who was sent by whom, and whose turn it is in a dispute."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import Closing, WorkingDays
from domain.daily.totals import DayTotals
from domain.ledger.attribution import directions, sent
from domain.ledger.counts import Totals, lines, may_doubt, recent_days, sender_to
from domain.ledger.dispute import DisputeState, DisputeStep, standing, take
from domain.options import Goal, Mechanic, Sharing
from domain.schedule.plan import Place

FIRST = date(2026, 11, 30)
NAMES = ("Zerno", "Peony", "Bloom", "Mango", "Slon")


def terms(sides: int = 2, offers: tuple[Offer, ...] = (Offer(what="15 % off"),), **more: Any) -> Terms:
    parties = tuple(Party(slot=n, business_id=n, name=NAMES[n - 1], city="Kyiv") for n in range(1, sides + 1))
    return Terms(
        promo_id="abcdefabcd",
        parties=parties,
        currency="UAH",
        title="Flowers + coffee",
        goal=Goal.RECEIPTS,
        target=200,
        partners=sides,
        mechanic=Mechanic.DISCOUNT,
        offers=offers,
        sides=(SideTerms(slot=1),),
        starts=FIRST,
        ends=FIRST + timedelta(days=27),
        **more,
    )


def place(number: int) -> Place:
    return Place(number, number, NAMES[number - 1], "Europe/Kyiv", WorkingDays.of("1,2,3,4,5,6"), Closing(time(20)))


def entry(number: int, day: int, customers: int, closed: bool = False) -> DayTotals:
    return DayTotals(number, FIRST + timedelta(days=day), closed, customers, None, None, "UAH")


def totals(agreed: Terms, places: tuple[Place, ...], entries: list[DayTotals]) -> Totals:
    in_force = TermsInForce(agreed)
    made = directions(in_force, sent(in_force, places, entries, {}))
    return {(one.sender, one.receiver): one.customers for one in made}


EACH = Offer(what="x")
AT_TWO_BY_THREE = Offer(what="x", receiver=2, giver=3)
AT_TWO_BY_ONE = Offer(what="x", receiver=2, giver=1)


@pytest.mark.parametrize(
    ("sides", "offers", "receiver", "sender"),
    [
        (2, (EACH,), 1, 2), (2, (EACH,), 2, 1), (2, (AT_TWO_BY_ONE,), 2, 1),
        (3, (EACH,), 2, None), (3, (AT_TWO_BY_THREE,), 2, 3), (3, (AT_TWO_BY_THREE, AT_TWO_BY_ONE), 2, None),
        (3, (AT_TWO_BY_THREE, EACH), 2, None), (3, (Offer(what="x", receiver=2, giver=2),), 2, None),
        (5, (Offer(what="x", receiver=0, giver=4),), 1, 4), (5, (Offer(what="x", receiver=0, giver=4),), 4, None),
    ],
)  # fmt: skip
def test_the_sender_is_the_other_one_or_the_one_that_all_offers_name(
    sides: int, offers: tuple[Offer, ...], receiver: int, sender: int | None
) -> None:
    agreed = terms(sides, offers)
    assert sender_to(agreed, receiver) == sender
    doubters = {slot for slot in range(1, sides + 1) if may_doubt(agreed, slot, receiver)}
    assert doubters == ({sender} if sender else set(range(1, sides + 1)) - {receiver})


def test_counts_are_summed_by_direction() -> None:
    places = (place(1), place(2))
    entries = [entry(1, 0, 4), entry(2, 0, 7), entry(2, 1, 5), entry(9, 1, 99)]
    assert totals(terms(), places, entries) == {(2, 1): 4, (1, 2): 12}
    assert totals(terms(offers=(AT_TWO_BY_ONE,)), places, entries) == {(1, 2): 12}


@pytest.mark.parametrize(
    ("level", "count", "days"), [(Sharing.DETAIL, 7, True), (Sharing.TOTALS, 7, False), (Sharing.HIDDEN, None, False)]
)
def test_of_others_as_much_is_seen_as_the_terms_share(level: Sharing, count: int | None, days: bool) -> None:
    places, entries = (place(1), place(2)), [entry(2, 0, 7), entry(1, 0, 4)]
    agreed = terms(share_customers=level)
    own, other = lines(agreed, places, entries, totals(agreed, places, entries), 1, FIRST)
    assert (own.own, own.count, bool(own.counters)) == (True, 4, True)
    assert (other.own, other.count, bool(other.counters)) == (False, count, days)


def test_days_are_shown_as_reported_missing_closed_or_off() -> None:
    entries = [entry(1, 0, 4), entry(1, 2, 0, closed=True)]
    places = (place(1), place(2))
    own, _ = lines(terms(), places, entries, totals(terms(), places, entries), 1, FIRST + timedelta(days=6))
    shown = [(one.kind, one.customers) for one in own.counters[0].days]
    assert shown[:4] == [("reported", 4), ("missing", None), ("closed", None), ("missing", None)]
    assert shown[6] == ("off", None)


@pytest.mark.parametrize(("after", "count"), [(-1, 0), (0, 1), (3, 4), (10, 7), (27, 7), (30, 4), (40, 0)])
def test_only_the_promos_days_of_the_last_seven_are_open(after: int, count: int) -> None:
    days = recent_days(terms(), FIRST + timedelta(days=after))
    assert len(days) == count
    assert days == tuple(sorted(days))


C, S, A, N, L = DisputeStep.CORRECTED, DisputeStep.STAYS, DisputeStep.AGREED, DisputeStep.NOT_AGREED, DisputeStep.LAPSED


@pytest.mark.parametrize(
    ("steps", "turn", "allowed"),
    [
        ((), DisputeState.RECEIVER, {C, S, L}),
        ((C,), DisputeState.SENDER, {A, N, L}), ((S,), DisputeState.SENDER, {A, N, L}),
        ((C, A), DisputeState.SETTLED, set()),
        ((S, N), DisputeState.NOT_AGREED, set()), ((L,), DisputeState.LAPSED, set()),
        ((S, L), DisputeState.LAPSED, set()),
    ],
)  # fmt: skip
def test_whose_turn_it_is(steps: tuple[DisputeStep, ...], turn: DisputeState, allowed: set[DisputeStep]) -> None:
    assert standing(steps) is turn
    assert {step for step in DisputeStep if take(steps, step) is None} == allowed
