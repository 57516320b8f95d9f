"""A side's settlement as it can be filed: the statement, what it is made from, who agreed, what was paid."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from domain.agreement.signature import Signature
from domain.options import Vat
from domain.settlement.basis import NumberedVersion, SettlementBasis
from domain.settlement.budget import PaymentStep
from domain.settlement.statement import Account, Aside, Statement, Transfer


class SideWord(Struct, frozen=True):
    """What a side said to a revision: confirmed, disputed, or silent."""

    business_id: int
    said: str
    at: datetime


class PaymentWord(Struct, frozen=True):
    """What was said of a transfer of some revision, by business."""

    revision: int
    debtor: int
    creditor: int
    minor: int
    step: PaymentStep
    at: datetime


class SettlementDocument(Struct, frozen=True):
    """`sides` as they signed the newest version in force. `basis` is None where a figure has changed since this
    revision was made, so that its items are no longer known."""

    promo_id: str
    title: str
    revision: int
    agreed: bool
    made_at: datetime
    statement: Statement
    account: Account
    aside: tuple[Aside, ...]
    sides: tuple[Signature, ...]
    versions: tuple[NumberedVersion, ...]
    basis: SettlementBasis | None
    words: tuple[SideWord, ...]
    payments: tuple[PaymentWord, ...]
    customers_shown: bool
    vat: Vat

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """Who pays whom, as that side may see it."""
        return self.statement.seen_by(self.account.slot)

    @property
    def pairs(self) -> tuple[Transfer, ...]:
        """What it and each other side owe each other, where that was set off among all."""
        return self.statement.pairs_of(self.account.slot)

    @property
    def names(self) -> dict[int, str]:
        """By slot."""
        return {one.slot: one.name for one in self.statement.accounts}

    def name_of(self, business_id: int) -> str:
        return next((one.name for one in self.statement.accounts if one.business_id == business_id), "")
