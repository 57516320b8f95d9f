"""Key people, and leaving by oneself."""

from __future__ import annotations

from handlers.account import commands
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.recipients import tell_now
from handlers.staff.invitations import own_place
from storage import people
from storage.business import businesses
from storage.business.businesses import Location
from storage.people import Member
from storage.staff import memberships

ROLES = ("key", "staff")


async def on_role(context: Context) -> None:
    """An owner makes somebody the key person of a location, or staff again; the person is told."""
    number, person, role = context.pressed[:3]
    place = await own_place(context, number)
    if place is None:
        return
    members = await people.members(context.tx, place.id)
    member = next((member for member in members if member.person_id == number_of(person)), None)
    if member is None or role not in ROLES:
        context.toast("staff/staff.gone_already")
        return
    context.toast()
    changed = await memberships.change_role(
        context.tx, member.person_id, place.id, role=role, now=context.now, by=context.person.id
    )
    if changed and member.hears:
        context.work.tell(context.work.reader(member), f"staff/staff.you_are_{role}", place=place.name)
    context.edit(f"staff/staff.is_{role}", name=member.name, place=place.name)


async def mine(context: Context) -> None:
    """Where a person works, each with the way out."""
    if context.incoming.is_press:
        context.toast()
    places = [await businesses.location(context.tx, number) for number in sorted(context.person.works_at)]
    here = [place for place in places if place]
    rows = [
        [Button("I no longer work there: %(name)s", "leave", (place.id,), words={"name": place.name})] for place in here
    ]
    context.say("staff/staff.mine", places=[place.name for place in here], buttons=rows)


async def on_leave(context: Context) -> None:
    """One question, the safe button first; then it counts at once."""
    number, sure = context.pressed[:2]
    place = await businesses.location(context.tx, number_of(number))
    if place is None or place.id not in context.person.works_at:
        not_yours(context)
        return
    context.toast()
    if sure != "yes":
        rows = [[Button("I stay", "keep")], [Button("I no longer work there", "leave", (number, "yes"))]]
        context.edit("staff/staff.sure_to_leave", place=place.name, buttons=rows)
        return
    await memberships.leave(context.tx, context.person.id, place.id, context.now, context.person.id)
    await _forget(context, place)
    context.edit("staff/staff.you_left", place=place.name)
    await tell_now(
        context.work,
        place.business_id,
        "staff/staff.left",
        but=context.person.id,
        name=context.person.name,
        place=place.name,
    )


async def _forget(context: Context, place: Location) -> None:
    """What was asked about the location is asked no longer."""
    prompt = context.person.pending_prompt
    if prompt.kind in ("day", "fix") and prompt.args[1:2] == (str(place.id),):
        await context.expect_nothing()
    elsewhere = context.person.works_at - {place.id}
    role = "owner" if context.person.owns else "staff" if elsewhere else "new"
    commands.offer(context.work, context.me, role)


async def took_leave(work: Work, member: Member, place: Location) -> None:
    """An owner removed somebody: told politely, and shown the commands that are left; not who is kept out."""
    if not member.hears:
        return
    work.tell(work.reader(member), "staff/staff.you_were_removed", place=place.name)
    person = await people.find(work.tx, member.telegram_id)
    if person and not person.has_role():
        commands.offer(work, work.reader(member), "new")
