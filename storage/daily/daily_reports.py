"""Daily reports: append-only revisions; the highest one of a day counts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from domain.calendar import WorkingDays
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.daily.totals import DayTotals as Counted
from domain.rights import Person
from domain.schedule.plan import place_name
from domain.states import State
from storage.agreement.promos import owned
from storage.business.businesses import shut_on
from storage.db import Row, Tx

HISTORY = timedelta(days=15)
SIBLINGS = """(SELECT count(*) FROM location s WHERE s.business_id = {business} AND (
        s.closed_at IS NULL OR s.id = l.id OR EXISTS (
            SELECT 1 FROM daily_report d WHERE d.promo_id = {promo} AND d.location_id = s.id)))"""
"""A shop has its own name beside its business's while there is another one, or was one that has reported."""
POST = f"""
    SELECT promo.id AS promo_id, promo.title, promo.state, promo.starts, promo.ends, l.id AS location_id,
           l.name AS location, l.closes, l.weekdays, b.id AS business_id, b.name AS business, b.currency, b.zone,
           l.closed_at, {SIBLINGS.format(business="b.id", promo="promo.id")} AS siblings
    FROM location l JOIN business b ON b.id = l.business_id
    JOIN party ON party.business_id = b.id AND party.left_at IS NULL
    JOIN promo ON promo.id = party.promo_id
    LEFT JOIN place_out ON place_out.promo_id = promo.id AND place_out.location_id = l.id
"""
MINE = """
    SELECT location_id FROM membership WHERE person_id = :person AND role IN ('staff', 'key') AND until IS NULL
    UNION ALL
    SELECT own.id FROM membership m JOIN location own ON own.business_id = m.business_id
    WHERE m.person_id = :person AND m.role = 'owner' AND m.until IS NULL
"""
COUNTS = "promo.state IN ('running', 'finishing') AND place_out.location_id IS NULL"
BEGINS = """promo.state = 'signed' AND place_out.location_id IS NULL AND EXISTS (
    SELECT 1 FROM due WHERE due.kind IN ('start', 'start_late') AND due.subject = promo.id AND due.state = 'waiting'
        AND due.due_at <= :now)"""


async def posts(tx: Tx, person: Person) -> tuple[ReportingPlace, ...]:
    """Where this person may report: counting promos at their locations and at those of their businesses."""
    return await _posts(tx, person, COUNTS)


async def posts_by(tx: Tx, person: Person, now: datetime) -> tuple[ReportingPlace, ...]:
    """These, and the signed promos whose start has come and was not looked at yet: the clock may be late."""
    return await _posts(tx, person, f"({COUNTS} OR {BEGINS})", now=now)


async def _posts(tx: Tx, person: Person, where: str, **params: Any) -> tuple[ReportingPlace, ...]:
    rows = await tx.all(
        f"{POST} WHERE {where} AND l.closed_at IS NULL AND l.id IN ({MINE}) ORDER BY promo.id, l.id",
        person=person.id,
        **params,
    )
    return tuple(post_of(row) for row in rows)


async def correctable(tx: Tx, person: Person, promo_id: str, location_id: int) -> ReportingPlace | None:
    """One of these; or a location closed for good, for an owner of its business: its earlier days."""
    row = await tx.one(
        f"{POST} WHERE {COUNTS} AND promo.id = :promo AND l.id = :location AND l.id IN ({MINE}) "
        f"AND (l.closed_at IS NULL OR b.id IN ({owned(person.owns)}))",
        promo=promo_id,
        location=location_id,
        person=person.id,
    )
    return post_of(row) if row else None


async def post(tx: Tx, promo_id: str, location_id: int) -> ReportingPlace | None:
    """One place of one promo, for the schedule."""
    row = await tx.one(f"{POST} WHERE promo.id = :promo AND l.id = :location", promo=promo_id, location=location_id)
    return post_of(row) if row else None


def post_of(row: Row) -> ReportingPlace:
    place = place_name(row["business"], row["location"], row["siblings"] == 1)
    return ReportingPlace(
        row["promo_id"],
        row["title"],
        State(row["state"]),
        date.fromisoformat(row["starts"]),
        date.fromisoformat(row["ends"]),
        row["location_id"],
        place,
        row["business_id"],
        row["currency"],
        row["zone"],
        time.fromisoformat(row["closes"]),
        WorkingDays.of(row["weekdays"]),
        shut_on(row),
    )


NEWEST = """
    SELECT * FROM daily_report r WHERE r.promo_id = :promo AND {where} AND NOT EXISTS (
        SELECT 1 FROM daily_report later WHERE later.promo_id = r.promo_id AND later.location_id = r.location_id
            AND later.day = r.day AND later.revision > r.revision)
"""


COUNTED = f"""
    SELECT n.*, (
        SELECT count(*) FROM redemption u WHERE u.promo_id = n.promo_id AND u.location_id = n.location_id
            AND u.day = n.day AND u.void_at > n.at) AS given_back
    FROM ({NEWEST.format(where="r.day BETWEEN :first AND :last")}) AS n
    WHERE n.state != 'withdrawn' ORDER BY n.day
"""


