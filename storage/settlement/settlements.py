"""Statements as they were shown, what the sides said to them, and what was paid."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.settlement.budget import PaymentStep
from domain.settlement.inputs import PaidTransfer
from domain.settlement.statement import Statement
from storage.db import Tx

YES = ("confirmed", "silent")


class Settlement(Struct, frozen=True):
    """A revision with each side's newest word on it."""

    promo_id: str
    revision: int
    statement: Statement
    said: dict[int, str]  # business → confirmed, disputed, silent

    @property
    def agreed(self) -> bool:
        """Whether every side has confirmed it, or has said nothing in the agreed time."""
        return all(self.said.get(one.business_id) in YES for one in self.statement.accounts)

    @property
    def waiting(self) -> list[str]:
        """The names of those that have not confirmed it."""
        return [one.name for one in self.statement.accounts if self.said.get(one.business_id) not in YES]

    @property
    def unheard(self) -> list[int]:
        """The businesses that have said nothing to it."""
        return [one.business_id for one in self.statement.accounts if one.business_id not in self.said]


async def latest(tx: Tx, promo_id: str) -> Settlement | None:
    """For those who were found to be in the promo."""
    row = await tx.one(
        "SELECT * FROM settlement WHERE promo_id = :promo ORDER BY revision DESC LIMIT 1", promo=promo_id
    )
    if row is None:
        return None
    said = await tx.all(
        "SELECT business_id, answer FROM settlement_answer WHERE promo_id = :promo AND revision = :n ORDER BY id",
        promo=promo_id,
        n=row["revision"],
    )
    silent = await tx.all(
        "SELECT business_id FROM settlement_silence WHERE promo_id = :promo AND revision = :n",
        promo=promo_id,
        n=row["revision"],
    )
    return Settlement(
        promo_id,
        row["revision"],
        Statement.model_validate_json(row["statement"]),
        {one["business_id"]: "silent" for one in silent} | {one["business_id"]: one["answer"] for one in said},
    )


async def add(
    tx: Tx, promo_id: str, revision: int, statement: Statement, why: str, person_id: int | None, now: datetime
) -> bool:
    """The next revision; False when somebody was faster."""
    return bool(
        await tx.run(
            """
            INSERT INTO settlement (promo_id, revision, statement, why, person_id, at)
            VALUES (:promo, :revision, :statement, :why, :person, :now) ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            revision=revision,
            statement=statement.model_dump_json(),
            why=why,
            person=person_id,
            now=now,
        )
    )


async def answer(
    tx: Tx, one: Settlement, business_id: int, said: str, words: str | None, person_id: int, now: datetime
) -> bool:
    """A side's word on the newest revision; False when there is a newer one, or all had confirmed this one."""
    if one.agreed:
        return False
    return bool(
        await tx.run(
            """
            INSERT INTO settlement_answer (promo_id, revision, business_id, answer, words, person_id, at)
            SELECT :promo, :revision, :business, :said, :words, :person, :now
            WHERE :revision = (SELECT max(revision) FROM settlement WHERE promo_id = :promo)
            """,
            promo=one.promo_id,
            revision=one.revision,
            business=business_id,
            said=said,
            words=words,
            person=person_id,
            now=now,
        )
    )


async def accept_silently(tx: Tx, one: Settlement, now: datetime) -> None:
    """Whoever has said nothing to this revision has accepted it."""
    for business in one.unheard:
        await tx.write(
            """
            INSERT INTO settlement_silence (promo_id, revision, business_id, at)
            VALUES (:promo, :revision, :business, :now) ON CONFLICT DO NOTHING
            """,
            promo=one.promo_id,
            revision=one.revision,
            business=business,
            now=now,
        )


# What sides settle without ----------------------------------------------------------------------


async def agree_without(tx: Tx, promo_id: str, receiver: int, business_id: int, person_id: int, now: datetime) -> bool:
    """A side settles although reports of the receiver are missing; False when it had said so."""
    return bool(
        await tx.run(
            """
            INSERT INTO without_reports (promo_id, receiver_id, business_id, person_id, at)
            VALUES (:promo, :receiver, :business, :person, :now) ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            receiver=receiver,
            business=business_id,
            person=person_id,
            now=now,
        )
    )


async def who_agrees_without(tx: Tx, promo_id: str) -> set[tuple[int, int]]:
    """(receiver, side that settles without its missing reports), by business."""
    rows = await tx.all("SELECT receiver_id, business_id FROM without_reports WHERE promo_id = :promo", promo=promo_id)
    return {(row["receiver_id"], row["business_id"]) for row in rows}


async def without_reports(tx: Tx, promo_id: str, terms: Terms) -> frozenset[tuple[int, int]]:
    """The directions (sender, receiver), by slot, whose both sides settle without the receiver's missing reports."""
    said = await who_agrees_without(tx, promo_id)
    both = [(one, other) for one in terms.parties for other in terms.parties if one != other]
    return frozenset(
        (sender.slot, receiver.slot)
        for sender, receiver in both
        if {(receiver.business_id, side.business_id) for side in (sender, receiver)} <= said
    )


# Payments --------------------------------------------------------------------------------------


class Payment(Struct, frozen=True):
    """A transfer of some revision, by business, with what was said of it."""

    revision: int
    debtor: int
    creditor: int
    minor: int
    steps: tuple[PaymentStep, ...]


async def payments(tx: Tx, promo_id: str) -> list[Payment]:
    """All transfers of which something was said, of every revision."""
    rows = await tx.all(
        "SELECT * FROM payment_step WHERE promo_id = :promo ORDER BY revision, debtor_id, creditor_id, number",
        promo=promo_id,
    )
    found: dict[tuple[int, int, int, int], list[PaymentStep]] = {}
    for row in rows:
        key = row["revision"], row["debtor_id"], row["creditor_id"], row["minor"]
        found.setdefault(key, []).append(PaymentStep(row["step"]))
    return [Payment(*key, tuple(steps)) for key, steps in found.items()]


def received(all_: list[Payment], before: int) -> tuple[PaidTransfer, ...]:
    """What changed hands under revisions before that one."""
    return tuple(
        PaidTransfer(one.debtor, one.creditor, one.minor)
        for one in all_
        if one.revision < before and one.steps[-1] is PaymentStep.RECEIVED
    )


async def step(tx: Tx, promo_id: str, one: Payment, what: PaymentStep, person_id: int, now: datetime) -> bool:
    """Write down what was said; False when somebody was faster."""
    return bool(
        await tx.run(
            """
            INSERT INTO payment_step (promo_id, revision, debtor_id, creditor_id, number, step, minor, person_id, at)
            VALUES (:promo, :revision, :debtor, :creditor, :number, :step, :minor, :person, :now)
            ON CONFLICT DO NOTHING
            """,
            promo=promo_id,
            revision=one.revision,
            debtor=one.debtor,
            creditor=one.creditor,
            number=len(one.steps) + 1,
            step=what,
            minor=one.minor,
            person=person_id,
            now=now,
        )
    )


async def uses(tx: Tx, promo_id: str) -> dict[tuple[date, int, int], int]:
    """(day, giver, receiver), by business → uses of codes that count."""
    rows = await tx.all(
        """
        SELECT day, giver_id, business_id, count(*) AS count FROM redemption
        WHERE promo_id = :promo AND void_at IS NULL GROUP BY day, giver_id, business_id
        """,
        promo=promo_id,
    )
    return {(date.fromisoformat(row["day"]), row["giver_id"], row["business_id"]): row["count"] for row in rows}
