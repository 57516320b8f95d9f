"""What a business still has to pay for promos that have ended."""

from __future__ import annotations

from domain.settlement.budget import PaymentStep
from storage.db import Tx
from storage.settlement.settlements import latest, payments

OWNED = """
    SELECT DISTINCT m.business_id FROM party JOIN membership m ON m.business_id = party.business_id
    WHERE party.promo_id = :promo AND m.role = 'owner' AND m.until IS NULL
"""


async def owes(tx: Tx, promo_id: str, business_id: int) -> bool:
    """Whether a transfer of the newest statement that this business has to make has not arrived; to a business that
    nobody owns any more it is enough that it was sent."""
    one = await latest(tx, promo_id)
    if one is None:
        return False
    business = {a.slot: a.business_id for a in one.statement.accounts}
    wanted = {(business[t.debtor], business[t.creditor]) for t in one.statement.transfers}
    said = {(p.debtor, p.creditor): p.steps[-1] for p in await payments(tx, promo_id) if p.revision == one.revision}
    owned = {row["business_id"] for row in await tx.all(OWNED, promo=promo_id)}
    sent = (PaymentStep.RECEIVED, PaymentStep.PAID)
    enough = {pair: sent[:1] if pair[1] in owned else sent for pair in wanted}
    return any(pair[0] == business_id and said.get(pair) not in enough[pair] for pair in wanted)
