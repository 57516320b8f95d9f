"""Open invitation links of a location: how many may still use each, until when, and the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.business import businesses, invitations
from storage.business.businesses import Location
from storage.business.invitations import StaffInvitation

LIMITS = ((1, 3), (5, 7), (20, 14), (50, 30))
"""People and days to choose from."""
MOST_LINKS = 15
REFERENCE = 12
"""So much of a link's hash names it among a shop's links."""


def reference(token_hash: str) -> str:
    return token_hash[:REFERENCE]


async def own_place(context: Context, number: str) -> Location | None:
    """The location that a button names, for an owner of its business."""
    place = await businesses.location(context.tx, number_of(number))
    if place is None or not context.person.is_owner(place.business_id):
        not_yours(context)
        return None
    return place


async def on_links(context: Context) -> None:
    place = await own_place(context, context.pressed[0])
    if place:
        context.toast()
        await _show(context, place)


async def _show(context: Context, place: Location, edit: bool = False) -> None:
    links = (await invitations.open_links(context.tx, place.id, context.now))[:MOST_LINKS]
    business = await businesses.find(context.tx, place.business_id)
    speak = context.edit if edit else context.say
    speak(
        "staff/staff.links",
        place=place.name,
        links=[(one.uses_left, one.expires_at) for one in links],
        zone=business.zone if business else context.app.default_zone,
        buttons=_buttons(place, links),
    )


def _buttons(place: Location, links: Sequence[StaffInvitation]) -> Rows:
    rows: list[list[Button]] = []
    for n, link in enumerate(links, 1):
        args = (place.id, reference(link.token_hash))
        rows.append(
            [
                Button("Limits of link %(n)s", "limit", args, words={"n": n}),
                Button("Cancel link %(n)s", "endlink", args, words={"n": n}),
            ]
        )
    return [*rows, [Button("New link", "invite", (place.id,))]]


async def _own(context: Context) -> tuple[Location, StaffInvitation] | None:
    """The shop and its open link that a button names."""
    place = await own_place(context, context.pressed[0])
    if place is None:
        return None
    links = await invitations.open_links(context.tx, place.id, context.now)
    link = next((one for one in links if reference(one.token_hash) == context.pressed[1]), None)
    if link is None:
        context.toast("staff/staff.link_gone")
        return None
    return place, link


async def on_limit_link(context: Context) -> None:
    """For how many people and days: asked, or taken."""
    found = await _own(context)
    if found is None:
        return
    place, link = found
    context.toast()
    chosen = next((one for one in LIMITS if str(one[0]) == context.pressed[2]), None)
    if chosen is None:
        context.say("staff/staff.which_limit", place=place.name, buttons=_limits(place, link))
        return
    expires = context.now + timedelta(days=chosen[1])
    await invitations.limit(context.tx, link.token_hash, chosen[0], expires)
    await _show(context, place, edit=True)


def _limits(place: Location, link: StaffInvitation) -> Rows:
    args = (place.id, reference(link.token_hash))
    return [
        [Button("People: %(n)s, days: %(days)s", "limit", (*args, n), words={"n": n, "days": days})]
        for n, days in LIMITS
    ]


async def on_end_link(context: Context) -> None:
    """Cancel one link; the others stay."""
    found = await _own(context)
    if found is None:
        return
    place, link = found
    context.toast()
    await invitations.revoke_one(context.tx, link.token_hash, context.now)
    await _show(context, place, edit=True)
