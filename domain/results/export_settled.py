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
    """`lines`: the reader's own, in minor units; `revision` 0 while it is a preview."""

    revision: int
    agreed: bool
    currency: str
    nets: tuple[Net, ...]
    transfers: tuple[Owed, ...]
    lines: tuple[StatementLine, ...]
