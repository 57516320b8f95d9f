"""What the sides say of single sections: yes, no with a reason, and comments. Statuses belong to one version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from domain.agreement.fields import SECTIONS
from storage.agreement.promos import Promo
from storage.db import Tx


class SectionAnswer(Struct, frozen=True):
    """A side's word on a section: `accepted` or `declined`."""

    section: str
    business_id: int
    answer: str


class Remark(Struct, frozen=True):
    """A comment on a section, or why it was declined."""

    business: str
    text: str
    at: datetime
    objection: bool
    version: int


async def answer(tx: Tx, promo: Promo, section: str, what: str, person_id: int, now: datetime) -> None:
    """`accepted` or `declined`; the latest word of a side counts."""
    await tx.write(
        """
        INSERT INTO section_answer (promo_id, version, business_id, section, person_id, at, answer)
        VALUES (:promo, :version, :business, :section, :person, :now, :answer)
        ON CONFLICT (promo_id, version, business_id, section) DO UPDATE SET
            answer = excluded.answer, person_id = excluded.person_id, at = excluded.at
        """,
        promo=promo.id,
        version=promo.version,
        business=promo.business_id,
        section=section,
        person=person_id,
        now=now,
        answer=what,
    )


async def carry_over(tx: Tx, promo_id: str, old: int, new: int, changed: Iterable[str]) -> None:
    """What was said of a section that did not change holds for the next version too."""
    kept = ", ".join(f"'{section}'" for section in SECTIONS if section not in set(changed))
    if kept:
        await tx.write(
            f"""
            INSERT INTO section_answer (promo_id, version, business_id, section, person_id, at, answer)
            SELECT promo_id, :new, business_id, section, person_id, at, answer FROM section_answer
            WHERE promo_id = :promo AND version = :old AND section IN ({kept})
            """,
            promo=promo_id,
            old=old,
            new=new,
        )


async def answers(tx: Tx, promo: Promo) -> list[SectionAnswer]:
    """Every side's word on the sections of this version."""
    return await tx.records(
        SectionAnswer,
        """
        SELECT a.section, a.business_id, a.answer FROM section_answer a
        JOIN party ON party.promo_id = a.promo_id AND party.business_id = a.business_id AND party.left_at IS NULL
        WHERE a.promo_id = :promo AND a.version = :version ORDER BY a.section, party.slot
        """,
        promo=promo.id,
        version=promo.version,
    )


async def say(
    tx: Tx, promo: Promo, section: str, text: str, person_id: int, now: datetime, *, objection: bool = False
) -> None:
    """A comment, or why a section is declined; it stays with its section through all versions."""
    await tx.write(
        """
        INSERT INTO remark (promo_id, section, version, business_id, person_id, text, at, objection)
        VALUES (:promo, :section, :version, :business, :person, :text, :now, :objection)
        """,
        promo=promo.id,
        section=section,
        version=promo.version,
        business=promo.business_id,
        person=person_id,
        text=text,
        now=now,
        objection=int(objection),
    )


async def remarks(tx: Tx, promo_id: str, section: str, most: int) -> list[Remark]:
    """The latest comments on a section, the oldest of them first."""
    return await tx.records(
        Remark,
        """
        SELECT * FROM (
            SELECT r.id, b.name AS business, r.text, r.at, r.objection, r.version
            FROM remark r JOIN business b ON b.id = r.business_id
            WHERE r.promo_id = :promo AND r.section = :section ORDER BY r.id DESC LIMIT :most
        ) AS latest ORDER BY id
        """,
        promo=promo_id,
        section=section,
        most=most,
    )


async def remarked(tx: Tx, promo_id: str) -> set[str]:
    """The sections that have comments."""
    rows = await tx.all("SELECT DISTINCT section FROM remark WHERE promo_id = :promo", promo=promo_id)
    return {row["section"] for row in rows}
