"""A second owner: invited by a single-use link, with the same rights from the next update on."""

from __future__ import annotations

from datetime import timedelta

from handlers.account import commands
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from storage import people
from storage.business import businesses, invitations
from storage.business.invitations import StaffInvitation
from storage.staff import memberships

LINK_LIVES = timedelta(days=3)


async def on_invite_owner(context: Context) -> None:
    """A link for one more owner, after a word on what that means."""
    number = context.pressed[0]
    business = await businesses.find(context.tx, number_of(number))
    if business is None or not context.person.is_owner(business.id):
        not_yours(context)
        return
    context.toast()
    token = await invitations.make(
        context.tx,
        "staff",
        context.person.id,
        context.now,
        context.now + LINK_LIVES,
        uses=1,
        business_id=business.id,
        role="owner",
    )
    context.say("staff/co_owners.invite", name=business.name, link=context.app.link(f"s_{token}"))


async def open_link(context: Context, row: StaffInvitation) -> None:
    """?start=s_… for an owner: the business and what it means, before a yes."""
    business = await businesses.find(context.tx, row.business_id)
    if business is None or (not row.open and not context.person.is_owner(business.id)):
        context.say("staff/staff.link_is_over")
    elif context.person.is_owner(business.id):
        context.say("staff/co_owners.already", name=business.name)
    else:
        await invitations.opened(context.tx, row.token_hash, context.person.id, context.now)
        buttons = [[Button("✓ I am an owner", "own", (business.id,))], [Button("No", "nowork")]]
        context.say("staff/co_owners.invitation", name=business.name, buttons=buttons)


async def on_become_owner(context: Context) -> None:
    """The yes uses the link up; the other owners are told."""
    number = number_of(context.pressed[0])
    context.toast()
    if context.person.is_owner(number):
        return
    row = await invitations.opened_for_owner(context.tx, context.person.id, number, context.now)
    if row is None or not await invitations.use(context.tx, row.token_hash, context.now):
        context.edit("staff/staff.link_is_over")
        return
    others = await people.owners(context.tx, row.business_id)
    await memberships.join(
        context.tx,
        context.person.id,
        row.business_id,
        location_id=None,
        role="owner",
        now=context.now,
        by=row.created_by,
    )
    commands.offer(context.work, context.me, "owner")
    business = await businesses.find(context.tx, row.business_id)
    name = business.name if business else ""
    context.edit("staff/co_owners.welcome", name=name)
    for owner in others:
        context.work.tell(context.work.reader(owner), "staff/co_owners.joined", person=context.person.name, name=name)
