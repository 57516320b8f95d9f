"""Who said what to a settlement and to its payments, with the time; in order."""

from __future__ import annotations

from domain.settlement.document import PaymentWord, SideWord
from storage.db import Tx


async def to_revision(tx: Tx, promo_id: str, revision: int) -> list[SideWord]:
    return await tx.records(
        SideWord,
        """
        SELECT business_id, answer AS said, at FROM settlement_answer WHERE promo_id = :promo AND revision = :revision
        UNION ALL
        SELECT business_id, 'silent', at FROM settlement_silence WHERE promo_id = :promo AND revision = :revision
        ORDER BY at, business_id
        """,
        promo=promo_id,
        revision=revision,
    )


async def to_payments(tx: Tx, promo_id: str) -> list[PaymentWord]:
    """Of every revision: what changed hands under an earlier one counts in the next."""
    return await tx.records(
        PaymentWord,
        """
        SELECT revision, debtor_id AS debtor, creditor_id AS creditor, minor, step, at FROM payment_step
        WHERE promo_id = :promo ORDER BY at, revision, debtor_id, creditor_id, number
        """,
        promo=promo_id,
    )
