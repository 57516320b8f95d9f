"""Staff: invited by a link for one location, joining with a yes, leaving at once."""

from __future__ import annotations

from datetime import timedelta

from handlers.account import commands
from handlers.buttons import Button, Key
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_now
from handlers.staff import co_owners, progress, roles, training
from handlers.staff.invitations import own_place, reference
from storage import people
from storage.business import businesses, invitations
from storage.business.businesses import Location
from storage.people import Member
from storage.staff import memberships
from templates.catalogue import label
from templates.drawn.pictures import QrCard
from templates.words.msgid import N_

LINK_LIVES = timedelta(days=14)
USES = 20
MOST_ROWS = 48
MOST_NAMES = 36
"""Of staff in one message; each has two buttons, and a keyboard holds a hundred."""


async def overview(context: Context) -> None:
    """/staff: every location of the person's businesses with who works there."""
    shops = []
    for business in await businesses.some(context.tx, context.person.owns):
        for place in await businesses.locations(context.tx, business.id):
            shops.append((business.name, place, await people.members(context.tx, place.id)))
    if not shops:
        await (roles.mine(context) if context.person.works_at else _none(context))
        return
    rows: list[list[Key]] = [
        [Button("Invite staff: %(name)s", "invite", (place.id,), words={"name": place.name})] for _, place, _ in shops
    ]
    for _, place, members in shops:
        rows += [_about(place, member) for member in members]
        rows += [[Button("Links: %(name)s", "links", (place.id,), words={"name": place.name})]]
    rows += [[Button("Where I work", "mywork")]] if context.person.works_at else []
    unlearnt = await progress.unlearnt(context.work, context.person.owns)
    context.say(
        "staff/staff.overview",
        shops=shops,
        unlearnt=unlearnt,
        most=MOST_NAMES // len(shops) or 1,
        buttons=rows[:MOST_ROWS],
    )


def _about(place: Location, member: Member) -> list[Key]:
    """What an owner may do about somebody who works at the place."""
    args, name = (place.id, member.person_id), {"name": member.name}
    key = (
        Button("No key person: %(name)s", "role", (*args, "staff"), words=name)
        if member.role == "key"
        else Button("Key person: %(name)s", "role", (*args, "key"), words=name)
    )
    return [Button("Remove %(name)s", "remove", args, words=name), key]


async def _none(context: Context) -> None:
    context.say("staff/staff.no_business")


async def on_invite_staff(context: Context) -> None:
    """A fresh link and its QR code for one location."""
    place = await own_place(context, context.pressed[0])
    if place is None:
        return
    context.toast()
    token = await invitations.make(
        context.tx,
        "staff",
        context.person.id,
        context.now,
        context.now + LINK_LIVES,
        uses=USES,
        business_id=place.business_id,
        location_id=place.id,
        role="staff",
    )
    link = context.app.link(f"s_{token}")
    scan = label(N_("Scan to report for this shop"), context.person.language)
    qr: QrCard = {"link": link, "title": place.name, "lines": [scan]}
    context.work.tell(
        context.me,
        "staff/staff.invite",
        place=place.name,
        link=link,
        uses=USES,
        days=LINK_LIVES.days,
        drawing=("qr", qr),
        buttons=[
            [Button("For fewer or more people", "limit", (place.id, reference(invitations.hashed(token))))],
            [Button("Cancel all links of this shop", "revoke", (place.id,))],
        ],
    )


async def on_revoke_links(context: Context) -> None:
    place = await own_place(context, context.pressed[0])
    if place is None:
        return
    count = await invitations.revoke(context.tx, "staff", context.now, location_id=place.id)
    context.toast("staff/staff.revoked", alert=True, count=count)


async def open_link(context: Context, token: str) -> None:
    """?start=s_…: where the person would work and what that means, before a yes."""
    row = await invitations.find_staff(context.tx, token, context.now)
    if row and row.role == "owner":
        await co_owners.open_link(context, row)
        return
    place = await businesses.location(context.tx, row.location_id) if row and row.location_id else None
    if row is None or place is None:
        context.say("staff/staff.link_is_over")
    elif place.id in context.person.works_at:
        context.say("staff/staff.already", place=place.name)
    elif not row.open:
        context.say("staff/staff.link_is_over")
    else:
        await invitations.opened(context.tx, row.token_hash, context.person.id, context.now)
        business = await businesses.find(context.tx, place.business_id)
        buttons = [[Button("✓ I work here", "work", (place.id,))], [Button("No", "nowork")]]
        context.say(
            "staff/staff.invitation", place=place.name, business=business.name if business else "", buttons=buttons
        )


async def on_accept_work(context: Context) -> None:
    """The yes: it takes one use of a link that this person has opened."""
    number = context.pressed[0]
    place = await businesses.location(context.tx, number_of(number))
    context.toast()
    if place and place.id in context.person.works_at:
        return
    row = await invitations.opened_by(context.tx, context.person.id, place.id, context.now) if place else None
    if place is None or row is None or not await invitations.use(context.tx, row.token_hash, context.now):
        context.edit("staff/staff.link_is_over")
        return
    await memberships.join(
        context.tx,
        context.person.id,
        place.business_id,
        location_id=place.id,
        role=row.role,
        now=context.now,
        by=row.created_by,
    )
    context.edit("staff/staff.welcome", place=place.name)
    commands.offer(context.work, context.me, "owner" if context.person.owns else "staff")
    await training.welcome(context.work, place.id, place.business_id, context.person.id)
    await tell_now(context.work, place.business_id, "staff/staff.joined", name=context.person.name, place=place.name)


async def on_refuse_work(context: Context) -> None:
    context.toast()
    context.edit("staff/staff.not_joined")


async def on_remove_member(context: Context) -> None:
    """An owner ends somebody's work at a location, after one question."""
    number, person, sure = context.pressed[:3]
    place = await own_place(context, number)
    if place is None:
        return
    members = await people.members(context.tx, place.id)
    member = next((member for member in members if member.person_id == number_of(person)), None)
    if member is None:
        context.toast("staff/staff.gone_already")
        return
    context.toast()
    if sure != "yes":
        rows = [[Button("Keep", "keep")], [Button("Remove", "remove", (number, person, "yes"))]]
        context.edit("staff/staff.sure", name=member.name, place=place.name, buttons=rows)
        return
    await memberships.leave(context.tx, member.person_id, place.id, context.now, context.person.id)
    context.edit("staff/staff.removed", name=member.name, place=place.name)
    await roles.took_leave(context.work, member, place)


async def on_keep_member(context: Context) -> None:
    context.toast()
    context.edit("staff/staff.kept")
