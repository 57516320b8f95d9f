"""What a promo's settlement is in an export."""

from __future__ import annotations

from decimal import Decimal

from domain.agreement.terms import Part
from domain.settlement.statement import StatementLine


class Net(Part):
    slot: int
    amount: Decimal  # positive: gets


class Owed(Part):
    debtor: int
    creditor: int
    amount: Decimal


class Settled(Part):
    """`lines`: the reader's own, in minor units; `pairs`: what it and each other side owe each other, where the debts
    were set off among all; `revision` 0 while it is a preview."""

    revision: int
    agreed: bool
    currency: str
    nets: tuple[Net, ...]
    transfers: tuple[Owed, ...]
    pairs: tuple[Owed, ...]
    lines: tuple[StatementLine, ...]
