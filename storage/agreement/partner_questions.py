"""Questions of somebody who is invited and not in yet, with their answers; and sentences that wait to be sent."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx
from storage.people import Recipient


class PartnerQuestion(Struct, frozen=True):
    id: int
    person_id: int
    text: str
    promo_id: str | None
    section: str | None
    answered_at: datetime | None


async def keep(tx: Tx, person_id: int, text: str, now: datetime) -> int:
    """A sentence until its person says where it goes; an earlier one that went nowhere is forgotten."""
    await tx.write("DELETE FROM partner_question WHERE person_id = :person AND promo_id IS NULL", person=person_id)
    number: int = await tx.value(
        "INSERT INTO partner_question (person_id, text, asked_at) VALUES (:person, :text, :now) RETURNING id",
        person=person_id,
        text=text,
        now=now,
    )
    return number


async def unsent(tx: Tx, number: int, person_id: int) -> PartnerQuestion | None:
    """The person's own sentence that waits."""
    return await tx.record(
        PartnerQuestion,
        "SELECT * FROM partner_question WHERE id = :id AND person_id = :person AND promo_id IS NULL",
        id=number,
        person=person_id,
    )


async def forget(tx: Tx, number: int) -> None:
    await tx.write("DELETE FROM partner_question WHERE id = :id", id=number)


async def send(tx: Tx, number: int, promo_id: str, section: str) -> None:
    await tx.write(
        "UPDATE partner_question SET promo_id = :promo, section = :section WHERE id = :id",
        id=number,
        promo=promo_id,
        section=section,
    )


async def asked(tx: Tx, number: int) -> PartnerQuestion | None:
    """A question that was sent."""
    return await tx.record(
        PartnerQuestion, "SELECT * FROM partner_question WHERE id = :id AND promo_id IS NOT NULL", id=number
    )


async def answer(tx: Tx, number: int, text: str, person_id: int, business_id: int, now: datetime) -> None:
    await tx.write(
        """
        UPDATE partner_question SET answer = :text, answered_by = :person, answered_for = :business, answered_at = :now
        WHERE id = :id
        """,
        id=number,
        text=text,
        person=person_id,
        business=business_id,
        now=now,
    )


async def asker(tx: Tx, number: int) -> Recipient | None:
    """Who gets the answer."""
    return await tx.record(
        Recipient,
        """
        SELECT p.id AS person_id, p.telegram_id, p.language, p.hours, p.name
        FROM partner_question q JOIN person p ON p.id = q.person_id WHERE q.id = :id AND p.telegram_id IS NOT NULL
        """,
        id=number,
    )


class Invitation(Struct, frozen=True):
    """A promo that a person may answer to and is not in yet, and who proposes it."""

    promo_id: str
    business: str


async def invitations(tx: Tx, person_id: int, now: datetime) -> list[Invitation]:
    """Those of open links that the person has opened, the newest first."""
    return await tx.records(
        Invitation,
        """
        SELECT DISTINCT promo.id AS promo_id, b.name AS business, promo.created_at
        FROM invitation i JOIN invitation_use u ON u.token_hash = i.token_hash AND u.person_id = :person
        JOIN promo ON promo.id = i.promo_id JOIN party ON party.promo_id = promo.id AND party.slot = 1
        JOIN business b ON b.id = party.business_id
        WHERE i.kind = 'partner' AND i.revoked_at IS NULL AND i.expires_at > :now AND i.uses_left > 0
            AND promo.state IN ('proposed', 'negotiating')
        ORDER BY promo.created_at DESC, promo.id
        """,
        person=person_id,
        now=now,
    )
