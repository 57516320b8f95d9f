"""Where a person may report: the promos that count at their locations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.agreement.terms import read_terms
from domain.calendar import Closing, WorkingDays
from domain.daily.facts import ReportingPlace, closing_question, working_day
from domain.rights import Person
from domain.schedule.plan import place_name
from domain.states import COUNTING, State
from storage import sql
from storage.business.businesses import shut_on
from storage.daily import daily_reports
from storage.db import Question, Tx
from storage.queues import outbox
from storage.records import Row

SIBLINGS = """(SELECT count(*) FROM location s WHERE s.business_id = {business} AND (
        s.closed_at IS NULL OR s.id = l.id OR EXISTS (
            SELECT 1 FROM daily_report d WHERE d.promo_id = {promo} AND d.location_id = s.id)))"""
"""A shop has its own name beside its business's while there is another one, or was one that has reported."""


POST = f"""
    SELECT promo.id AS promo_id, promo.title, promo.state, promo.starts, promo.ends, l.id AS location_id,
           l.name AS location, l.closes, l.weekdays, b.id AS business_id, b.name AS business, b.currency, b.zone,
           l.closed_at, version.terms, EXISTS (SELECT 1 FROM code WHERE code.promo_id = promo.id) AS coded,
           {SIBLINGS.format(business="b.id", promo="promo.id")} AS siblings
    FROM location l JOIN business b ON b.id = l.business_id
    JOIN party ON party.business_id = b.id AND party.left_at IS NULL
    JOIN promo ON promo.id = party.promo_id
    JOIN version ON version.promo_id = promo.id AND version.number = promo.version
    LEFT JOIN place_out ON place_out.promo_id = promo.id AND place_out.location_id = l.id
"""


MINE = """
    SELECT m.location_id FROM person p JOIN membership m ON m.person_id = p.id
    WHERE p.telegram_id = :speaker AND m.role IN ('staff', 'key') AND m.until IS NULL
    UNION ALL
    SELECT own.id FROM person p JOIN membership m ON m.person_id = p.id
    JOIN location own ON own.business_id = m.business_id
    WHERE p.telegram_id = :speaker AND m.role = 'owner' AND m.until IS NULL
"""


COUNTS = f"promo.state IN ({sql.words(COUNTING)}) AND place_out.location_id IS NULL"


BEGINS = """promo.state = 'signed' AND place_out.location_id IS NULL AND EXISTS (
    SELECT 1 FROM due WHERE due.kind IN ('start', 'start_late') AND due.subject = promo.id AND due.state = 'waiting'
        AND due.due_at <= :now)"""


POSTS = f"{POST} WHERE {COUNTS} AND l.closed_at IS NULL AND l.id IN ({MINE}) ORDER BY promo.id, l.id"
POSTS_BY = f"{POST} WHERE ({COUNTS} OR {BEGINS}) AND l.closed_at IS NULL AND l.id IN ({MINE}) ORDER BY promo.id, l.id"


async def posts(tx: Tx, person: Person) -> tuple[ReportingPlace, ...]:
    """Where this person may report: counting promos at their locations and at those of their businesses."""
    return tuple(post_of(row) for row in await tx.all(POSTS, speaker=person.telegram_id))


async def posts_by(tx: Tx, person: Person, now: datetime) -> tuple[ReportingPlace, ...]:
    """These, and the signed promos whose start has come and was not looked at yet: the clock may be late."""
    return tuple(post_of(row) for row in await tx.all(POSTS_BY, speaker=person.telegram_id, now=now))


def read_ahead(tx: Tx, telegram_id: int, said_at: datetime, now: datetime) -> None:
    """These will be asked for, once it is known who speaks; and what a report of today needs at the only one."""

    def of_today(rows: Sequence[Row]) -> Sequence[Question]:
        if len(rows) != 1:
            return ()
        promo_id, location_id = rows[0]["promo_id"], rows[0]["location_id"]
        day = working_day(said_at, rows[0]["zone"])
        asked = outbox.asking_keyed(closing_question(promo_id, location_id, day))
        return daily_reports.asking_recent(promo_id, location_id, day, day), asked

    tx.ahead(POSTS_BY, of_today, speaker=telegram_id, now=now)


async def correctable(tx: Tx, person: Person, promo_id: str, location_id: int) -> ReportingPlace | None:
    """One of these; or a location closed for good, for an owner of its business: its earlier days."""
    row = await tx.one(
        f"{POST} WHERE {COUNTS} AND promo.id = :promo AND l.id = :location AND l.id IN ({MINE}) "
        f"AND (l.closed_at IS NULL OR b.id IN ({sql.numbers(person.owns)}))",
        promo=promo_id,
        location=location_id,
        speaker=person.telegram_id,
    )
    return post_of(row) if row else None


async def post(tx: Tx, promo_id: str, location_id: int) -> ReportingPlace | None:
    """One place of one promo, for the schedule."""
    row = await tx.one(f"{POST} WHERE promo.id = :promo AND l.id = :location", promo=promo_id, location=location_id)
    return post_of(row) if row else None


def post_of(row: Row) -> ReportingPlace:
    place = place_name(row["business"], row["location"], row["siblings"] == 1)
    return ReportingPlace(
        promo_id=row["promo_id"],
        title=row["title"],
        state=State(row["state"]),
        starts=date.fromisoformat(row["starts"]),
        ends=date.fromisoformat(row["ends"]),
        location_id=row["location_id"],
        place=place,
        business_id=row["business_id"],
        currency=row["currency"],
        zone=row["zone"],
        closes=Closing.of(row["closes"]),
        weekdays=WorkingDays.of(row["weekdays"]),
        shut=shut_on(row),
        coded=bool(row["coded"]),
        reporting=read_terms(row["terms"]).reporting,
    )
