"""What a settlement is made from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from domain.agreement.terms_in_force import TermsInForce
from domain.ledger.agreed_days import Parts
from domain.ledger.attribution import SentOnDay
from domain.settlement.exchange_rates import Rates
from domain.settlement.expenses import Expense


class PaidTransfer(Struct, frozen=True):
    """A transfer whose receipt was confirmed, by business."""

    debtor: int
    creditor: int
    minor: int


class SettlementFacts(Struct, frozen=True):
    """`missing` by slot: days of its counters without a report. `without`: the directions (sender, receiver) whose both
    sides settle all the same. `parts`: how much of the agreed days counts, where it is not all. `paid`: under earlier
    figures."""

    terms: TermsInForce
    expenses: tuple[Expense, ...] = ()
    sent: tuple[SentOnDay, ...] = ()
    rates: Rates | None = None
    missing: Mapping[int, int] = field(default_factory=dict)
    without: frozenset[tuple[int, int]] = frozenset()
    parts: Parts = field(default_factory=dict)
    paid: tuple[PaidTransfer, ...] = ()
    over: bool = True
