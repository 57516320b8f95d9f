"""Who owes whom: tables computed by hand, and what holds for any terms, costs and counts."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import EVERY_DAY, Closing
from domain.daily.totals import DayTotals
from domain.ledger.attribution import Attribution, SentOnDay, directions, missing_reports, sent
from domain.options import CostSplit, Goal, Mechanic
from domain.schedule.plan import Place
from domain.settlement.budget import PaymentStep, may_take, passed
from domain.settlement.expenses import Expense, Purpose
from domain.settlement.inputs import PaidTransfer, SettlementFacts
from domain.settlement.settlement import settle
from domain.settlement.statement import LineKind, Statement, Why

DAY = date(2026, 12, 1)


def terms(sides: int = 2, **more: Any) -> Terms:
    parties = tuple(Party(slot=n, business_id=n * 10, name=f"Side {n}", city="Kyiv") for n in range(1, sides + 1))
    given_: dict[str, Any] = {
        "promo_id": "p",
        "parties": parties,
        "currency": "UAH",
        "title": "T",
        "goal": Goal.RECEIPTS,
        "target": 200,
        "partners": sides,
        "mechanic": Mechanic.DISCOUNT,
        "offers": (Offer(what="15 %"),),
        "sides": (SideTerms(slot=1),),
        "starts": date(2026, 11, 30),
        "ends": date(2026, 12, 27),
    }
    return Terms(**(given_ | more))


def facts(agreed: Terms, expenses: tuple[Expense, ...] = (), **more: Any) -> SettlementFacts:
    """Of a promo whose terms never changed."""
    return SettlementFacts(TermsInForce(agreed), expenses, **more)


def cost(number: int, slot: int, minor: int, *, currency: str = "UAH", common: bool = True) -> Expense:
    return Expense(number, slot * 10, minor, currency, f"cost {number}", Purpose.MARKETING, common, DAY)


def nets(one: Statement) -> list[int]:
    return [account.net for account in one.accounts]


def paid(one: Statement) -> list[tuple[int, int, int]]:
    return [(t.debtor, t.creditor, t.minor) for t in one.transfers]


# By hand ---------------------------------------------------------------------------------------


def test_a_locomotive_bears_55_percent_of_four_sides_costs() -> None:
    """Common: 1 200.00 (side 2) + 300.01 (side 3) = 1 500.01, that is 150 001 kopiyky.
    55 % = 82 500.55, 15 % = 22 500.15 three times. Whole parts: 82 500 + 3 × 22 500 = 150 000; one kopiyka is left,
    and the largest remainder (0.55) is side 1's: 82 501.
    Nets: 0 − 82 501; 120 000 − 22 500 = 97 500; 30 001 − 22 500 = 7 501; −22 500.
    Side 1 owes most and side 2 gets most: 82 501 → 2, which leaves it 14 999; side 4 owes 22 500: 14 999 → 2, the rest
    7 501 → 3."""
    one = settle(
        facts(
            terms(4, split=CostSplit.LOCOMOTIVE, shares=(55, 15, 15, 15)),
            (cost(1, 2, 120_000), cost(2, 3, 30_001), cost(3, 4, 99_999, common=False)),
        )
    )
    assert nets(one) == [-82_501, 97_500, 7_501, -22_500]
    assert paid(one) == [(1, 2, 82_501), (4, 2, 14_999), (4, 3, 7_501)]
    (share,) = one.accounts[0].lines
    assert (share.kind, share.share, share.whole, share.minor) == (LineKind.SHARE, 55, 150_001, -82_501)


def test_equal_parts_lose_no_kopiyka() -> None:
    """100.00 among three: 3 334 + 3 333 + 3 333. Side 3 paid: 10 000 − 3 333 = 6 667."""
    one = settle(facts(terms(3, split=CostSplit.EQUAL), (cost(1, 3, 10_000),)))
    assert nets(one) == [-3_334, -3_333, 6_667]
    assert paid(one) == [(1, 3, 3_334), (2, 3, 3_333)]


def test_each_pays_its_own_whatever_was_called_common() -> None:
    one = settle(facts(terms(2, split=CostSplit.OWN), (cost(1, 1, 5_000),)))
    assert (nets(one), one.transfers, one.costs) == ([0, 0], (), ())


PAYS = {"pay": 1_000, "bonus_from": 40, "bonus": 20_000, "penalty": 500, "minimum": 30}


BOTH = (SentOnDay(DAY, 1, 2, 42), SentOnDay(DAY, 2, 1, 18))


def test_pay_bonus_and_penalty() -> None:
    """1 → 2: 42 customers. Side 2 pays 42 × 10.00 = 420.00 and, from 40 on, the bonus of 200.00.
    2 → 1: 18 customers. Side 1 pays 18 × 10.00 = 180.00; 2 is 30 − 18 = 12 short and pays 12 × 5.00 = 60.00.
    Side 1: + 420.00 + 200.00 − 180.00 + 60.00 = + 500.00."""
    one = settle(facts(terms(**PAYS), sent=BOTH))
    assert nets(one) == [50_000, -50_000]
    assert paid(one) == [(2, 1, 50_000)]
    first = {(line.kind, line.minor) for line in one.accounts[0].lines}
    assert first == {
        (LineKind.PAY, 42_000),
        (LineKind.BONUS, 20_000),
        (LineKind.PAY, -18_000),
        (LineKind.PENALTY, 6_000),
    }


def test_a_shortfall_is_one_only_after_the_end() -> None:
    """As above without the penalty: 420.00 + 200.00 − 180.00 = 440.00."""
    one = settle(facts(terms(**PAYS), sent=BOTH, over=False))
    assert nets(one) == [44_000, -44_000]
    assert [(a.why, a.slot, a.other) for a in one.aside] == [(Why.NOT_OVER, 1, 2)]


def test_what_missing_reports_could_change_stands_aside_by_name_until_both_settle_without_them() -> None:
    """As above; of side 1 two reports are missing: 18 of 30 may become more, and so may the pay and the bonus for them.
    Of side 2 one is missing: its bonus is earned already, the pay may become more."""
    one = settle(facts(terms(**PAYS), sent=BOTH, missing={1: 2, 2: 1}))
    assert nets(one) == [44_000, -44_000]
    assert [(a.why, a.slot, a.other, a.count, a.open) for a in one.aside] == [
        (Why.REPORTS, 1, 2, 2, (LineKind.PAY, LineKind.BONUS, LineKind.PENALTY)),
        (Why.REPORTS, 2, 1, 1, (LineKind.PAY,)),
    ]
    agreed = settle(facts(terms(**PAYS), sent=BOTH, missing={1: 2, 2: 1}, without=frozenset({(2, 1), (1, 2)})))
    assert (nets(agreed), agreed.aside) == ([50_000, -50_000], ())


def test_a_customer_of_an_unknown_sender_is_paid_to_nobody_and_may_have_come_from_each() -> None:
    """3 → 2: 30 × 10.00 = 300.00. At side 1 were 99 whose sender nothing tells: nobody owes a penalty there. Nobody
    sent side 3 anybody, and side 1 sent side 2 nobody: three times 30 × 5.00 = 150.00.
    Side 1: −150 to 2, −150 to 3 = −300.00. Side 2: −300 pay + 150 − 150 = −300.00. Side 3: 300 + 150 + 150 = 600.00."""
    one = settle(facts(terms(3, **PAYS), sent=(SentOnDay(DAY, None, 1, 99), SentOnDay(DAY, 3, 2, 30))))
    assert [(a.why, a.slot, a.count) for a in one.aside] == [(Why.SENDER, 1, 99)]
    assert nets(one) == [-30_000, -30_000, 60_000]


def test_among_three_each_direction_owes_its_penalty() -> None:
    """Nobody sent anybody: six directions at 10 × 5.00 = 50.00. Each side owes two and gets two."""
    one = settle(facts(terms(3, minimum=10, penalty=500)))
    assert nets(one) == [0, 0, 0]
    lines = [line for account in one.accounts for line in account.lines]
    assert sorted(line.minor for line in lines) == [-5_000] * 6 + [5_000] * 6
    assert one.aside == ()


def test_of_unknown_senders_the_penalty_is_what_is_sure() -> None:
    """At side 1 came 4 by nobody knows whom; 2 sent 3 by code: at most 7 of 10, so 3 × 5.00; 3 sent none by code: at
    most 4 of 10, so 6 × 5.00."""
    three = terms(3, minimum=10, penalty=500, offers=(Offer(what="Coffee", receiver=1),))
    one = settle(facts(three, sent=(SentOnDay(DAY, 2, 1, 3), SentOnDay(DAY, None, 1, 4))))
    assert nets(one) == [4_500, -1_500, -3_000]
    assert [(line.count, line.bound) for line in one.accounts[0].lines] == [(7, 10), (4, 10)]


def test_two_currencies_with_a_rate_and_without() -> None:
    """80.01 EUR at 42.35: 338 842.35 kopiyky, to the nearest 338 842; half of it 169 421."""
    common = (cost(1, 1, 8_001, currency="EUR"), cost(2, 2, 10_000))
    rate = {("EUR", "UAH"): Fraction("42.35")}
    one = settle(facts(terms(split=CostSplit.EQUAL), common, rates=rate))
    assert [c.counted for c in one.costs] == [338_842, 10_000]
    assert nets(one) == [338_842 - 174_421, 10_000 - 174_421]
    without = settle(facts(terms(split=CostSplit.EQUAL), common))
    assert [(a.why, a.currency, a.minor, a.slot) for a in without.aside] == [(Why.RATE, "EUR", 8_001, 1)]
    assert nets(without) == [-5_000, 5_000]


def test_conversion_knows_the_decimals_of_currencies_and_halves_go_to_even() -> None:
    """500 JPY (no decimals) at 0.25 = 125.00 UAH. 0.05 EUR × 0.5 = 2.5 → 2; 0.07 EUR × 0.5 = 3.5 → 4."""
    rates = {("JPY", "UAH"): Fraction(1, 4), ("EUR", "UAH"): Fraction(1, 2)}
    common = (cost(1, 1, 500, currency="JPY"), cost(2, 1, 5, currency="EUR"), cost(3, 1, 7, currency="EUR"))
    assert [c.counted for c in settle(facts(terms(split=CostSplit.EQUAL), common, rates=rates)).costs] == [12_500, 2, 4]


def test_what_was_paid_under_earlier_figures_counts() -> None:
    """Half of 100.00 is 50.00; 30.00 of it was paid already."""
    one = settle(facts(terms(split=CostSplit.EQUAL), (cost(1, 1, 10_000),), paid=(PaidTransfer(20, 10, 3_000),)))
    assert paid(one) == [(2, 1, 2_000)]


def test_shares_that_do_not_fit_the_sides_stand_aside() -> None:
    one = settle(facts(terms(3, split=CostSplit.PERCENT, shares=(50, 50)), (cost(1, 1, 10_000),)))
    assert [a.why for a in one.aside] == [Why.SHARES]
    assert nets(one) == [0, 0, 0]


# Who sent them ---------------------------------------------------------------------------------


def test_codes_tell_the_sender_where_counts_cannot_and_the_rest_is_nobodys() -> None:
    """At side 1 were 10; 6 by codes of side 2, none of side 3: 4 have no sender."""
    place = Place(1, 10, "Side 1", "Europe/Kyiv", EVERY_DAY, Closing(time(20)))
    three = TermsInForce(terms(3, mechanic=Mechanic.VOUCHER, offers=(Offer(what="Coffee", receiver=1),)))
    entries = [DayTotals(1, DAY, False, 10, None, None, "UAH")]
    told = sent(three, (place,), entries, {(DAY, 20, 10): 6})
    assert told == (SentOnDay(DAY, 2, 1, 6), SentOnDay(DAY, None, 1, 4))
    assert directions(three, told) == (Attribution(2, 1, 6), Attribution(3, 1, 0), Attribution(None, 1, 4))
    counting_only = TermsInForce(replace_mechanic(three.first))
    assert sent(counting_only, (place,), entries, {(DAY, 20, 10): 6}) == (SentOnDay(DAY, None, 1, 10),)
    two = TermsInForce(terms(offers=(Offer(what="Coffee", receiver=1),)))
    assert sent(two, (place,), entries, {}) == (SentOnDay(DAY, 2, 1, 10),)
    assert missing_reports(two.first, (place,), entries, date(2026, 12, 3)) == {1: 2}


def replace_mechanic(old: Terms) -> Terms:
    return old.model_copy(update={"mechanic": Mechanic.DISCOUNT})


# Whatever happens ------------------------------------------------------------------------------

AMOUNT = st.integers(1, 10**9)


@st.composite
def anything(draw: st.DrawFn) -> SettlementFacts:
    sides = draw(st.integers(2, 5))
    slot = st.integers(1, sides)
    maybe = st.none() | st.integers(1, 10_000)
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=sides - 1, max_size=sides - 1)))
    shares = tuple(b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True))
    agreed = terms(
        sides,
        split=draw(st.sampled_from(CostSplit)),
        shares=shares,
        pay=draw(maybe),
        bonus=draw(maybe),
        bonus_from=draw(st.none() | st.integers(0, 60)),
        penalty=draw(maybe),
        minimum=draw(st.none() | st.integers(1, 60)),
    )
    entries = draw(st.lists(st.tuples(slot, AMOUNT, st.sampled_from(["UAH", "EUR", "JPY"]), st.booleans()), max_size=8))
    counts = draw(st.dictionaries(st.tuples(st.none() | slot, slot), st.integers(0, 100), max_size=8))
    rates = draw(st.fixed_dictionaries({}, optional={("EUR", "UAH"): st.fractions(0, 100, max_denominator=10_000)}))
    in_force = TermsInForce(
        agreed, ((DAY, agreed.model_copy(update={"pay": draw(maybe)})),) if draw(st.booleans()) else ()
    )
    return SettlementFacts(
        in_force,
        tuple(
            cost(n, at, minor, currency=currency, common=common)
            for n, (at, minor, currency, common) in enumerate(entries)
        ),
        tuple(
            SentOnDay(DAY - timedelta(days=n % 2), a, b, count)
            for n, ((a, b), count) in enumerate(counts.items())
            if a != b
        ),
        rates,
        missing=draw(st.dictionaries(slot, st.integers(1, 9), max_size=2)),
        parts=draw(st.dictionaries(st.tuples(slot, slot), st.fractions(0, 1, max_denominator=30), max_size=5)),
        paid=tuple(
            PaidTransfer(a * 10, b * 10, minor)
            for a, b, minor in draw(st.lists(st.tuples(slot, slot, AMOUNT), max_size=3))
            if a != b
        ),
        over=draw(st.booleans()),
    )


@given(anything(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_the_order_does_not_matter(known: SettlementFacts, chance: Any) -> None:
    one = settle(known)
    assert sum(nets(one)) == 0
    left = {account.slot: account.net for account in one.accounts}
    for debtor, creditor, minor in paid(one):
        assert minor > 0
        left[debtor], left[creditor] = left[debtor] + minor, left[creditor] - minor
    assert set(left.values()) == {0}, "the transfers bring everybody to zero"
    assert len(one.transfers) < len(one.accounts)
    lines = [line for account in one.accounts for line in account.lines]
    for kind in LineKind:
        total = sum(line.minor for line in lines if line.kind is kind)
        assert total == 0 or kind in (LineKind.COMMON, LineKind.SHARE)
    whole = sum(line.minor for line in lines if line.kind is LineKind.COMMON)
    aside = sum(a.why in (Why.RATE, Why.SHARES) for a in one.aside)
    assert whole == sum(c.counted for c in one.costs) or aside
    shuffled: Any = {
        name: tuple(chance.sample(getattr(known, name), len(getattr(known, name))))
        for name in ("expenses", "sent", "paid")
    }
    assert settle(replace(known, **shuffled)) == one
    assert Statement.model_validate_json(one.model_dump_json()) == one


# Budget and payments ---------------------------------------------------------------------------


@pytest.mark.parametrize(("spent", "mark"), [(79_99, None), (80_00, 80), (99_99, 80), (100_00, 100), (250_00, 100)])
def test_a_budget_has_two_marks(spent: int, mark: int | None) -> None:
    assert passed(terms(budget=100_00), (cost(1, 1, spent, common=False),), {}) == mark
    assert passed(terms(), (cost(1, 1, spent),), {}) is None


def test_a_transfer_goes_back_and_forth_until_it_has_arrived() -> None:
    ways = {
        (): {PaymentStep.PAID},
        (PaymentStep.PAID,): {PaymentStep.RECEIVED, PaymentStep.NOT_YET},
        (PaymentStep.PAID, PaymentStep.NOT_YET): {PaymentStep.PAID},
        (PaymentStep.PAID, PaymentStep.RECEIVED): set(),
    }
    for steps, allowed in ways.items():
        assert {step for step in PaymentStep if may_take(steps, step)} == allowed
