"""Daily reports: append-only revisions; the highest one of a day counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from domain.daily.facts import ReportEntry, ReportingPlace
from domain.daily.totals import CodeUses, DayTotals, Said, day_totals
from storage.db import Question, Tx, question
from storage.records import Row
from storage.staff.shifts import WORKS_NOW

HISTORY = timedelta(days=15)


COUNTS = """
    r.revision = (SELECT max(revision) FROM daily_report every WHERE every.promo_id = r.promo_id
        AND every.location_id = r.location_id AND every.day = r.day)
"""
"""One look into the key for each row, whatever a server knows of the table: it joins what is said by NOT EXISTS."""
NEWEST = f"SELECT * FROM daily_report r WHERE r.promo_id = :promo AND {{where}} AND {COUNTS}"


COUNTED = f"""
    SELECT n.*, EXISTS (SELECT 1 FROM code WHERE code.promo_id = :promo) AS has_codes, (
        SELECT count(*) FROM redemption u WHERE u.promo_id = n.promo_id AND u.location_id = n.location_id
            AND u.day = n.day AND u.void_at > n.at) AS given_back
    FROM ({NEWEST.format(where="r.day BETWEEN :first AND :last")}) AS n
    WHERE n.state != 'withdrawn' ORDER BY n.day, n.location_id
"""
USES = """
    SELECT location_id, day, count(*) AS uses, COALESCE(sum(new), 0) AS new, count(new) AS known FROM redemption
    WHERE promo_id = :promo AND day BETWEEN :first AND :last AND void_at IS NULL GROUP BY location_id, day
"""


RECENT = NEWEST.format(where="r.location_id = :location AND (r.day >= :since OR r.day = :day)") + "ORDER BY r.day DESC"


async def recent(tx: Tx, promo_id: str, location_id: int, today: date, day: date) -> list[ReportEntry]:
    """The newest revision of each of the last days, and of one more day."""
    return [_entry(row) for row in await tx.answer(asking_recent(promo_id, location_id, today, day))]


def asking_recent(promo_id: str, location_id: int, today: date, day: date) -> Question:
    return question(RECENT, promo=promo_id, location=location_id, since=today - HISTORY, day=day)


def _entry(row: Row) -> ReportEntry:
    return ReportEntry(
        day=date.fromisoformat(row["day"]),
        revision=row["revision"],
        state=row["state"],
        customers=row["customers"],
        new=row["new_customers"],
        sales=row["sales"],
        currency=row["currency"],
        note=row["note"],
        person_id=row["person_id"],
        restores=row["restores"],
        without_card=row["without_card"],
    )


async def save(
    tx: Tx,
    place: ReportingPlace,
    entry: ReportEntry,
    now: datetime,
    chat_id: int | None = None,
    message_id: int | None = None,
) -> None:
    """Append a revision, with the message that it was read from."""
    await tx.write(
        f"""
        INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, new_customers, sales,
                                  currency, note, restores, without_card, person_id, at, chat_id, message_id, worker_id)
        VALUES (:promo, :location, :day, :revision, :state, :customers, :new, :sales, :currency, :note, :restores,
                :without_card, :person, :now, :chat, :message, {WORKS_NOW})
        """,
        promo=place.promo_id,
        location=place.location_id,
        day=entry.day,
        revision=entry.revision,
        state=entry.state,
        customers=entry.customers,
        new=entry.new,
        sales=entry.sales,
        currency=entry.currency,
        note=entry.note,
        restores=entry.restores,
        without_card=entry.without_card,
        person=entry.person_id,
        now=now,
        chat=chat_id,
        message=message_id,
    )


class DayReported(Struct, frozen=True):
    """Which day at which place a report is about."""

    promo_id: str
    location_id: int
    day: date
    revision: int


async def from_message(tx: Tx, chat_id: int, message_id: int, person_id: int) -> DayReported | None:
    """The report that was read from a message of this person."""
    return await tx.record(
        DayReported,
        """
        SELECT * FROM daily_report WHERE chat_id = :chat AND message_id = :message AND person_id = :person
        ORDER BY at DESC, revision DESC, day DESC, location_id, promo_id LIMIT 1
        """,
        chat=chat_id,
        message=message_id,
        person=person_id,
    )


async def last_own(tx: Tx, person_id: int) -> DayReported | None:
    """The person's newest entry that still stands."""
    return await tx.record(
        DayReported,
        f"""
        SELECT r.* FROM daily_report r WHERE r.person_id = :person AND r.state != 'withdrawn' AND {COUNTS}
        ORDER BY r.at DESC, r.day DESC, r.location_id, r.promo_id LIMIT 1
        """,
        person=person_id,
    )


async def revision(tx: Tx, promo_id: str, location_id: int, day: date, number: int) -> ReportEntry | None:
    """One revision of a day; None for a withdrawn one, as nothing stood then."""
    row = await tx.one(
        """
        SELECT * FROM daily_report WHERE promo_id = :promo AND location_id = :location AND day = :day
            AND revision = :revision AND state != 'withdrawn'
        """,
        promo=promo_id,
        location=location_id,
        day=day,
        revision=number,
    )
    return _entry(row) if row else None


async def counted(tx: Tx, promo_id: str, first: date, last: date) -> list[DayTotals]:
    """What counts of a promo between two days, both included: the one number of customers that the ledger, money,
    rewards, reports and files read. Uses that were given back after the report are taken off their day."""
    span = {"promo": promo_id, "first": first, "last": last}
    rows, uses = await tx.all(COUNTED, **span), await tx.all(USES, **span)
    by_codes = {(row["location_id"], row["day"]): CodeUses(row["uses"], row["new"], row["known"]) for row in uses}
    said = {(row["location_id"], row["day"]): _said(row) for row in rows}
    nothing = CodeUses() if by_codes or any(row["has_codes"] for row in rows) else None
    return [
        day_totals(location, date.fromisoformat(day), said.get((location, day)), by_codes.get((location, day), nothing))
        for location, day in sorted(said.keys() | by_codes.keys(), key=lambda one: (one[1], one[0]))
    ]


def _said(row: Row) -> Said:
    return Said(
        closed=row["state"] == "closed",
        customers=row["customers"],
        new=row["new_customers"],
        sales=row["sales"],
        currency=row["currency"],
        given_back=min(row["given_back"], row["customers"]),
        without_card=row["without_card"],
    )


async def changed(tx: Tx, promo_id: str, first: date, last: date, since: datetime) -> list[tuple[int, date]]:
    """(location, day) of what was said since a moment about days between two, both included."""
    rows = await tx.all(
        """
        SELECT DISTINCT location_id, day FROM daily_report
        WHERE promo_id = :promo AND day BETWEEN :first AND :last AND at >= :since ORDER BY day, location_id
        """,
        promo=promo_id,
        first=first,
        last=last,
        since=since,
    )
    return [(row["location_id"], date.fromisoformat(row["day"])) for row in rows]