async def recent(tx: Tx, promo_id: str, location_id: int, today: date, day: date) -> list[ReportEntry]:
    """The newest revision of each of the last days, and of one more day."""
    rows = await tx.all(
        NEWEST.format(where="r.location_id = :location AND (r.day >= :since OR r.day = :day)") + "ORDER BY r.day DESC",
        promo=promo_id,
        location=location_id,
        since=today - HISTORY,
        day=day,
    )
    return [_entry(row) for row in rows]


def _entry(row: Row) -> ReportEntry:
    return ReportEntry(
        date.fromisoformat(row["day"]),
        row["revision"],
        row["state"],
        row["customers"],
        row["new_customers"],
        row["sales"],
        row["currency"],
        row["note"],
        row["person_id"],
        row["restores"],
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
    await tx.run(
        """
        INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, new_customers, sales,
                                  currency, note, restores, person_id, at, chat_id, message_id)
        VALUES (:promo, :location, :day, :revision, :state, :customers, :new, :sales, :currency, :note, :restores,
                :person, :now, :chat, :message)
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
        person=entry.person_id,
        now=now,
        chat=chat_id,
        message=message_id,
    )


async def from_message(tx: Tx, chat_id: int, message_id: int, person_id: int) -> Row | None:
    """The report that was read from a message of this person."""
    return await tx.one(
        """
        SELECT * FROM daily_report WHERE chat_id = :chat AND message_id = :message AND person_id = :person
        ORDER BY at DESC, revision DESC
        """,
        chat=chat_id,
        message=message_id,
        person=person_id,
    )


async def last_own(tx: Tx, person_id: int) -> Row | None:
    """The person's newest entry that still stands."""
    return await tx.one(
        """
        SELECT r.* FROM daily_report r WHERE r.person_id = :person AND r.state != 'withdrawn' AND NOT EXISTS (
            SELECT 1 FROM daily_report later WHERE later.promo_id = r.promo_id
                AND later.location_id = r.location_id AND later.day = r.day AND later.revision > r.revision)
        ORDER BY r.at DESC, r.day DESC LIMIT 1
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


async def counted(tx: Tx, promo_id: str, first: date, last: date) -> list[Counted]:
    """What counts of a promo between two days, both included: the one number of customers that the ledger, money,
    rewards, reports and files read. Uses that were given back after the report are taken off their day."""
    rows = await tx.all(COUNTED, promo=promo_id, first=first, last=last)
    return [_counted(row) for row in rows]


def _counted(row: Row) -> Counted:
    back = min(row["given_back"], row["customers"])
    customers, new = row["customers"] - back, row["new_customers"]
    return Counted(
        row["location_id"],
        date.fromisoformat(row["day"]),
        row["state"] == "closed",
        customers,
        new if new is None else min(new, customers),
        row["sales"],
        row["currency"],
        back,
    )


async def changed(tx: Tx, promo_id: str, first: date, last: date, since: int) -> list[tuple[int, date]]:
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


async def chosen(tx: Tx, person_id: int, day: date) -> Row | None:
    """Which promo and location the person picked for the day."""
    return await tx.one("SELECT * FROM shift WHERE person_id = :person AND day = :day", person=person_id, day=day)


async def choose(tx: Tx, person_id: int, day: date, promo_id: str, location_id: int) -> None:
    await tx.run(
        """
        INSERT INTO shift (person_id, day, promo_id, location_id) VALUES (:person, :day, :promo, :location)
        ON CONFLICT (person_id, day) DO UPDATE SET promo_id = :promo, location_id = :location
        """,
        person=person_id,
        day=day,
        promo=promo_id,
        location=location_id,
    )


async def save_question(
    tx: Tx,
    person_id: int,
    text: str,
    said_on: date,
    promo_id: str | None,
    location_id: int | None,
    flags: frozenset[str],
    now: datetime,
    chat_id: int,
    message_id: int,
) -> int:
    """Keep a message that needs one more answer; its number goes into the buttons."""
    number: int = await tx.value(
        """
        INSERT INTO report_question (person_id, text, said_on, promo_id, location_id, flags, asked_at, chat_id,
                                     message_id)
        VALUES (:person, :text, :said, :promo, :location, :flags, :now, :chat, :message) RETURNING id
        """,
        person=person_id,
        text=text,
        said=said_on,
        promo=promo_id,
        location=location_id,
        now=now,
        flags=",".join(sorted(flags)),
        chat=chat_id,
        message=message_id,
    )
    return number


async def question(tx: Tx, number: int) -> Row | None:
    return await tx.one("SELECT * FROM report_question WHERE id = :id", id=number)


async def answered(tx: Tx, number: int, now: datetime) -> bool:
    """Close the question; False when somebody had answered it."""
    return bool(
        await tx.run(
            "UPDATE report_question SET answered_at = :now WHERE id = :id AND answered_at IS NULL", id=number, now=now
        )
    )
