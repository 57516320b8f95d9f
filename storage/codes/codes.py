"""Single-use codes and their uses. A use that was given back stays, and does not count."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.agreement.terms import Offer, Terms, read_terms
from domain.codes.redemption import offer_of
from domain.daily.facts import ReportingPlace
from domain.rights import Person
from domain.schedule.plan import place_name
from domain.states import LIVE, State
from storage import sql
from storage.daily.reporting_places import POST, SIBLINGS, post_of
from storage.db import Tx
from storage.records import Row, moment


class Use(Struct, frozen=True):
    """A redemption that counts."""

    id: int
    at: datetime
    place: str
    zone: str
    business_id: int
    chat_id: int
    message_id: int
    location_id: int
    day: date


class Code(Struct, frozen=True):
    """A code as it stands now, with the terms in force. `issued_by`: a person, if it was issued one by one."""

    digits: str
    promo_id: str
    title: str
    state: State
    terms: Terms
    giver_id: int
    number: int  # of the offer in the terms, from 1; 0 when they no longer have it
    issued_by: int | None
    void: bool
    use: Use | None
    promise: Offer | None  # the offer as it was, if it was changed since the code was made

    @property
    def offer(self) -> Offer | None:
        """What the code gives: what was promised with it."""
        return self.promise or self.in_force

    @property
    def in_force(self) -> Offer | None:
        """The offer whose limits and days count now; None when the terms no longer have it."""
        return offer_of(self.terms, self.number)


class Address(Struct, frozen=True):
    """A location where an offer is honoured; `siblings` counts the locations of its business."""

    id: int
    business: str
    location: str
    address: str | None
    online: bool
    siblings: int


async def find(tx: Tx, digits: str) -> Code | None:
    """The code that somebody holds in their hand. Who may see what of it is decided by `sides` and `counters`."""
    row = await tx.one(
        f"""
        SELECT code.*, promo.title, promo.state, version.terms, r.id AS use_id, r.at AS used, r.chat_id, r.message_id,
               r.location_id, r.day AS used_on, r.business_id AS receiver_id,
               b.name AS business, b.zone, l.name AS location,
               {SIBLINGS.format(business="b.id", promo="code.promo_id")} AS siblings
        FROM code JOIN promo ON promo.id = code.promo_id
        JOIN version ON version.promo_id = promo.id AND version.number = promo.version
        LEFT JOIN redemption r ON r.digits = code.digits AND r.void_at IS NULL
        LEFT JOIN location l ON l.id = r.location_id LEFT JOIN business b ON b.id = r.business_id
        WHERE code.digits = :digits
        """,
        digits=digits,
    )
    return _code(row) if row else None


def _code(row: Row) -> Code:
    place = place_name(row["business"], row["location"], (row["siblings"] or 0) <= 1)
    use = None
    if row["use_id"]:
        use = Use(
            id=row["use_id"],
            at=moment(row["used"]),
            place=place,
            zone=row["zone"],
            business_id=row["receiver_id"],
            chat_id=row["chat_id"],
            message_id=row["message_id"],
            location_id=row["location_id"],
            day=date.fromisoformat(row["used_on"]),
        )
    return Code(
        digits=row["digits"],
        promo_id=row["promo_id"],
        title=row["title"],
        state=State(row["state"]),
        terms=read_terms(row["terms"]),
        giver_id=row["business_id"],
        number=row["offer"],
        issued_by=row["person_id"] if row["sheet_id"] is None else None,
        void=row["void_at"] is not None,
        use=use,
        promise=Offer.model_validate_json(row["promise"]) if row["promise"] else None,
    )


def belongs(person: Person, column: str) -> str:
    """SQL: a business that the person owns, or works at."""
    return (
        f"({column} IN ({sql.numbers(person.owns)}) OR {column} IN "
        f"(SELECT w.business_id FROM location w WHERE w.id IN ({sql.numbers(person.works_at)})))"
    )


async def sides(tx: Tx, person: Person, promo_id: str) -> frozenset[int]:
    """The person's businesses that take part in the promo."""
    rows = await tx.all(
        f"SELECT business_id FROM party WHERE promo_id = :promo AND left_at IS NULL "
        f"AND {belongs(person, 'party.business_id')}",
        promo=promo_id,
    )
    return frozenset(row["business_id"] for row in rows)


async def concern(tx: Tx, person: Person) -> bool:
    """Whether any of the person's businesses is in a live promo that has codes."""
    return bool(
        await tx.value(
            f"""
            SELECT 1 FROM party JOIN promo ON promo.id = party.promo_id
            WHERE party.left_at IS NULL AND promo.state IN ({sql.words(LIVE)})
                AND {belongs(person, "party.business_id")}
                AND EXISTS (SELECT 1 FROM code WHERE code.promo_id = promo.id) LIMIT 1
            """
        )
    )


async def counters(tx: Tx, person: Person, promo_id: str) -> tuple[ReportingPlace, ...]:
    """The locations taking part in the promo where the person works, or that they own."""
    rows = await tx.all(
        f"{POST} WHERE promo.id = :promo AND place_out.location_id IS NULL AND l.closed_at IS NULL "
        f"AND (l.id IN ({sql.numbers(person.works_at)}) OR b.id IN ({sql.numbers(person.owns)})) ORDER BY l.id",
        promo=promo_id,
    )
    return tuple(post_of(row) for row in rows)


async def addresses(tx: Tx, promo_id: str, business_ids: frozenset[int]) -> list[Address]:
    """Where the offer is honoured."""
    return await tx.records(
        Address,
        f"""
        SELECT l.id, b.name AS business, l.name AS location, l.online, count(*) OVER shop AS siblings,
               COALESCE(l.address, CASE count(*) OVER shop WHEN 1 THEN b.address END) AS address
        FROM location l JOIN business b ON b.id = l.business_id
        JOIN party ON party.business_id = b.id AND party.promo_id = :promo AND party.left_at IS NULL
        LEFT JOIN place_out ON place_out.promo_id = :promo AND place_out.location_id = l.id
        WHERE b.id IN ({sql.numbers(business_ids)}) AND l.closed_at IS NULL AND place_out.location_id IS NULL
        WINDOW shop AS (PARTITION BY b.id) ORDER BY party.slot, l.id
        """,
        promo=promo_id,
    )


async def void(tx: Tx, digits: str, person_id: int, why: str, now: datetime) -> bool:
    """An unused code is good for nothing from now on."""
    return bool(
        await tx.run(
            """
            UPDATE code SET void_at = :now, void_by = :person, void_why = :why
            WHERE digits = :digits AND used_at IS NULL AND void_at IS NULL
            """,
            now=now,
            person=person_id,
            why=why,
            digits=digits,
        )
    )
