"""Using a code up, and giving a use back."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from domain.codes.redemption import Uses
from domain.daily.facts import ReportingPlace
from storage.codes.codes import Code
from storage.db import Tx
from storage.staff.shifts import WORKS_NOW


async def uses(tx: Tx, code: Code, post: ReportingPlace, day: date) -> Uses:
    """What counts already: of the offer in all, at the receiver on that day, at the place, at the receiver."""
    row = await tx.one(
        """
        SELECT count(*) AS total,
            COALESCE(sum(CASE WHEN business_id = :business AND day = :day THEN 1 ELSE 0 END), 0) AS today,
            COALESCE(sum(CASE WHEN location_id = :location THEN 1 ELSE 0 END), 0) AS here,
            COALESCE(sum(CASE WHEN business_id = :business THEN 1 ELSE 0 END), 0) AS receiver
        FROM redemption WHERE promo_id = :promo AND offer = :offer AND void_at IS NULL
        """,
        promo=code.promo_id,
        offer=code.number,
        business=post.business_id,
        location=post.location_id,
        day=day,
    )
    return Uses(row["total"], row["today"], row["here"], row["receiver"]) if row else Uses(0, 0, 0, 0)


async def redeem(
    tx: Tx,
    code: Code,
    post: ReportingPlace,
    day: date,
    person_id: int,
    now: datetime,
    chat_id: int,
    message_id: int,
    *,
    new: bool | None = None,
    request: str | None = None,
) -> int | None:
    """Use the code up, if nobody has; the number of the use, or None for whoever came second. `new`: whether the
    customer was there for the first time, None where that is not asked. `request`: what the tap is called."""
    won = await tx.run(
        "UPDATE code SET used_at = :now WHERE digits = :digits AND used_at IS NULL AND void_at IS NULL",
        now=now,
        digits=code.digits,
    )
    if not won:
        return None
    number: int = await tx.value(
        f"""
        INSERT INTO redemption (digits, promo_id, offer, giver_id, business_id, location_id, day, person_id, at, own,
                                chat_id, message_id, new, request, worker_id)
        VALUES (:digits, :promo, :offer, :giver, :business, :location, :day, :person, :now, :own, :chat, :message, :new,
                :request, {WORKS_NOW})
        RETURNING id
        """,
        digits=code.digits,
        promo=code.promo_id,
        offer=code.number,
        giver=code.giver_id,
        business=post.business_id,
        location=post.location_id,
        day=day,
        person=person_id,
        now=now,
        own=int(code.issued_by == person_id),
        chat=chat_id,
        message=message_id,
        new=None if new is None else int(new),
        request=request,
    )
    return number


async def by_request(tx: Tx, person_id: int, request: str) -> int | None:
    """The use that this person's tap of that name made."""
    number: int | None = await tx.value(
        "SELECT id FROM redemption WHERE person_id = :person AND request = :request", person=person_id, request=request
    )
    return number


class OwnUse(Struct, frozen=True):
    """A use as the person who made it may see it."""

    digits: str
    promo_id: str
    giver_id: int
    business_id: int
    at: datetime


async def own_use(tx: Tx, use_id: int, person_id: int) -> OwnUse | None:
    """A use that counts and that this person made."""
    return await tx.record(
        OwnUse,
        """
        SELECT digits, promo_id, giver_id, business_id, at FROM redemption
        WHERE id = :id AND person_id = :person AND void_at IS NULL
        """,
        id=use_id,
        person=person_id,
    )


async def give_back(tx: Tx, use_id: int, person_id: int, why: str, now: datetime) -> bool:
    """The use no longer counts and the code can be used again; False when that was done already."""
    done = await tx.run(
        "UPDATE redemption SET void_at = :now, void_by = :person, void_why = :why WHERE id = :id AND void_at IS NULL",
        now=now,
        person=person_id,
        why=why,
        id=use_id,
    )
    if done:
        await tx.write(
            "UPDATE code SET used_at = NULL WHERE digits = (SELECT digits FROM redemption WHERE id = :id)", id=use_id
        )
    return bool(done)
