"""What happened to a promo, read together from the rows that say who did what and when."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from domain.schedule.reporting_days import Pause
from storage.db import Tx
from storage.records import moment

EVENTS = """
    SELECT t.at, CASE
            WHEN t.from_state != t.to_state THEN t.to_state WHEN t.person_id IS NULL THEN 'lapsed' ELSE 'kept'
        END AS kind, t.version, t.business_id, '' AS section, t.reason AS words, 6 AS rank, t.id AS number
    FROM transition t WHERE t.promo_id = :promo
    UNION ALL
    SELECT v.made_at, 'version', v.number, v.business_id, '', NULL, 1, v.number
    FROM version v WHERE v.promo_id = :promo
    UNION ALL
    SELECT s.signed_at, 'signature', s.version, s.business_id, '', NULL, 3, s.version
    FROM signature s WHERE s.promo_id = :promo
    UNION ALL
    SELECT r.at, CASE WHEN r.objection = 1 THEN 'objection' ELSE 'remark' END, r.version, r.business_id, r.section,
        r.text, 2, r.id
    FROM remark r WHERE r.promo_id = :promo
    UNION ALL
    SELECT q.joined_at, 'joined', 0, q.business_id, '', NULL, 0, q.slot
    FROM party q WHERE q.promo_id = :promo AND q.slot > 1
    UNION ALL
    SELECT q.left_at, 'left', 0, q.business_id, '', q.left_why, 4, q.slot
    FROM party q WHERE q.promo_id = :promo AND q.left_at IS NOT NULL
    UNION ALL
    SELECT k.asked_at, 'question', 0, NULL, k.section, k.text, 2, k.id FROM partner_question k WHERE k.promo_id = :promo
    UNION ALL
    SELECT k.answered_at, 'remark', 0, k.answered_for, k.section, k.answer, 3, k.id
    FROM partner_question k WHERE k.promo_id = :promo AND k.answered_at IS NOT NULL
    UNION ALL
    SELECT n.at, 'notice', 0, n.business_id, '', n.reason, 5, n.id FROM notice n WHERE n.promo_id = :promo
    UNION ALL
    SELECT n.taken_back_at, 'notice_back', 0, n.business_id, '', NULL, 5, n.id
    FROM notice n WHERE n.promo_id = :promo AND n.taken_back_at IS NOT NULL
    UNION ALL
    SELECT w.at, 'vote', 0, w.business_id, '', w.choice, 5, 0 FROM vote w WHERE w.promo_id = :promo
"""


class HistoryEvent(Struct, frozen=True):
    """Something that happened to a promo; without a business it was the clock."""

    at: datetime
    kind: str
    version: int
    business: str | None
    section: str
    words: str | None


async def events(tx: Tx, promo_id: str, most: int, skip: int) -> list[HistoryEvent]:
    """The latest first."""
    return await tx.records(
        HistoryEvent,
        f"""
        SELECT e.at, e.kind, e.version, b.name AS business, e.section, e.words FROM ({EVENTS}) AS e
        LEFT JOIN business b ON b.id = e.business_id
        ORDER BY e.at DESC, e.rank DESC, e.number DESC, e.business_id LIMIT :most OFFSET :skip
        """,
        promo=promo_id,
        most=most,
        skip=skip,
    )


async def pauses(tx: Tx, promo_id: str) -> tuple[Pause, ...]:
    """The promo's pauses in order; the last one may still last."""
    rows = await tx.all(
        """
        SELECT at, to_state, business_id FROM transition
        WHERE promo_id = :promo AND from_state != to_state AND (from_state = 'paused' OR to_state = 'paused')
        ORDER BY id
        """,
        promo=promo_id,
    )
    found: list[Pause] = []
    for row in rows:
        if row["to_state"] == "paused":
            found.append(Pause(moment(row["at"]), None, row["business_id"] or 0))
        elif found:
            found[-1] = replace(found[-1], until=moment(row["at"]))
    return tuple(found)


async def cancelled(tx: Tx, promo_id: str) -> Pause | None:
    """From when on it was cancelled, and by whom."""
    row = await tx.one(
        "SELECT at, business_id FROM transition WHERE promo_id = :promo AND to_state = 'cancelled' ORDER BY id DESC",
        promo=promo_id,
    )
    return Pause(moment(row["at"]), None, row["business_id"] or 0) if row else None


REACTION = """
    SELECT promo.proposed_at, party.answered_at FROM promo JOIN party ON party.promo_id = promo.id
    WHERE promo.id = :promo AND party.slot > 1 ORDER BY party.slot
"""


async def reaction(tx: Tx, promo_id: str) -> tuple[datetime | None, list[datetime]]:
    """When it was proposed, and when each partner first answered."""
    rows = await tx.all(REACTION, promo=promo_id)
    proposed = rows[0]["proposed_at"] if rows else None
    return (moment(proposed) if proposed else None), [moment(row[1]) for row in rows if row[1]]


async def creator(tx: Tx, promo_id: str) -> int:
    """Who began the draft."""
    return int(await tx.value("SELECT created_by FROM promo WHERE id = :id", id=promo_id))
