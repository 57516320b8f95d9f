"""How far a pilot's budget is used, and what a transfer waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.agreement.terms import Terms
from domain.settlement.exchange_rates import Rates, converted
from domain.settlement.expenses import Expense

WARN_AT = (100, 80)
"""Percent of the budget, the higher first."""


def passed(terms: Terms, expenses: Iterable[Expense], rates: Rates) -> int | None:
    """The highest mark that all expenses together have reached; what has no agreed rate is left out."""
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
