"""What each business paid for a promo; taken back is void, never deleted."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.money import Money
from domain.settlement.expenses import Expense, Purpose
from storage import sql
from storage.db import Tx
from storage.records import Row

COUNTS = "void_at IS NULL AND purpose IS NOT NULL AND common IS NOT NULL"
OF_PROMO = f"SELECT * FROM expense WHERE promo_id = :promo AND {COUNTS} ORDER BY id"
SAID_NOTHING = "SELECT business_id FROM spent_nothing WHERE promo_id = :promo"


async def of_promo(tx: Tx, promo_id: str) -> tuple[Expense, ...]:
    """Those that count, of all sides: for sums, never to be shown to a partner as they are."""
    rows = await tx.all(OF_PROMO, promo=promo_id)
    return tuple(_expense(row) for row in rows)


def _expense(row: Row) -> Expense:
    return Expense(
        id=row["id"],
        business_id=row["business_id"],
        minor=row["minor"],
        currency=row["currency"],
        what=row["what"],
        purpose=Purpose(row["purpose"]),
        common=bool(row["common"]),
        paid_on=date.fromisoformat(row["paid_on"]),
    )


class Entered(Struct, frozen=True):
    """An expense of the asker's own, finished or not."""

    id: int
    promo_id: str
    business_id: int
    money: Money
    what: str
    paid_on: date
    purpose: str | None
    common: bool | None
    file: tuple[str, str] | None
    void: bool

    @property
    def counts(self) -> bool:
        return not self.void and self.purpose is not None and self.common is not None


def _entered(row: Row) -> Entered:
    return Entered(
        id=row["id"],
        promo_id=row["promo_id"],
        business_id=row["business_id"],
        money=Money(row["minor"], row["currency"]),
        what=row["what"],
        paid_on=date.fromisoformat(row["paid_on"]),
        purpose=row["purpose"],
        common=None if row["common"] is None else bool(row["common"]),
        file=(row["file_kind"], row["file_id"]) if row["file_id"] else None,
        void=row["void_at"] is not None,
    )


async def add(
    tx: Tx,
    promo_id: str,
    business_id: int,
    paid: Money,
    what: str,
    paid_on: date,
    file: tuple[str, str] | None,
    person_id: int,
    now: datetime,
) -> int:
    """Its number. It counts when its purpose has been said. `file`: the receipt, as `Entered` has it."""
    kind, file_id = file or ("photo", None)
    number: int = await tx.value(
        """
        INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, file_kind, file_id, person_id, at)
        VALUES (:promo, :business, :minor, :currency, :what, :paid_on, :kind, :file, :person, :now) RETURNING id
        """,
        promo=promo_id,
        business=business_id,
        minor=paid.minor,
        currency=paid.currency,
        what=what,
        paid_on=paid_on,
        kind=kind,
        file=file_id,
        person=person_id,
        now=now,
    )
    return number


async def own(tx: Tx, number: int, owns: frozenset[int]) -> Entered | None:
    row = await tx.one(f"SELECT * FROM expense WHERE id = :id AND business_id IN ({sql.numbers(owns)})", id=number)
    return _entered(row) if row else None


async def mine(tx: Tx, promo_id: str, owns: frozenset[int]) -> list[Entered]:
    """The asker's own that were not taken back, the newest first; also those whose purpose is still open."""
    rows = await tx.all(
        f"SELECT * FROM expense WHERE promo_id = :promo AND business_id IN ({sql.numbers(owns)}) AND void_at IS NULL "
        "ORDER BY id DESC",
        promo=promo_id,
    )
    return [_entered(row) for row in rows]


async def shared(tx: Tx, promo_id: str) -> list[Entered]:
    """The common ones of all sides, which every side may see; the newest first."""
    rows = await tx.all(
        f"SELECT * FROM expense WHERE promo_id = :promo AND common = 1 AND {COUNTS} ORDER BY id DESC", promo=promo_id
    )
    return [_entered(row) for row in rows]


async def say_nothing(tx: Tx, promo_id: str, business_id: int, person_id: int, now: datetime) -> None:
    """The business spends nothing on it; an expense that comes later counts all the same."""
    await tx.write(
        """
        INSERT INTO spent_nothing (promo_id, business_id, person_id, at) VALUES (:promo, :business, :person, :now)
        ON CONFLICT DO NOTHING
        """,
        promo=promo_id,
        business=business_id,
        person=person_id,
        now=now,
    )


async def said_nothing(tx: Tx, promo_id: str) -> frozenset[int]:
    """The businesses that said so."""
    rows = await tx.all(SAID_NOTHING, promo=promo_id)
    return frozenset(row["business_id"] for row in rows)


async def complete(tx: Tx, number: int, purpose: Purpose, common: bool) -> bool:
    """Said once: False when it was said before, or the expense was taken back."""
    return bool(
        await tx.run(
            """
            UPDATE expense SET purpose = :purpose, common = :common
            WHERE id = :id AND purpose IS NULL AND void_at IS NULL
            """,
            id=number,
            purpose=purpose,
            common=int(common),
        )
    )


async def move(tx: Tx, number: int, promo_id: str, business_id: int) -> bool:
    """To another promo of the same person, while its purpose is open."""
    return bool(
        await tx.run(
            """
            UPDATE expense SET promo_id = :promo, business_id = :business
            WHERE id = :id AND purpose IS NULL AND void_at IS NULL
            """,
            id=number,
            promo=promo_id,
            business=business_id,
        )
    )


async def set_sum(tx: Tx, number: int, minor: int) -> bool:
    """The other reading of what was typed, while its purpose is open."""
    return bool(
        await tx.run(
            "UPDATE expense SET minor = :minor WHERE id = :id AND purpose IS NULL AND void_at IS NULL",
            id=number,
            minor=minor,
        )
    )


async def void(tx: Tx, number: int, person_id: int, why: str, now: datetime) -> bool:
    """Taken back; False when somebody had done it."""
    return bool(
        await tx.run(
            """
            UPDATE expense SET void_at = :now, void_by = :person, void_why = :why WHERE id = :id AND void_at IS NULL
            """,
            id=number,
            person=person_id,
            why=why,
            now=now,
        )
    )
