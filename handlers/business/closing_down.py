"""Closing one of several shops for good: what it reported stays, nobody is asked about it any more."""

from __future__ import annotations

from domain.schedule import plan
from domain.schedule.due_names import PlaceSubject
from handlers.buttons import Button
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.schedule.planning import AHEAD
from handlers.staff import roles
from handlers.staff.invitations import own_place
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses, invitations
from storage.business.businesses import Location
from storage.queues import schedule
from storage.staff import memberships

ASKED = ("ask", "nudge", "escalate")


async def on_close_for_good(context: Context) -> None:
    """One question, the safe button first; the last shop of a business cannot go."""
    place = await own_place(context, context.pressed[0])
    if place is None:
        return
    if len(await businesses.locations(context.tx, place.business_id)) < 2:
        context.toast("business/location.the_only_one", alert=True)
        return
    context.toast()
    if context.pressed[1] == "yes":
        await _shut(context, place)
        return
    rows = [[Button("◀ Leave it as it is", "unstop")], [Button("Close for good", "shut", (place.id, "yes"))]]
    context.edit("business/location.sure_to_shut", name=place.name, buttons=rows)


async def _shut(context: Context, place: Location) -> None:
    """Its links, its questions ahead and the work of its staff end with it."""
    await businesses.close_location(context.tx, place.id, context.now, context.person.id)
    await invitations.revoke(context.tx, "staff", context.now, location_id=place.id)
    for promo in await promos.mine(context.tx, frozenset({place.business_id})):
        for kind in ASKED:
            await schedule.cancel(context.tx, kind, str(PlaceSubject(promo.id, place.id)))
        await _tell_partners(context, promo, place)
    for member in await people.members(context.tx, place.id):
        await memberships.leave(context.tx, member.person_id, place.id, context.now, context.person.id)
        await roles.took_leave(context.work, member, place)
    context.edit("business/location.shut", name=place.name)


async def _tell_partners(context: Context, promo: Promo, place: Location) -> None:
    """Their cashiers send customers there."""
    if promo.state not in AHEAD:
        return
    there = plan.taking_part(promo.terms, await businesses.places(context.tx, promo.id))
    party = promo.terms.party_of(place.business_id)
    if party and place.id in {one.location_id for one in there}:
        partners = [one.business_id for one in promo.terms.parties if one.business_id != party.business_id]
        await tell_owners(
            context.work,
            partners,
            "business/location.partner_shut",
            title=promo.title,
            business=party.name,
            name=place.name,
            buttons=[[Button("Look at it", "promo", (promo.id,))]],
            key=f"shut:{promo.id}:{place.id}",
        )
