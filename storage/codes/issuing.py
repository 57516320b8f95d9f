"""New codes: sheets of cards, and single ones from chat."""

from __future__ import annotations

import secrets
from datetime import datetime

from domain.agreement.terms import Terms, read_terms
from domain.check_digit import complete
from domain.rights import Person
from storage import sql
from storage.codes.codes import belongs
from storage.db import Tx
from storage.people import HEARS, Recipient

COLUMNS = ("digits", "promo_id", "business_id", "offer", "sheet_id", "person_id", "at")


async def made(tx: Tx, promo_id: str, business_id: int, offer: int) -> int:
    """How many codes a giver has, or has ordered, for an offer; those made void leave room for others."""
    row = await tx.one(
        """
        SELECT (SELECT COALESCE(sum(codes), 0) FROM code_sheet s
                WHERE s.promo_id = :promo AND s.business_id = :business AND s.offer = :offer) AS on_sheets,
               COALESCE(sum(CASE WHEN sheet_id IS NULL THEN 1 ELSE 0 END), 0) AS single,
               COALESCE(sum(CASE WHEN void_at IS NULL THEN 0 ELSE 1 END), 0) AS void
        FROM code WHERE promo_id = :promo AND business_id = :business AND offer = :offer
        """,
        promo=promo_id,
        business=business_id,
        offer=offer,
    )
    return row["on_sheets"] + row["single"] - row["void"] if row else 0


async def sheets(tx: Tx, promo_id: str, business_id: int) -> int:
    """How many sheets a giver has ordered in the promo."""
    return int(
        await tx.value(
            "SELECT count(*) FROM code_sheet WHERE promo_id = :promo AND business_id = :business",
            promo=promo_id,
            business=business_id,
        )
    )


async def order(
    tx: Tx,
    promo_id: str,
    business_id: int,
    number: int,
    offer: int,
    codes: int,
    person_id: int,
    message: int,
    now: datetime,
) -> int | None:
    """A sheet to be made; None when the giver's sheet of that number was ordered already."""
    value: int | None = await tx.value(
        """
        INSERT INTO code_sheet (promo_id, business_id, number, offer, codes, person_id, at, message)
        VALUES (:promo, :business, :number, :offer, :codes, :person, :now, :message)
        ON CONFLICT (promo_id, business_id, number) DO NOTHING RETURNING id
        """,
        promo=promo_id,
        business=business_id,
        number=number,
        offer=offer,
        codes=codes,
        person=person_id,
        now=now,
        message=message,
    )
    return value


class CardOrder(Recipient, frozen=True):
    """An order of cards to print, and who ordered it. `message`: the outbox id of what speaks of it."""

    id: int
    promo_id: str
    number: int
    codes: int
    message: int


async def sheet(tx: Tx, sheet_id: int) -> CardOrder | None:
    """An order that is not done, while who ordered it still owns the giver."""
    return await tx.record(
        CardOrder,
        f"""
        SELECT s.*, p.telegram_id, p.language, p.hours, p.name FROM code_sheet s
        JOIN person p ON p.id = s.person_id AND p.telegram_id IS NOT NULL
        JOIN membership m ON m.person_id = p.id AND m.business_id = s.business_id AND m.role = 'owner'
            AND m.until IS NULL
        WHERE s.id = :id AND s.done_at IS NULL AND s.offer > 0 AND {HEARS}
        """,
        id=sheet_id,
    )


async def fill(tx: Tx, sheet_id: int, up_to: int, now: datetime) -> list[str]:
    """Make codes until the sheet has so many, all with one promise; all of them, in the order they were made."""
    while (missing := up_to - len(have := await _on_sheet(tx, sheet_id))) > 0:
        await _fill(tx, sheet_id, missing, now)
    await tx.write(
        """
        UPDATE code SET promise = (SELECT max(c.promise) FROM code c WHERE c.sheet_id = :id)
        WHERE sheet_id = :id AND promise IS NULL
        """,
        id=sheet_id,
    )
    return have


async def _on_sheet(tx: Tx, sheet_id: int) -> list[str]:
    rows = await tx.all("SELECT digits FROM code WHERE sheet_id = :id ORDER BY at, digits", id=sheet_id)
    return [row["digits"] for row in rows]


async def _fill(tx: Tx, sheet_id: int, count: int, now: datetime) -> None:
    order = await tx.one("SELECT * FROM code_sheet WHERE id = :id", id=sheet_id)
    if order:
        await _add(
            tx,
            count,
            order["promo_id"],
            business_id=order["business_id"],
            offer=order["offer"],
            sheet_id=sheet_id,
            person_id=order["person_id"],
            now=now,
        )


async def _add(
    tx: Tx, count: int, promo_id: str, business_id: int, offer: int, sheet_id: int | None, person_id: int, now: datetime
) -> list[str]:
    """New codes; a number that is taken is left out."""
    fresh = {complete(f"{secrets.randbelow(10**7):07}") for _ in range(count)}
    rows = [
        {
            "digits": digits,
            "promo_id": promo_id,
            "business_id": business_id,
            "offer": offer,
            "sheet_id": sheet_id,
            "person_id": person_id,
            "at": now,
        }
        for digits in fresh
    ]
    await tx.insert_many("code", COLUMNS, rows)
    return list(fresh)


async def finish(tx: Tx, sheet_id: int, now: datetime) -> None:
    await tx.write("UPDATE code_sheet SET done_at = :now WHERE id = :id", now=now, id=sheet_id)


async def issue(tx: Tx, promo_id: str, business_id: int, offer: int, person_id: int, now: datetime) -> str:
    """One code for one customer."""
    before = await issued(tx, person_id)
    while await issued(tx, person_id) == before:
        (digits,) = await _add(
            tx, 1, promo_id, business_id=business_id, offer=offer, sheet_id=None, person_id=person_id, now=now
        )
    return digits


async def issued(tx: Tx, person_id: int) -> int:
    """How many codes a person has issued one by one."""
    return int(
        await tx.value("SELECT count(*) FROM code WHERE person_id = :person AND sheet_id IS NULL", person=person_id)
    )


async def giving(tx: Tx, person: Person) -> list[tuple[str, str, Terms, int]]:
    """The running promos that the person may hand codes out for: id, title, terms, the business."""
    rows = await tx.all(
        f"""
        SELECT promo.id, promo.title, version.terms, party.business_id FROM party
        JOIN promo ON promo.id = party.promo_id AND promo.state = 'running'
        JOIN version ON version.promo_id = promo.id AND version.number = promo.version
        WHERE party.left_at IS NULL AND {belongs(person, "party.business_id")}
            AND (party.business_id IN ({sql.numbers(person.owns)}) OR EXISTS (
                SELECT 1 FROM location l LEFT JOIN place_out o ON o.promo_id = promo.id AND o.location_id = l.id
                WHERE l.business_id = party.business_id AND l.id IN ({sql.numbers(person.works_at)})
                    AND l.closed_at IS NULL AND o.location_id IS NULL))
        ORDER BY promo.created_at, promo.id, party.slot
        """
    )
    return [(row["id"], row["title"], read_terms(row["terms"]), row["business_id"]) for row in rows]
