"""Staff: invited by a link for one location, joining with a yes, leaving at once."""

from __future__ import annotations

from datetime import timedelta

from handlers import commands, owners
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from storage import businesses, invitations, people
from storage.db import Row
from templates import label
from templates.words import N_

LINK_LIVES = timedelta(days=14)
USES = 20


async def overview(context: Context) -> None:
    """/staff: every location of the person's businesses with who works there."""
    shops = []
    for business in await businesses.some(context.tx, context.person.owns):
        for place in await businesses.locations(context.tx, business["id"]):
            shops.append((business["name"], place, await people.staff(context.tx, place["id"])))
    if not shops:
        context.say("staff.no_business")
        return
    rows = [
        [Button("Invite staff: %(name)s", "invite", (place["id"],), words={"name": place["name"]})]
        for _, place, _ in shops
    ]
    for _, place, members in shops:
        rows += [
            [Button("Remove %(name)s", "remove", (place["id"], member["person_id"]), words={"name": member["name"]})]
            for member in members
        ]
    context.say("staff.overview", shops=shops, buttons=rows)


async def _own_place(context: Context, number: str) -> Row | None:
    place = await businesses.location(context.tx, number_of(number))
    if place is None or not context.person.is_owner(place["business_id"]):
        context.toast("start.not_yours", alert=True)
        return None
    return place


async def press_invite(context: Context) -> None:
    """A fresh link and its QR code for one location."""
    place = await _own_place(context, context.pressed[0])
    if place is None:
        return
    context.toast()
    token = await invitations.make(
        context.tx, "staff", context.person.id, context.now, context.now + LINK_LIVES, uses=USES,
        business_id=place["business_id"], location_id=place["id"], role="staff",
    )  # fmt: skip
    link = context.app.link(f"s_{token}")
    scan = label(N_("Scan to report for this shop"), context.person.language)
    qr = {"link": link, "title": place["name"], "lines": [scan]}
    context.work.tell(
        context.me, "staff.invite", place=place["name"], link=link, uses=USES, days=LINK_LIVES.days,
        drawing=("qr", qr), buttons=[[Button("Cancel all links of this shop", "revoke", (place["id"],))]],
    )  # fmt: skip


async def press_revoke(context: Context) -> None:
    place = await _own_place(context, context.pressed[0])
    if place is None:
        return
    count = await invitations.revoke(context.tx, "staff", context.now, location_id=place["id"])
    context.toast("staff.revoked", alert=True, count=count)


async def open_link(context: Context, token: str) -> None:
    """?start=s_…: where the person would work and what that means, before a yes."""
    row = await invitations.find(context.tx, "staff", token, context.now)
    if row and row["role"] == "owner":
        await owners.open_link(context, row)
        return
    place = await businesses.location(context.tx, row["location_id"]) if row else None
    if row is None or place is None:
        context.say("staff.link_is_over")
    elif place["id"] in context.person.works_at:
        context.say("staff.already", place=place["name"])
    elif not row["open"]:
        context.say("staff.link_is_over")
    else:
        await invitations.opened(context.tx, row["token_hash"], context.person.id, context.now)
        business = await businesses.find(context.tx, place["business_id"])
        buttons = [[Button("✓ I work here", "work", (place["id"],))], [Button("No", "nowork")]]
        context.say(
            "staff.invitation", place=place["name"], business=business["name"] if business else "", buttons=buttons
        )


async def press_work(context: Context) -> None:
    """The yes: it takes one use of a link that this person has opened."""
    number = context.pressed[0]
    place = await businesses.location(context.tx, number_of(number))
    context.toast()
    if place and place["id"] in context.person.works_at:
        return
    row = await invitations.opened_by(context.tx, context.person.id, place["id"], context.now) if place else None
    if place is None or row is None or not await invitations.use(context.tx, row["token_hash"], context.now):
        context.edit("staff.link_is_over")
        return
    await people.join(
        context.tx, context.person.id, place["business_id"], place["id"], row["role"], context.now, row["created_by"]
    )
    context.edit("staff.welcome", place=place["name"])
    commands.offer(context.work, context.me, "owner" if context.person.owns else "staff")
    for owner in await people.owners(context.tx, place["business_id"]):
        context.work.tell(context.work.reader(owner), "staff.joined", name=context.person.name, place=place["name"])


async def press_no(context: Context) -> None:
    context.toast()
    context.edit("staff.not_joined")


async def press_remove(context: Context) -> None:
    """An owner ends somebody's work at a location, after one question."""
    number, person, sure = context.pressed[:3]
    place = await _own_place(context, number)
    if place is None:
        return
    members = await people.staff(context.tx, place["id"])
    member = next((member for member in members if member["person_id"] == number_of(person)), None)
    if member is None:
        context.toast("staff.gone_already")
        return
    context.toast()
    if sure != "yes":
        rows = [[Button("Keep", "keep")], [Button("Remove", "remove", (number, person, "yes"))]]
        context.edit("staff.sure", name=member["name"], place=place["name"], buttons=rows)
        return
    await people.leave(context.tx, member["person_id"], place["id"], context.now, context.person.id)
    context.edit("staff.removed", name=member["name"], place=place["name"])
    context.work.tell(context.work.reader(member), "staff.you_were_removed", place=place["name"])


async def press_keep(context: Context) -> None:
    context.toast()
    context.edit("staff.kept")
