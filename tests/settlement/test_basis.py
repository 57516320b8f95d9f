"""What a settlement lists is what it was made from, to the minor unit, and no more than a side may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agreement.terms_in_force import TermsInForce
from domain.ledger.attribution import SentOnDay
from domain.options import Sharing
from domain.settlement.basis import NumberedVersion, SettlementBasis, basis
from domain.settlement.inputs import SettlementFacts
from domain.settlement.settlement import settle
from domain.settlement.statement import LineKind
from tests.settlement.test_settlement_rules import terms
from tests.settlement.test_terms_of_the_day import AFTER, BEFORE, MON, promo_a

VERSIONS = (NumberedVersion(1, None, "a" * 64), NumberedVersion(2, MON, "b" * 64))
DAYS = st.integers(0, 27).map(lambda n: date(2026, 11, 30) + timedelta(days=n))
CUSTOMERS = st.builds(SentOnDay, DAYS, st.sampled_from([1, 2, 3, 4]), st.sampled_from([1, 2, 3, 4]), st.integers(0, 60))


def paid(facts: SettlementFacts, slot: int, made: SettlementBasis) -> tuple[int, int]:
    """What the document's customers bring the side, and what the settlement's lines for them do."""
    listed = sum(one.minor if one.sender == slot else -one.minor for one in made.sent)
    (account,) = [one for one in settle(facts).accounts if one.slot == slot]
    return listed, sum(line.minor for line in account.lines if line.kind is LineKind.PAY)


@pytest.mark.parametrize("level", Sharing)
def test_customers_and_costs_of_promo_a_sum_to_its_settlement(level: Sharing) -> None:
    facts = promo_a(BEFORE | {"share_customers": level}, AFTER | {"share_customers": level})
    for slot in (1, 2, 3, 4):
        made = basis(facts, VERSIONS, slot)
        listed, settled = paid(facts, slot, made)
        assert listed == settled
        assert [(one.slot, one.counted) for one in made.costs] == [(1, 1_000_00), (3, 423_50)]
        assert [one.version for one in made.costs] == [1, 2]
    assert [one.counted for one in settle(facts).costs] == [1_000_00, 423_50]


@settings(max_examples=20)
@given(st.lists(CUSTOMERS.filter(lambda one: one.sender != one.receiver), max_size=12), st.sampled_from(Sharing))
def test_whatever_was_sent_the_document_lists_what_was_paid(sent: list[SentOnDay], level: Sharing) -> None:
    both = [terms(4, **one, share_customers=level) for one in (BEFORE, AFTER)]
    facts = SettlementFacts(TermsInForce(both[0], ((MON, both[1]),)), sent=tuple(sent))
    for slot in (1, 2, 3, 4):
        listed, settled = paid(facts, slot, basis(facts, VERSIONS, slot))
        assert listed == settled


def seen(level: Sharing, slot: int) -> list[tuple[date, date, int, int]]:
    """Of what 1 sent to 2: days, version, customers."""
    facts = promo_a(BEFORE | {"share_customers": level}, AFTER | {"share_customers": level})
    made = basis(facts, VERSIONS, slot)
    return [(one.first, one.last, one.version, one.customers) for one in made.sent if one.receiver == 2]


def test_single_days_are_the_receivers_own_unless_they_are_shared() -> None:
    days = [(date(2026, 12, 1), date(2026, 12, 1), 1, 48), (MON, MON, 2, 5)]
    whole = [(date(2026, 11, 30), date(2026, 12, 13), 1, 48), (MON, date(2026, 12, 27), 2, 5)]
    assert seen(Sharing.HIDDEN, 2) == days
    assert seen(Sharing.DETAIL, 1) == days
    assert seen(Sharing.TOTALS, 1) == seen(Sharing.HIDDEN, 1) == whole
    assert seen(Sharing.DETAIL, 3) == [], "what is between two others is theirs"


def test_hidden_customers_that_nothing_is_paid_for_stay_hidden() -> None:
    """The minimum and the bonus compare a number; it stands in their lines, if they come to something."""
    agreed = BEFORE | {"pay": None, "share_customers": Sharing.HIDDEN}
    facts = promo_a(agreed, agreed)
    assert [one for one in basis(facts, VERSIONS, 1).sent if one.receiver == 2] == []
    assert [one.customers for one in basis(facts, VERSIONS, 2).sent if one.receiver == 2] == [48, 5]
