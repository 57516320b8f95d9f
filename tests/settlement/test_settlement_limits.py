"""Whatever the names and sums, what is said of money fits Telegram's limits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.agreement.terms import Terms
from domain.languages import LANGUAGES
from domain.money import Money
from domain.settlement.budget import PaymentStep
from domain.settlement.statement import Account, Aside, Cost, LineKind, Statement, StatementLine, Transfer, Why
from handlers.buttons import keyboard
from handlers.settlement import overview, reply_buttons, settlement, withdrawal
from storage.settlement.expenses import Entered
from storage.settlement.settlements import Payment, Settlement
from templates.render import render
from tests.settlement.test_settlement_rules import terms

pytestmark = pytest.mark.slow

NAME, TEXT, SUM = "Ж" * 64, "Щ" * 100, 10**14
SPENT = Entered(
    10**9, "f" * 10, 1, Money(SUM, "EUR"), TEXT, date(2026, 12, 1), "marketing", True, ("photo", "1"), False
)


def agreed() -> Terms:
    return terms(5, split="locomotive", shares=(20,) * 5, title=NAME, scale="pilot", budget=SUM, currency="UZS")


AGREED = {LineKind.BONUS: 99_999, LineKind.PENALTY: 99_999}
"""What is measured by days."""


def statement() -> Statement:
    """The most lines that a side can have: each kind with each of four others, twice for pay and penalty."""
    kinds = [LineKind.PAY, LineKind.PAY, LineKind.BONUS, LineKind.PENALTY, LineKind.SETTLED] * 4
    lines = tuple(
        StatementLine(kind=kind, minor=-SUM, other=2, count=99_999, each=SUM, bound=99_999, agreed=AGREED.get(kind))
        for kind in kinds
    )
    accounts = [Account(slot=n, business_id=n, name=NAME, lines=lines, net=SUM) for n in range(1, 6)]
    return Statement(
        currency="UZS",
        accounts=tuple(accounts),
        transfers=(Transfer(debtor=1, creditor=2, minor=SUM),) * 4,
        costs=(Cost(slot=1, what=TEXT, minor=SUM, currency="EUR", counted=SUM),) * 40,
        aside=(Aside(why=Why.RATE, slot=1, other=2, what=TEXT, minor=SUM, currency="EUR", count=99),) * 40,
        missing=999,
    )


def screens() -> dict[str, dict[str, Any]]:
    one = Settlement("f" * 10, 99, statement(), {1: "disputed"})
    page = {
        "title": NAME,
        "statement": one.statement,
        "transfers": one.statement.transfers,
        "pairs": one.statement.transfers,
        "account": one.statement.accounts[0],
        "revision": 99,
        "names": dict.fromkeys(range(1, 6), NAME),
        "nothing": False,
        "waiting": [NAME] * 5,
        "agreed": False,
        "disputed": True,
        "most_lines": settlement.MOST_LINES,
        "open": True,
        "by_week": True,
        "aside": one.statement.aside,
        "paid": {(1, 2): PaymentStep.NOT_YET},
        "all_paid": True,
        "accepted": [NAME] * 5,
        "unfinished": [SPENT] * 99,
        "changed": True,
        "pay_days": 180,
    }
    sums = [Money(SUM, currency) for currency in ("EUR", "PLN", "UAH", "USD")]
    card = {
        "declared_no_expenses": False,
        "promo": type("P", (), {"title": NAME}),
        "terms": agreed(),
        "mine": [SPENT] * 99,
        "shared": [SPENT] * 99,
        "names": {1: NAME},
        "mine_total": sums,
        "shared_total": sums,
        "most": overview.MOST_SHOWN,
    }
    rates = {"title": NAME, "target": "UAH", "rows": [("EUR", [(NAME, Decimal("0.12345678"))] * 5)] * 6}
    doubt = {"name": NAME, "title": NAME, "words": "Щ" * 300}
    return {
        "settlement/settlement.page": page,
        "settlement/expenses.card": card,
        "settlement/exchange_rates.page": rates,
        "settlement/settlement.they_doubt": doubt,
        "settlement/settlement.agreed": page,
        "settlement/expenses.receipt": {"one": SPENT},
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.quick
def test_the_longest_screens_fit(language: str) -> None:
    lengths = {name: len(render(name, language, **data).encode("utf-16-le")) // 2 for name, data in screens().items()}
    assert {name: size for name, size in lengths.items() if size > (1024 if "receipt" in name else 4096)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_buttons_fit(language: str) -> None:
    one = Settlement("f" * 10, 99, statement(), {})
    payment = Payment(99, 10**9, 10**9, SUM, (PaymentStep.PAID,) * 9)
    promo: Any = type("P", (), {"id": "f" * 10})
    rows = [
        [reply_buttons.paid_button(one, payment, NAME[:24])],
        reply_buttons.receipt_buttons("f" * 10, payment),
        *overview._buttons(promo, [SPENT] * 20, [SPENT], ["EUR"], declared_no_expenses=False),
        *withdrawal.take_back_rows("f" * 10, [SPENT] * 20, language),
    ]
    assert keyboard(rows, language)
