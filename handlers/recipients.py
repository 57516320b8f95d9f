"""Who hears of a promo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from domain.calendar import quiet
from domain.schedule import plan
from domain.schedule.plan import Due
from handlers.buttons import Button, Rows
from handlers.context import Reader, Work
from storage import people
from storage.agreement import promos
from storage.agreement.promos import AnyPromo, Promo
from storage.business import businesses
from storage.groups import groups
from storage.groups.groups import Group
from storage.people import Recipient

NEWS_LIVES, CATCH_UP_LIVES = timedelta(days=2), timedelta(days=1)


def reader_of(group: Group) -> Reader:
    return Reader(group.chat_id, group.language, group.thread_id)


async def readers(work: Work, promo: AnyPromo) -> list[Reader]:
    """Its group, or the owners of its parties while it has none."""
    group = await groups.of_promo(work.tx, promo.id)
    if group and not group.lost_at:
        return [reader_of(group)]
    parties = await promos.parties(work.tx, promo.id)
    return [work.reader(owner) for party in parties for owner in await people.owners(work.tx, party.business_id)]


async def by_day(work: Work, promo: AnyPromo) -> datetime:
    """Now, or the next morning of the promo's initiator: a group hears nothing at night."""
    business = await businesses.find(work.tx, promo.business_id)
    return quiet(work.now, business.zone if business else work.app.default_zone)


def remind(
    work: Work,
    person: Recipient,
    zone: str,
    text: str | tuple[str, ...],
    /,
    *,
    lives: timedelta = NEWS_LIVES,
    **data: Any,
) -> None:
    """In private, in the hours in which the person lets itself be reminded, together with what else is due then; not
    again when in doubt."""
    at = person.hours.next(work.now, zone)
    work.tell(work.reader(person), text, not_before=at, expires=at + lives, again=False, joins=True, **data)


def catch_up(work: Work, person_id: int, at: datetime) -> Due:
    """One word about all that a person was not asked in time; a row that waits moves to `at`."""
    return Due("catch_up", str(person_id), work.now.date().isoformat(), at, at + CATCH_UP_LIVES)


async def tell_staff(work: Work, promo: Promo, text: str, /, *, key: str, **data: Any) -> None:
    """Everybody at the promo's counters, each once."""
    places = plan.taking_part(promo.terms, await businesses.places(work.tx, promo.id))
    for place in plan.at_work(places):
        for person in await people.staff(work.tx, place.location_id):
            remind(work, person, place.zone, text, key=f"{key}:{person.person_id}", **data)


async def tell_owners(
    work: Work, business_ids: Iterable[int], text: str | tuple[str, ...], /, *, key: str, but: int = 0, **data: Any
) -> None:
    """The owners of some businesses, each once, by the clock of that business."""
    for business in await businesses.some(work.tx, sorted(set(business_ids))):
        for owner in await people.owners(work.tx, business.id):
            if owner.person_id != but:
                remind(work, owner, business.zone, text, key=f"{key}:{owner.person_id}", **data)


async def tell_now(
    work: Work, business_id: int, text: str | tuple[str, ...], /, *, but: int = 0, key: str = "", **data: Any
) -> None:
    """The owners of a business, at once: somebody did something that concerns them."""
    for owner in await people.owners(work.tx, business_id):
        if owner.person_id != but:
            work.tell(work.reader(owner), text, key=f"{key}:{owner.person_id}" if key else None, **data)


async def tell_others(
    work: Work, promo_id: str, but: int | None, text: str, /, *, person: int = 0, buttons: Rows = (), **data: Any
) -> None:
    """Say something to the owners of every party, except the business (or only the `person`) that did it."""
    for party in await promos.parties(work.tx, promo_id):
        if party.business_id == but:
            continue
        for owner in await people.owners(work.tx, party.business_id):
            if owner.person_id == person:
                continue
            look = buttons or [[Button("Look at it", "promo", (promo_id,))]]
            work.tell(work.reader(owner), text, buttons=look, **data)
