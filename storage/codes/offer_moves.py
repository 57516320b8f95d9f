"""Cards that are out keep their promise when the offers in the terms move, change or go."""

from __future__ import annotations

from collections.abc import Sequence

from domain.codes.offer_moves import WITHDRAWN, OfferMove
from storage.db import Tx


async def save(tx: Tx, promo_id: str, moved: Sequence[OfferMove]) -> None:
    """Codes, uses and open orders go to the offer's new place; a code of a changed offer remembers what it was."""
    for one in moved:
        if one.changed:
            await tx.write(
                "UPDATE code SET promise = COALESCE(promise, :promise) WHERE promo_id = :promo AND offer = :place",
                promise=one.offer.model_dump_json(),
                promo=promo_id,
                place=one.place,
            )
    cases = " ".join(f"WHEN {int(one.place)} THEN {int(one.to)}" for one in moved)
    for table in ("code", "redemption", "code_sheet") if moved else ():
        await tx.write(
            f"UPDATE {table} SET offer = CASE offer {cases} ELSE offer END WHERE promo_id = :promo", promo=promo_id
        )


async def out(tx: Tx, promo_id: str, moved: Sequence[OfferMove]) -> int:
    """How many unused codes belong to offers that are withdrawn."""
    places = ", ".join(str(int(one.place)) for one in moved if one.to == WITHDRAWN) or "-1"
    return int(
        await tx.value(
            f"SELECT count(*) FROM code WHERE promo_id = :promo AND offer IN ({places}) AND used_at IS NULL "
            "AND void_at IS NULL",
            promo=promo_id,
        )
    )
