"""Who gives what and gets what, by the terms alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agreement.comparison import SideBalance, balance
from domain.agreement.terms import Duty, Offer, Party, Perk, SideTerms, Terms
from domain.options import CostSplit, Goal, Mechanic

NAMES = ("Zerno", "Peony", "Hlib", "Kvit", "Lis")
POSTERS = Duty(what="Posters", due=date(2026, 11, 28))


def terms(many: int = 2, **changed: Any) -> Terms:
    parties = tuple(Party(slot=n, business_id=n * 10, name=NAMES[n - 1], city="Kyiv") for n in range(1, many + 1))
    given = {
        "promo_id": "p",
        "parties": parties,
        "currency": "UAH",
        "title": "Flowers + coffee",
        "goal": Goal.NEW_CUSTOMERS,
        "target": 200,
        "partners": many,
        "sides": (
            SideTerms(slot=1, gain="Guests in the morning", brings=(POSTERS,)),
            SideTerms(slot=2, gain="New customers"),
        ),
        "mechanic": Mechanic.VOUCHER,
        "offers": (Offer(what="15 % off any coffee", cost=5_000, limit=100),),
        "starts": date(2026, 11, 30),
        "ends": date(2026, 12, 27),
    }
    return Terms(**given | changed)


def column(of: Terms, name: str) -> list[Any]:
    return [getattr(side, name) for side in balance(of)]


def test_two_equal_sides_give_and_get_the_same() -> None:
    zerno, peony = balance(terms())
    assert zerno == SideBalance(
        name="Zerno",
        slot=1,
        duties=(POSTERS,),
        cost=500_000,
        share=None,
        pays=None,
        gives_perks=(),
        gain="Guests in the morning",
        expected=100,
        is_paid=None,
        gets_perks=(),
        bonus=None,
    )
    assert (peony.duties, peony.cost, peony.gain, peony.expected, peony.flags) == (
        (),
        500_000,
        "New customers",
        100,
        (),
    )


COSTS = {
    "one open limit": ([Offer(what="a", cost=100, limit=5), Offer(what="b", cost=100)], [None, None]),
    "no cost named": ([Offer(what="a", limit=5)], [None, None]),
    "a sum": ([Offer(what="a", cost=100, limit=5), Offer(what="b", cost=30, limit=2, receiver=2)], [500, 560]),
    "one way": ([Offer(what="a", cost=100, limit=5, receiver=2)], [0, 500]),
    "a cap below": ([Offer(what="a", cost=100, limit=5, cap=300)], [300, 300]),
    "a cap above": ([Offer(what="a", cost=100, limit=5, cap=900)], [500, 500]),
    "only a cap": ([Offer(what="a", cap=900)], [900, 900]),
    "free": ([Offer(what="a", cost=0)], [0, 0]),
}


@pytest.mark.parametrize(("offers", "most"), COSTS.values(), ids=list(COSTS))
def test_what_a_counter_gives_away_at_most(offers: list[Offer], most: list[int | None]) -> None:
    assert column(terms(offers=tuple(offers)), "cost") == most


SHARES = {
    "own": (3, CostSplit.OWN, (), [None] * 3),
    "two equal": (2, CostSplit.EQUAL, (), [50, 50]),
    "three equal": (3, CostSplit.EQUAL, (), [34, 33, 33]),
    "five equal": (5, CostSplit.EQUAL, (), [20] * 5),
    "percent": (3, CostSplit.PERCENT, (50, 30, 20), [50, 30, 20]),
    "locomotive": (2, CostSplit.LOCOMOTIVE, (70, 30), [70, 30]),
    "not for all": (3, CostSplit.PERCENT, (50, 50), [None] * 3),
}


@pytest.mark.parametrize(("sides", "how", "given", "shares"), SHARES.values(), ids=list(SHARES))
def test_how_the_common_costs_are_borne(sides: int, how: CostSplit, given: tuple[int, ...], shares: list[Any]) -> None:
    assert column(terms(sides, split=how, shares=given), "share") == shares


def of(receiver: int, giver: int = 0) -> Offer:
    return Offer(what="a gift", receiver=receiver, giver=giver)


EXPECTED: dict[str, tuple[int, dict[str, Any], list[int | None]]] = {
    "the target over two": (2, {}, [100, 100]),
    "the target over three": (3, {"target": 200}, [67, 67, 66]),
    "the target over five": (5, {"goal": Goal.RECEIPTS}, [40] * 5),
    "the target over who receives": (3, {"offers": (of(1), of(3))}, [100, None, 100]),
    "the minimum from each": (3, {"minimum": 30}, [60, 60, 60]),
    "the minimum, one way": (2, {"minimum": 30, "offers": (of(2),)}, [None, 30]),
    "the minimum from who hands out": (3, {"minimum": 30, "offers": (of(1, 2), of(2, 1))}, [30, 30, None]),
    "a goal in money": (2, {"goal": Goal.REVENUE}, [None, None]),
    "a goal in money, a minimum": (2, {"goal": Goal.REVENUE, "minimum": 30}, [30, 30]),
    "only one's own customers": (2, {"offers": (of(1, 1), of(2))}, [None, 200]),
}


@pytest.mark.parametrize(("sides", "changed", "expected"), EXPECTED.values(), ids=list(EXPECTED))
def test_how_many_customers_a_side_may_expect(sides: int, changed: dict[str, Any], expected: list[int | None]) -> None:
    assert column(terms(sides, **changed), "expected") == expected


def test_who_receives_pays_and_who_sends_is_paid() -> None:
    one_way = terms(offers=(of(2),), pay=2_000, bonus_from=50, bonus=10_000)
    assert column(one_way, "pays") == [None, 2_000]
    assert column(one_way, "is_paid") == [2_000, None]
    assert column(one_way, "bonus") == [10_000, None]


def test_a_perk_goes_to_who_can_send_customers_to_its_giver() -> None:
    manicure, lunch = Perk(giver=2, what="A manicure", at=50), Perk(what="A lunch", at=20)
    three = terms(3, offers=(of(2, 1), of(3)), perks=(manicure, lunch))
    assert column(three, "gives_perks") == [(lunch,), (manicure, lunch), (lunch,)]
    assert column(three, "gets_perks") == [(manicure, lunch), (lunch,), ()]


NOBODY = (SideTerms(slot=1), SideTerms(slot=2))
FLAGS: dict[str, tuple[int, dict[str, Any], list[tuple[str, ...]]]] = {
    "equal partners": (2, {}, [(), ()]),
    "five of them": (5, {"split": CostSplit.EQUAL}, [()] * 5),
    "one way, each says its gain": (2, {"offers": (of(2),)}, [("no_customers",), ()]),
    "one way, nobody says a gain": (2, {"offers": (of(2),), "sides": NOBODY}, [
        ("gets_nothing", "gives_nothing", "no_customers"), (),
    ]),
    "one way, paid": (2, {"offers": (of(2),), "sides": NOBODY, "pay": 500}, [("gives_nothing", "no_customers"), ()]),
    "one way, a minimum": (2, {"offers": (of(2),), "sides": NOBODY, "minimum": 9}, [
        ("gets_nothing", "no_customers"), (),
    ]),
    "one way, a perk": (2, {"offers": (of(2),), "sides": NOBODY, "perks": (Perk(giver=2, what="x", at=9),)}, [
        ("gives_nothing", "no_customers"), (),
    ]),
    "one way, a bonus": (2, {"offers": (of(2),), "sides": NOBODY, "bonus_from": 9, "bonus": 1}, [
        ("gives_nothing", "no_customers"), (),
    ]),
    "a locomotive": (2, {"split": CostSplit.LOCOMOTIVE, "shares": (70, 30)}, [("bears_most",), ()]),
    "a locomotive that alone receives": (2, {"split": CostSplit.LOCOMOTIVE, "shares": (70, 30), "offers": (of(1),)}, [
        (), ("no_customers",),
    ]),
    "a locomotive that receives nobody": (2, {"split": CostSplit.LOCOMOTIVE, "shares": (70, 30), "offers": (of(2),)}, [
        ("bears_most", "no_customers"), (),
    ]),
    "at the bound": (2, {"split": CostSplit.PERCENT, "shares": (60, 40)}, [("bears_most",), ()]),
    "under the bound": (2, {"split": CostSplit.PERCENT, "shares": (59, 41)}, [(), ()]),
    "a goal in money, no gains": (2, {"goal": Goal.REVENUE, "sides": NOBODY}, [("gets_nothing",)] * 2),
}  # fmt: skip


@pytest.mark.parametrize(("sides", "changed", "flags"), FLAGS.values(), ids=list(FLAGS))
def test_a_side_that_should_look_twice_is_flagged(
    sides: int, changed: dict[str, Any], flags: list[tuple[str, ...]]
) -> None:
    assert column(terms(sides, **changed), "flags") == flags
