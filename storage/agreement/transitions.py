"""What changes about a promo: its state with who, when and why; its sides; its dates to answer by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from domain.states import OVER, State
from storage import forms
from storage.agreement.promos import AnyPromo, Promo
from storage.db import Tx


async def rename(tx: Tx, promo_id: str, title: str) -> None:
    await tx.write("UPDATE promo SET title = :title WHERE id = :id", title=title, id=promo_id)


async def move(
    tx: Tx,
    promo: AnyPromo,
    to: State,
    now: datetime,
    *,
    person_id: int | None = None,
    business_id: int | None = None,
    reason: str | None = None,
) -> bool:
    """Change the state if it is still the one we saw, and write down who, when and why.

    What is over is no longer filled in or changed. To the same state: an amendment that came to nothing.
    """
    moved = await tx.run(
        "UPDATE promo SET state = :to WHERE id = :id AND state = :state", to=to, id=promo.id, state=promo.state
    )
    if moved:
        await tx.write(
            """
            INSERT INTO transition (promo_id, from_state, to_state, version, at, person_id, business_id, reason)
            VALUES (:promo, :old, :to, :version, :now, :person, :business, :reason)
            """,
            promo=promo.id,
            old=promo.state,
            to=to,
            version=promo.version,
            now=now,
            person=person_id,
            business=business_id,
            reason=reason,
        )
    if moved and to in OVER:
        for kind in ("setup", "change"):
            await forms.finish_all(tx, kind, promo.id, now)
    return bool(moved)


async def expire_at(tx: Tx, promo_id: str, at: datetime | None) -> None:
    await tx.write("UPDATE promo SET expires_at = :at WHERE id = :id", at=at, id=promo_id)


async def proposed(tx: Tx, promo_id: str, now: datetime) -> None:
    """From here on the partners' reaction time counts."""
    await tx.write("UPDATE promo SET proposed_at = COALESCE(proposed_at, :now) WHERE id = :id", now=now, id=promo_id)


async def answered(tx: Tx, promo: AnyPromo, now: datetime) -> None:
    """A side's first answer of any kind is remembered."""
    await tx.write(
        """
        UPDATE party SET answered_at = :now
        WHERE promo_id = :promo AND business_id = :business AND answered_at IS NULL
        """,
        now=now,
        promo=promo.id,
        business=promo.business_id,
    )


async def leave(tx: Tx, promo: Promo, person_id: int, why: str, now: datetime) -> None:
    """A side goes before signing; the others stay."""
    await tx.write(
        """
        UPDATE party SET left_at = :now, left_by = :person, left_why = :why, left_version = :version
        WHERE promo_id = :promo AND business_id = :business AND left_at IS NULL
        """,
        now=now,
        person=person_id,
        why=why,
        version=promo.version,
        promo=promo.id,
        business=promo.business_id,
    )


async def enforce(tx: Tx, promo: Promo, amendment: Promo, since: date) -> bool:
    """The signed amendment becomes the version in force from a day on, if it is still the one that was signed."""
    terms = amendment.terms
    enforced = await tx.run(
        """
        UPDATE promo SET version = amendment, amendment = NULL, expires_at = NULL, title = :title,
            starts = :starts, ends = :ends
        WHERE id = :id AND amendment = :number AND version = :version
        """,
        id=promo.id,
        number=amendment.version,
        version=promo.version,
        title=terms.title,
        starts=terms.starts,
        ends=terms.ends,
    )
    if enforced:
        await tx.write(
            "INSERT INTO in_force (promo_id, version, replaces, since) VALUES (:id, :number, :version, :since)",
            id=promo.id,
            number=amendment.version,
            version=promo.version,
            since=since,
        )
    return bool(enforced)


async def drop_amendment(
    tx: Tx,
    promo: Promo,
    now: datetime,
    *,
    person_id: int | None = None,
    business_id: int | None = None,
    reason: str | None = None,
) -> bool:
    """A proposed change of running terms is off the table; `promo` is the one that lay there."""
    dropped = await tx.run(
        "UPDATE promo SET amendment = NULL, expires_at = NULL WHERE id = :id AND amendment = :number",
        id=promo.id,
        number=promo.version,
    )
    if dropped:
        await move(tx, promo, promo.state, now, person_id=person_id, business_id=business_id, reason=reason)
    return bool(dropped)


async def untouched_draft(tx: Tx, business_id: int) -> str | None:
    """The business's draft that nobody has answered a question of, if there is one."""
    value: str | None = await tx.value(
        """
        SELECT promo.id FROM party JOIN promo ON promo.id = party.promo_id
        LEFT JOIN form ON form.kind = 'setup' AND form.subject = promo.id
        WHERE party.business_id = :business AND party.slot = 1 AND promo.state = 'draft' AND promo.title = ''
            AND promo.repeats IS NULL AND (form.answers IS NULL OR form.answers NOT LIKE '%"title"%')
        ORDER BY promo.created_at DESC, promo.id LIMIT 1
        """,
        business=business_id,
    )
    return value


async def paused_by(tx: Tx, promo_id: str) -> int | None:
    """The business that paused it last."""
    value: int | None = await tx.value(
        "SELECT business_id FROM transition WHERE promo_id = :promo AND to_state = 'paused' ORDER BY id DESC",
        promo=promo_id,
    )
    return value


class Declined(Struct, frozen=True):
    """Who declined a promo, what it was before, and whether another promo has taken its place."""

    person_id: int | None
    business_id: int | None
    was: State
    replaced: bool


async def declined(tx: Tx, promo_id: str) -> Declined | None:
    return await tx.record(
        Declined,
        """
        SELECT t.person_id, t.business_id, t.from_state AS was,
            EXISTS (SELECT 1 FROM promo next WHERE next.repeats = t.promo_id) AS replaced
        FROM transition t WHERE t.promo_id = :promo AND t.to_state = 'declined' ORDER BY t.id DESC
        """,
        promo=promo_id,
    )


async def leave_out(tx: Tx, promo_id: str, location_ids: Iterable[int]) -> None:
    """The locations that the terms in force leave out; those before are forgotten."""
    await tx.write("DELETE FROM place_out WHERE promo_id = :promo", promo=promo_id)
    rows = [{"promo_id": promo_id, "location_id": number} for number in location_ids]
    if rows:
        await tx.insert_many("place_out", ("promo_id", "location_id"), rows)


async def goes_on_from(tx: Tx, promo_id: str, earlier: str) -> None:
    """A draft that repeats another promo, with the same partners."""
    await tx.write("UPDATE promo SET repeats = :earlier WHERE id = :id", earlier=earlier, id=promo_id)


async def earlier_partners(tx: Tx, promo_id: str) -> list[int]:
    """The businesses that took part in the promo that this one repeats, without its own; in their old order."""
    rows = await tx.all(
        """
        SELECT old.business_id FROM promo JOIN party old ON old.promo_id = promo.repeats AND old.left_at IS NULL
        WHERE promo.id = :promo AND NOT EXISTS (
            SELECT 1 FROM party now WHERE now.promo_id = promo.id AND now.business_id = old.business_id)
        ORDER BY old.slot
        """,
        promo=promo_id,
    )
    return [row["business_id"] for row in rows]
