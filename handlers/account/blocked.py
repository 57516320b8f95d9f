"""Whoever has stopped the bot gets nothing until they are back: it is kept for them, and somebody hears of it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.rights import Person
from handlers.context import Context, Reader, Work
from handlers.recipients import catch_up, reader_of
from storage.account import blocked
from storage.account.blocked import Blocker
from storage.queues import lanes, outbox, schedule
from storage.queues.outbox import Outgoing

MOST = 10
"""Kept messages that whoever comes back gets; of older ones the number."""


async def send(work: Work, asker: Person | None = None) -> None:
    """Put all that is to be said into the outbox. Every message of ours goes this way."""
    await keep_back(work, asker)
    await outbox.put(work.tx, work.outgoing)


async def keep_back(work: Work, asker: Person | None = None, *, heard: int = 0) -> None:
    """Look at what was said since the last look. Where it asks somebody for something and reaches nobody of their side,
    the `asker` learns it, or where the clock asks, who stands nearest. `heard`: the chat that just spoke to us."""
    fresh = work.outgoing[work.looked_at :]
    chats = {one.chat_id for one in fresh if one.chat_id > 0} - {heard}
    for blocker in await blocked.among(work.tx, chats) if chats else ():
        theirs = [one for one in fresh if one.chat_id == blocker.telegram_id]
        kept = {one.id: lanes.kept(one) for one in theirs}
        work.outgoing[:] = [after for one in work.outgoing if (after := kept.get(one.id, one))]
        if any(_asks(one) for one in theirs):
            await _say_so(work, blocker, asker)
    work.looked_at = len(work.outgoing)


def _asks(one: Outgoing) -> bool:
    """What wants something of its reader has a button for it."""
    return one.edits is None and "reply_markup" in one.body


async def _say_so(work: Work, blocker: Blocker, asker: Person | None) -> None:
    if asker is None:
        since = int(blocker.blocked_at.timestamp())
        if await blocked.businesses_without(work.tx, blocker.person_id):
            await _nearest(work, blocker.telegram_id, "waits", f"waits:{blocker.telegram_id}:{since}")
    elif asker.id != blocker.person_id:
        await _answer(work, blocker, asker)


async def _answer(work: Work, blocker: Blocker, asker: Person) -> None:
    """To whoever asked: a business of which nobody hears it, or somebody of their own staff."""
    me = Reader(asker.telegram_id, asker.language, person_id=asker.id)
    businesses = await blocked.businesses_without(work.tx, blocker.person_id)
    if businesses or await blocked.works_for(work.tx, blocker.person_id, asker.owns):
        _tell(work, me, "not_reached", business=businesses[0] if businesses else "", person=blocker.name)


async def gone(work: Work, telegram_id: int) -> bool:
    """Somebody stopped the bot: what waits for them is kept, and the owners beside and opposite them learn it. False
    where it is nobody we know."""
    await blocked.note(work.tx, telegram_id, work.now)
    known = await blocked.among(work.tx, [telegram_id])
    day = f"blocked:{telegram_id}:{work.now.date()}"
    for one in known:
        await lanes.keep_chat(work.tx, telegram_id, work.now)
        for owner in await blocked.owners_of_theirs(work.tx, telegram_id):
            key = f"{day}:{owner.person_id}:ours"
            _tell(work, work.reader(owner), "colleague", key=key, business=owner.business, person=one.name)
        await _nearest(work, telegram_id, "partner", day)
    return bool(known)


async def _nearest(work: Work, telegram_id: int, text: str, key: str) -> None:
    """The owners on the other side; where none of them hears us either, the groups of their promos."""
    partners = await blocked.partners_owners(work.tx, telegram_id)
    for owner in partners:
        _tell(work, work.reader(owner), text, key=f"{key}:{owner.person_id}", business=owner.business)
    for group, business in () if partners else await blocked.groups_of_theirs(work.tx, telegram_id):
        _tell(work, reader_of(group), text, key=f"{key}:{group.chat_id}", business=business)


def _tell(work: Work, reader: Reader, text: str, **data: Any) -> None:
    work.tell(reader, f"account/blocked.{text}", link=work.app.link("hello"), **data)


async def back(context: Context) -> None:
    """Their first word since: what was kept for them leaves, and what they were not asked is asked."""
    await blocked.note(context.tx, context.person.telegram_id, None)
    await schedule.plan(context.tx, [catch_up(context.work, context.person.id, context.now)])
    kept, left_out = await lanes.let_go(context.tx, context.person.telegram_id, context.now, MOST)
    if kept:
        context.whisper("account/blocked.back", left_out=left_out)
    context.person = replace(context.person, blocked=False)
