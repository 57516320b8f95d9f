"""How far a pilot's budget is used, and what a transfer waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.agreement.sharing import Topic, shared
from domain.agreement.terms import Terms
from domain.options import CostSplit
from domain.settlement.exchange_rates import Rates, converted
from domain.settlement.expenses import Expense

WARN_AT = (100, 80)
"""Percent of the budget, the higher first."""


def seen_by(terms: Terms, expenses: Iterable[Expense], business_id: int) -> list[Expense]:
    """Common costs and one's own; those of the others only where profit and costs are shared."""
    shares = terms.split is not CostSplit.OWN
    open_ = shared(terms, Topic.MARGIN)
    return [one for one in expenses if open_ or one.business_id == business_id or (shares and one.common)]


def passed(terms: Terms, expenses: Iterable[Expense], rates: Rates) -> int | None:
    """The highest mark that these expenses together have reached; what has no agreed rate is left out."""
    sums = [converted(one.minor, one.currency, terms.currency, rates) or 0 for one in expenses]
    budget = terms.budget or 0
    return next((mark for mark in WARN_AT if budget and sum(sums) * 100 >= budget * mark), None)


class PaymentStep(StrEnum):
    """What was said of a transfer."""

    PAID = "paid"
    RECEIVED = "received"
    NOT_YET = "not_yet"


def may_take(steps: Sequence[PaymentStep], step: PaymentStep) -> bool:
    """The debtor says paid, then the creditor says received or not yet; after not yet the debtor again."""
    waits_for_creditor = bool(steps) and steps[-1] is PaymentStep.PAID
    over = bool(steps) and steps[-1] is PaymentStep.RECEIVED
    return not over and (step is not PaymentStep.PAID) is waits_for_creditor
