"""What operators (ADMIN_IDS) see and do, in their private chats. Numbers only: no business is named, and no person."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Reader, Work
from handlers.menu import start
from storage.operation import health as operation_health
from storage.queues import lanes

WEEK = timedelta(days=7)
PERSON = re.compile(r"[1-9]\d{4,14}")


def is_operator(context: Context) -> bool:
    return context.person.telegram_id in context.app.operators


async def health(context: Context) -> None:
    """How long the oldest thing waits at each door."""
    if not is_operator(context):
        await start.unknown_command(context)
        return
    condition = await operation_health.condition(context.tx, context.now, context.app.polled())
    context.say("operation/operator.health", condition=condition, engine=await context.tx.about())


async def stats(context: Context) -> None:
    if not is_operator(context):
        await start.unknown_command(context)
        return
    totals = await operation_health.totals(context.tx, context.now - WEEK)
    promos = await operation_health.promos_by_state(context.tx)
    size, engine = await context.tx.size(), await context.tx.about()
    context.say("operation/operator.stats", totals=totals, promos=promos, size=size, engine=engine)


async def backup(context: Context) -> None:
    """Only noted here: a copy cannot be made inside a transaction."""
    if not is_operator(context):
        await start.unknown_command(context)
        return
    await operation_health.want_backup(context.tx, context.person.telegram_id)
    context.say("operation/operator.backup_begins")


async def block(context: Context) -> None:
    """`/block 123456789`: from now on nothing that this person sends has an effect, and nothing is sent to them."""
    if not is_operator(context):
        await start.unknown_command(context)
        return
    whom = context.text.partition(" ")[2].strip()
    if not PERSON.fullmatch(whom):
        context.say("operation/operator.block_whom")
    elif int(whom) in context.app.operators:
        context.say("operation/operator.not_an_operator")
    else:
        new = await operation_health.keep_out(context.tx, int(whom), context.person.telegram_id, context.now)
        await lanes.drop_chat(context.tx, int(whom), "kept out")
        button = Button("Let them in again", "letin", (whom,))
        context.say("operation/operator.blocked", whom=whom, new=new, buttons=[[button]])


async def on_let_in(context: Context) -> None:
    if not is_operator(context):
        context.toast("menu/start.not_yours")
        return
    whom = number_of(context.pressed[0])
    changed = await operation_health.let_in(context.tx, whom, context.person.telegram_id, context.now)
    context.toast()
    context.edit("operation/operator.let_in", whom=str(whom), changed=changed)


async def backup_made(work: Work, asked: list[int], name: str, size: int) -> None:
    """The answer to /backup; an empty name when no copy was made."""
    for telegram_id in asked:
        await operation_health.backup_told(work.tx, telegram_id)
        work.tell(await _reader(work, telegram_id), "operation/operator.backup_made", name=name, size=size)


async def alert(work: Work, kind: str, count: int) -> None:
    """A word to all operators, once in an hour for each kind."""
    for telegram_id in sorted(work.app.operators):
        key = f"alert:{kind}:{work.now:%Y%m%d%H}:{telegram_id}"
        work.tell(await _reader(work, telegram_id), f"operation/operator.alert_{kind}", key=key, count=count)


async def _reader(work: Work, telegram_id: int) -> Reader:
    language = await operation_health.language(work.tx, telegram_id)
    return Reader(telegram_id, language or work.app.default_language)
