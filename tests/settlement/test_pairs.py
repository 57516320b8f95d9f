"""What each two sides owe each other: tables computed by hand, and what holds for any terms, costs and counts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from domain.agreement.terms import Offer
from domain.agreement.terms_in_force import TermsInForce
from domain.ledger.attribution import SentOnDay
from domain.options import CostSplit, Netting
from domain.settlement.inputs import SettlementFacts
from domain.settlement.settlement import settle
from domain.settlement.statement import Statement, Transfer
from tests.settlement.test_settlement_rules import DAY, anything, cost, terms
from tests.settlement.test_terms_of_the_day import promo_a

RING: dict[str, Any] = {
    "pay": 10_00,
    "offers": tuple(Offer(what="x", receiver=n % 3 + 1, giver=n) for n in range(1, 4)),
}


def found(one: tuple[Transfer, ...]) -> list[tuple[int, int, int]]:
    return [(pair.debtor, pair.creditor, pair.minor) for pair in one]


def ring(**more: Any) -> SettlementFacts:
    """1 sends 2 five customers, 2 sends 3 four, 3 sends 1 three."""
    known = TermsInForce(terms(3, **(RING | more)))
    sent = tuple(SentOnDay(DAY, n, n % 3 + 1, count) for n, count in ((1, 5), (2, 4), (3, 3)))
    return SettlementFacts(known, sent=sent)


def test_a_ring_of_debts_is_set_off_among_all_or_paid_by_each_pair() -> None:
    """2 owes 1 50, 3 owes 2 40, 1 owes 3 30: set off among all, 2 and 3 owe 1 ten each."""
    by_pairs = [(2, 1, 50_00), (1, 3, 30_00), (3, 2, 40_00)]
    netted = settle(ring())
    assert found(netted.transfers) == [(2, 1, 10_00), (3, 1, 10_00)]
    assert found(netted.pairs) == by_pairs
    assert found(netted.pairs_of(2)) == [(2, 1, 50_00), (3, 2, 40_00)]
    assert found(netted.seen_by(2)) == found(netted.transfers)
    paid = settle(ring(netting=Netting.PAIRS))
    assert found(paid.transfers) == by_pairs
    assert found(paid.seen_by(2)) == [(2, 1, 50_00), (3, 2, 40_00)], "what others owe each other is theirs"
    assert paid.pairs_of(2) == ()
    assert [a.net for a in paid.accounts] == [a.net for a in netted.accounts] == [20_00, -10_00, -10_00]


def test_each_side_owes_its_share_of_a_cost_to_who_paid_it() -> None:
    """1 paid 900, 2 paid 300, equal parts: 2 owes 1 300 and gets back 100; 3 owes 1 300 and 2 100."""
    known = TermsInForce(terms(3, split=CostSplit.EQUAL))
    one = settle(SettlementFacts(known, (cost(1, 1, 900_00), cost(2, 2, 300_00))))
    assert found(one.pairs) == [(2, 1, 200_00), (3, 1, 300_00), (3, 2, 100_00)]
    assert found(one.transfers) == [(3, 1, 400_00), (2, 1, 100_00)]


def test_of_two_sides_there_is_one_pair() -> None:
    one = settle(SettlementFacts(TermsInForce(terms(pay=10_00)), sent=(SentOnDay(DAY, 1, 2, 3),)))
    assert (found(one.transfers), one.pairs) == ([(2, 1, 30_00)], ())


def test_promo_a_by_pairs() -> None:
    """Pay, bonus and penalties: 2 owes 1 580 + 200, 3 owes 2 120, 4 owes 3 120 and 1 50, 3 owes 4 20. Of 1 000 by
    side 1 the second bears 200; of 423.50 by side 3 the others bear 84.70, 169.40 and 84.70."""
    one = settle(promo_a())
    assert found(one.pairs) == [(2, 1, 980_00), (1, 3, 84_70), (4, 1, 50_00), (2, 3, 49_40), (4, 3, 184_70)]


def test_a_statement_of_before_has_not_changed_because_pairs_are_kept_now() -> None:
    fresh = settle(ring())
    stored = fresh.model_dump(mode="json")
    del stored["pairs"]
    earlier = Statement.model_validate(stored)
    assert fresh.says_the_same(earlier)
    assert not settle(ring(pay=20_00)).says_the_same(earlier)


@given(anything())
@settings(max_examples=150, deadline=None)
def test_the_pairs_come_to_what_each_side_gets(known: SettlementFacts) -> None:
    one = settle(known)
    nets = dict.fromkeys((account.slot for account in one.accounts), 0)
    for debtor, creditor, minor in found(one.pairs if len(one.accounts) > 2 else one.transfers):
        assert minor > 0
        nets[debtor] -= minor
        nets[creditor] += minor
    assert nets == {account.slot: account.net for account in one.accounts}


def test_thirds_of_a_minor_unit_are_not_lost() -> None:
    """1 and 2 paid 100 each, 3 paid 100.01: of 300.01 side 1 bears 100.01."""
    known = TermsInForce(terms(3, split=CostSplit.EQUAL))
    spent = tuple(cost(n, n, minor) for n, minor in ((1, 100_00), (2, 100_00), (3, 100_01)))
    one = settle(SettlementFacts(known, spent))
    assert [a.net for a in one.accounts] == [-1, 0, 1]
    assert found(one.pairs) == [(1, 3, 1)]
