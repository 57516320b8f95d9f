"""A person leaves nothing behind but what is no longer theirs: counts, sums, signatures without a name."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta
from typing import Any

import orjson
from msgspec import Struct

from domain.rights import Person
from domain.states import LIVE, OPEN_PROPOSAL, State
from storage import sql
from storage.account.personal_data import EMPTIED, WRITTEN, Written
from storage.db import Tx

NOBODY = "—"
UNFINISHED = OPEN_PROPOSAL | LIVE
OVER = "('closed', 'cancelled', 'declined', 'withdrawn', 'expired')"
WORDS_STAY = timedelta(days=730)
SENT_STAYS = timedelta(days=400)


class Side(Struct, frozen=True):
    """A business in a promo, `id` and `title` the promo's."""

    id: str
    title: str
    business: str
    business_id: int


async def only_owner_of(tx: Tx, person: Person) -> list[Side]:
    """Promos that would lose a side."""
    return await _alone_in(tx, person, UNFINISHED)


async def ended_alone(tx: Tx, person: Person) -> list[Side]:
    """Promos that have ended, in which nobody else could still pay for the side."""
    return await _alone_in(tx, person, {State.CLOSED, State.CANCELLED})


async def _alone_in(tx: Tx, person: Person, states: Set[State]) -> list[Side]:
    return await tx.records(
        Side,
        f"""
        SELECT promo.id, promo.title, b.name AS business, b.id AS business_id
        FROM party JOIN promo ON promo.id = party.promo_id AND promo.state IN ({sql.words(states)})
        JOIN business b ON b.id = party.business_id
        WHERE party.left_at IS NULL AND party.business_id IN ({sql.numbers(person.owns)}) AND NOT EXISTS (
            SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id AND p.telegram_id IS NOT NULL
            WHERE m.business_id = b.id AND m.role = 'owner' AND m.until IS NULL AND m.person_id != :person)
        ORDER BY promo.starts NULLS FIRST, promo.id, b.id
        """,
        person=person.id,
    )


async def about(tx: Tx, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row that the person is in, by table."""
    found = {"person": [dict(row) for row in await tx.all("SELECT * FROM person WHERE id = :id", id=person.id)]}
    for one in WRITTEN:
        rows = await tx.all(f"SELECT * FROM {one.table} WHERE {one.by} = :id ORDER BY 1, 2, 3", id=person.id)
        found.setdefault(one.table, []).extend(dict(row) for row in rows)
    return {table: rows for table, rows in found.items() if rows}


async def forget(tx: Tx, person: Person, now: datetime) -> None:
    """Name, ids and words go; what was counted and signed stays, by nobody."""
    for one in WRITTEN:
        await _empty(tx, one, person.id)
    await tx.write(
        "UPDATE membership SET until = :now, ended_by = :id WHERE person_id = :id AND until IS NULL",
        now=now,
        id=person.id,
    )
    await _visits(tx, person.id)
    await _businesses(tx, person)
    await tx.write(
        """
        UPDATE person SET telegram_id = NULL, name = :nobody, username = NULL, listening = '', blocked_at = NULL
        WHERE id = :id
        """,
        nobody=NOBODY,
        id=person.id,
    )
    await tx.write("DELETE FROM kept_out WHERE telegram_id = :id", id=person.telegram_id)
    await _updates(tx, person.telegram_id)
    await _messages(tx, person)


async def _empty(tx: Tx, one: Written, person_id: int) -> None:
    if one.gone:
        await tx.write(f"DELETE FROM {one.table} WHERE {one.by} = :id", id=person_id)
    sets = [_emptied(column) for column in one.words] + ["chat_id = 0", "message_id = 0"] * one.chat
    if sets:
        await tx.write(f"UPDATE {one.table} SET {', '.join(sets)} WHERE {one.by} = :id", id=person_id)


def _emptied(column: str) -> str:
    return f"{column} = CASE WHEN {column} IS NULL THEN NULL ELSE '{EMPTIED}' END"


async def _visits(tx: Tx, person_id: int) -> None:
    """The remark among a mystery shopper's answers."""
    for row in await tx.all("SELECT id, answers FROM visit WHERE person_id = :id", id=person_id):
        given = orjson.loads(row["answers"])
        answers = orjson.dumps(given | {"seen": EMPTIED if given.get("seen") else None}).decode()
        await tx.write("UPDATE visit SET answers = :given WHERE id = :id", given=answers, id=row["id"])


async def _businesses(tx: Tx, person: Person) -> None:
    """A business that nobody owns any more keeps its name, which partners' agreements and reports bear."""
    await tx.write(
        f"""
        UPDATE business SET address = NULL, audience = NULL, margin = NULL, found_in = NULL, legal_name = NULL,
            register_number = NULL, legal_address = NULL
        WHERE id IN ({sql.numbers(person.owns)}) AND NOT EXISTS (
            SELECT 1 FROM membership m WHERE m.business_id = business.id AND m.role = 'owner' AND m.until IS NULL)
        """
    )


async def _updates(tx: Tx, telegram_id: int) -> None:
    """Raw updates of that person, wherever they spoke, that were handled; they still count as known."""
    await tx.write(
        "UPDATE inbox SET body = '', error = NULL WHERE state != 'new' AND (chat_id = :id OR body LIKE :mark)",
        id=telegram_id,
        mark=f'%"id":{telegram_id},%',
    )
    await tx.write("UPDATE inbox SET chat_id = 0 WHERE state != 'new' AND chat_id = :id", id=telegram_id)


async def _messages(tx: Tx, person: Person) -> None:
    """What was or would be written to them; of what others will get, their name."""
    await tx.write("DELETE FROM outbox WHERE chat_id = :id", id=person.telegram_id)
    rows = await tx.all(
        f"SELECT id, body, key FROM outbox WHERE body LIKE :name {sql.AS_IT_STANDS} OR key LIKE :id",
        name=sql.anywhere(_json(person.name)),
        id=sql.anywhere(str(person.telegram_id)),
    )
    for row in rows:
        body = row["body"].replace(_json(person.name), NOBODY)
        key = row["key"] and row["key"].replace(str(person.telegram_id), str(-person.id))
        await tx.write("UPDATE outbox SET body = :body, key = :key WHERE id = :row", body=body, key=key, row=row["id"])


def _json(text: str) -> str:
    return orjson.dumps(text).decode()[1:-1]


async def goodbye_left(tx: Tx, key: str) -> None:
    """The last message's own traces."""
    row = await tx.one("SELECT id, chat_id FROM outbox WHERE key = :key", key=key)
    if row:
        await tx.write("DELETE FROM outbox WHERE chat_id = :chat AND id <= :id", chat=row["chat_id"], id=row["id"])


async def grow_old(tx: Tx, now: datetime) -> None:
    """What was sent long ago, and people's words in promos that are long over."""
    await tx.write(
        "DELETE FROM outbox WHERE state IN ('sent', 'dropped', 'failed') AND made_at < :limit", limit=now - SENT_STAYS
    )
    over = f"""
        SELECT promo.id FROM promo WHERE promo.state IN {OVER} AND NOT EXISTS (
            SELECT 1 FROM transition t WHERE t.promo_id = promo.id AND t.at >= :limit)
        """
    for one in WRITTEN:
        if one.words and one.promo:
            sets = ", ".join(_emptied(column) for column in one.words)
            old = " OR ".join(f"{column} != '{EMPTIED}'" for column in one.words)
            await tx.write(
                f"UPDATE {one.table} SET {sets} WHERE ({old}) AND {one.promo} IN ({over})", limit=now - WORDS_STAY
            )
