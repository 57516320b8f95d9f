"""A signed change of running terms: it comes into force on its day, and everything planned moves with it."""

from __future__ import annotations

from datetime import date, time

from domain.agreement.answers import changes
from domain.agreement.signing import in_force_on
from domain.agreement.terms import Terms
from domain.calendar import local_day, to_utc
from domain.codes import offer_moves as promises_of
from domain.rewards import awards as rewards_awards
from domain.schedule.plan import Due
from domain.states import AGREED
from handlers.agreement import documents, views
from handlers.agreement.change_requests import MOST_SHOWN, room
from handlers.context import Work
from handlers.groups import group
from handlers.recipients import by_day, readers
from handlers.schedule import planning
from storage import people
from storage.agreement import promos, transitions
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.codes import offer_moves
from storage.queues import schedule
from storage.rewards import awards


async def agreed(work: Work, amendment: Promo) -> None:
    """All have signed: in force at once if its day has come, otherwise at that midnight."""
    zone = await _zone(work, amendment.id)
    day = in_force_on(amendment.terms, local_day(work.now, zone))
    for kind in ("expiry_reminder", "expire"):
        await schedule.cancel(work.tx, kind, amendment.id)
    await _hand_out(work, amendment, amendment.terms, day)
    if day <= local_day(work.now, zone):
        await _enforce(work, amendment, day)
    else:
        at = to_utc(day, time(0), zone)
        await schedule.plan(work.tx, [Due("in_force", amendment.id, str(amendment.version), at)])


async def _zone(work: Work, promo_id: str) -> str:
    initiator = await promos.by_clock(work.tx, promo_id)
    business = await businesses.find(work.tx, initiator.business_id) if initiator else None
    return business.zone if business else work.app.default_zone


async def _hand_out(work: Work, amendment: Promo, terms: Terms, day: date) -> None:
    for party in terms.parties:
        for owner in await people.owners(work.tx, party.business_id):
            reader = work.reader(owner)
            await documents.send_pdf(
                work, reader, amendment, key=f"signed:{amendment.id}:{amendment.version}:{owner.person_id}"
            )
            work.tell(reader, "agreement/signing.amended", title=terms.title, version=amendment.version, day=day)


async def in_force(work: Work, subject: str, period: str) -> None:
    """At its midnight, if it is still the signed amendment."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.state not in AGREED or promo.amendment != int(period):
        return
    amendment = await promos.on_the_table(work.tx, subject, frozenset({promo.business_id}))
    if amendment:
        today = local_day(work.now, await _zone(work, subject))
        await _enforce(work, amendment, amendment.terms.in_force_from or today)


async def _enforce(work: Work, amendment: Promo, since: date) -> None:
    """The new terms count from that day: plan anew, tell the group what is different."""
    promo = await promos.by_clock(work.tx, amendment.id)
    if promo is None:
        return
    if not await transitions.enforce(work.tx, promo, amendment, since):
        return
    fresh = await promos.by_clock(work.tx, promo.id)
    if fresh is None:
        return
    await offer_moves.save(work.tx, fresh.id, promises_of.moves(promo.terms, fresh.terms))
    await awards.follow(work.tx, fresh.id, fresh.version, rewards_awards.moves(promo.terms, fresh.terms))
    await planning.plan_ahead(work, fresh)
    changed = changes(promo.terms, fresh.terms)
    view, at = await views.of_terms(work, fresh.terms), await by_day(work, fresh)
    for reader in await readers(work, fresh):
        work.tell(
            reader,
            "agreement/signing.now_in_force",
            title=fresh.title,
            changes=changed,
            view=view,
            room=room(changed),
            most=MOST_SHOWN,
            not_before=at,
            key=f"in_force:{promo.id}:{fresh.version}:{reader.chat_id}",
        )
    await group.show_status(work, fresh)
