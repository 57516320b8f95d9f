"""The partners' group: linking it, its status card, and what Telegram tells of its fate."""

from __future__ import annotations

from domain.states import AGREED, OVER
from handlers.account import blocked
from handlers.buttons import Button
from handlers.context import Context, Work
from handlers.ending import running_terms
from handlers.recipients import reader_of
from handlers.results import chart_menu, weekly
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import invitations
from storage.groups import groups
from storage.queues import lanes, outbox

AWAY = ("left", "kicked")


async def linked(context: Context, token: str) -> None:
    """?startgroup=g_…: tie this group to the promo. Only an owner of a party, with a link that is open."""
    row = await invitations.find_promo(context.tx, "group", token, context.now)
    promo = await promos.find(context.tx, row.promo_id, context.person.owns) if row else None
    if row is None or promo is None or not row.open or promo.state not in AGREED:
        context.say("groups/group.link_is_over")
        return
    already = await groups.of_promo(context.tx, promo.id)
    if already and already.chat_id == context.here.chat_id and not already.lost_at:
        context.say("groups/group.already", title=promo.title)
        return
    await invitations.use(context.tx, row.token_hash, context.now)
    await _tie(context, promo)


async def link(context: Context) -> None:
    """/link in a group: an owner's promo that has no group, if it is clear which; otherwise how to link."""
    rows = [] if await is_partner(context) else await promos.mine(context.tx, context.person.owns)
    alone = [promo for promo in rows if promo.state in AGREED - OVER and await _has_no_group(context, promo)]
    if len(alone) == 1:
        await _tie(context, alone[0])
    else:
        context.say("groups/group.hello")


async def _has_no_group(context: Context, promo: Promo) -> bool:
    group = await groups.of_promo(context.tx, promo.id)
    return group is None or bool(group.lost_at)


async def _tie(context: Context, promo: Promo) -> None:
    """This group follows the promo from now on."""
    await groups.link(
        context.tx,
        promo.id,
        context.here.chat_id,
        thread_id=context.here.thread_id,
        title=context.incoming.chat.get("title", ""),
        language=context.person.language,
        now=context.now,
        by=context.person.id,
    )
    context.say("groups/group.linked", title=promo.title)
    await show_status(context.work, promo)


async def show_status(work: Work, promo: Promo) -> None:
    """The one pinned card: edited where it exists, otherwise posted and pinned."""
    group = await groups.of_promo(work.tx, promo.id)
    if group is None or group.lost_at:
        return
    terms = await running_terms(work, promo.id, promo.terms)
    data = {"promo": promo, "terms": terms, **await weekly.so_far(work, promo)}
    if group.status_message:
        work.rewrite(reader_of(group), group.status_message, "groups/group.status", urgency=outbox.BULK, **data)
        return
    card = work.tell(reader_of(group), "groups/group.status", silent=True, **data)
    work.pin(group.chat_id, card)
    await groups.show_status(work.tx, promo.id, card)


async def here(context: Context) -> Promo | None:
    """The promo of the group that a command was given in; who is spoken to is back."""
    rows = await groups.in_chat(context.tx, context.here.chat_id)
    promo = await promos.by_clock(context.tx, rows[0].promo_id) if rows else None
    if promo is None:
        context.say("groups/group.not_linked")
    elif rows[0].lost_at:
        await groups.lost(context.tx, context.here.chat_id, None)
    return promo


async def status(context: Context) -> None:
    """/status in a group: the card anew, at the bottom, with the way to the goal where that can be drawn."""
    promo = await here(context)
    group = await groups.of_promo(context.tx, promo.id) if promo else None
    if promo and group:
        data, reader = await weekly.so_far(context.work, promo), reader_of(group)
        drawing = await chart_menu.goal(context.work, promo, reader.language, data["today"])
        context.work.tell(
            reader,
            "groups/group.status",
            promo=promo,
            terms=await running_terms(context.work, promo.id, promo.terms),
            urgency=outbox.ANSWER,
            drawing=drawing,
            **data,
        )


async def week(context: Context) -> None:
    """/week in a group: the last whole week's report again."""
    promo = await here(context)
    if promo and not await weekly.post(context.work, promo, number=None, again=True):
        context.say("groups/group.no_week_yet")


async def owing(context: Context) -> None:
    """Asked in the group: the places and days of the running week without a report. No cashier is named."""
    promo = await here(context)
    today = context.today
    number = weekly.week_number(promo.terms, today) if promo else None
    if promo is None or not number:
        return
    report, _ = await weekly.figures(context.work, promo, promo.terms, number)
    context.say("groups/group.owing", title=promo.title, missing=[one for one in report.missing if one.day < today])


async def unlink(context: Context) -> None:
    """/unlink: an owner of a party takes the promo out of the group."""
    for row in await groups.in_chat(context.tx, context.here.chat_id):
        promo = await promos.find(context.tx, row.promo_id, context.person.owns)
        if promo:
            await groups.unlink(context.tx, promo.id)
            context.say("groups/group.unlinked", title=promo.title)
            return
    context.say("groups/group.only_owners")


async def membership(context: Context) -> None:
    """my_chat_member: the bot was removed, came back, or a person blocked it."""
    chat_id: int = context.incoming.chat["id"]
    gone = context.incoming.body["new_chat_member"]["status"] in AWAY
    if context.incoming.is_private:
        if gone:
            await blocked.gone(context.work, chat_id)
        elif context.person.blocked:
            await blocked.back(context)
        return
    if gone:
        await lanes.drop_chat(context.tx, chat_id, "removed from the group")
        await lost(context.work, chat_id)
    else:
        await _back(context.work, chat_id)


async def _back(work: Work, chat_id: int) -> None:
    """It hears us again: the group learns that it need not be linked anew."""
    for row in await groups.in_chat(work.tx, chat_id):
        promo = await promos.by_clock(work.tx, row.promo_id)
        if row.lost_at and promo:
            work.tell(reader_of(row), "groups/group.back", title=promo.title)
    await groups.lost(work.tx, chat_id, None)


async def lost(work: Work, chat_id: int, muted: bool = False) -> None:
    """The group no longer hears us: removed from it, or `muted`. Its owners learn it once, with the way back."""
    rows = [row for row in await groups.in_chat(work.tx, chat_id) if not row.lost_at]
    await groups.lost(work.tx, chat_id, work.now)
    for row in rows:
        for party in await promos.parties(work.tx, row.promo_id):
            for owner in await people.owners(work.tx, party.business_id):
                buttons = [[Button("Link our group", "group", (row.promo_id,))]]
                text = "groups/group.muted" if muted else "groups/group.removed"
                work.tell(work.reader(owner), text, group=row.title, buttons=buttons)


async def migrated(context: Context) -> None:
    """The service message of a group that became a supergroup: from here on its new id."""
    if context.incoming.moved:
        await move(context.work, *context.incoming.moved)


async def move(work: Work, old: int, new: int) -> None:
    await groups.move(work.tx, old, new)
    await lanes.move_chat(work.tx, old, new)


async def is_partner(context: Context) -> bool:
    """Whether the person owns a party of the promo that this group follows."""
    rows = await groups.in_chat(context.tx, context.here.chat_id)
    return any([await promos.find(context.tx, row.promo_id, context.person.owns) for row in rows])


async def speak(context: Context, language: str) -> None:
    await groups.speak(context.tx, context.here.chat_id, language)
