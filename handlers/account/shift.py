"""/shift: a till's phone that several people share. Who works is one tap at the start of a shift."""

from __future__ import annotations

from domain import reading
from domain.reading import Problem
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from storage.staff import shifts
from storage.staff.shifts import TillWorker

LONGEST = 40
MOST = 12


async def command(context: Context) -> None:
    if not context.person.works_at:
        not_yours(context)
        return
    names = await shifts.workers(context.tx, context.person.id)
    now = await shifts.current(context.tx, context.person.id, context.now)
    if not names:
        await context.expect_reply("shift")
    context.say("account/shift.who" if names else "account/shift.first", now=now, buttons=_rows(names))


def _rows(names: list[TillWorker]) -> Rows:
    ready = [Button(one.name, "shift", (one.id,), own=True) for one in names[:MOST]]
    more = [[Button("Another name", "shift", ("new",)), Button("Remove a name", "shift", ("drop",))]] if names else []
    return [*in_rows(ready, 2), *more]


async def _asks(work: Work, person_id: int) -> Rows:
    """The names, where the phone is shared and nobody has said who works; else nothing."""
    if await shifts.current(work.tx, person_id, work.now):
        return []
    return _rows(await shifts.workers(work.tx, person_id))


async def ask_if_open(context: Context) -> None:
    """After the first thing that a shared phone did without a name."""
    rows = await _asks(context.work, context.person.id) if context.person.shares_phone else []
    if rows:
        context.whisper("account/shift.who", now=None, buttons=rows)


async def on_shift(context: Context) -> None:
    what, number = context.pressed[:2]
    if what == "new":
        context.toast()
        await context.expect_reply("shift")
        context.say("account/shift.name")
    elif what == "meant":
        context.toast()
        await _works(context, context.person.pending_prompt.words("shift"))
    elif what == "drop":
        await _drop(context, number)
    elif await _begins(context, number_of(what)):
        context.toast()
    else:
        not_yours(context)


async def _drop(context: Context, number: str) -> None:
    """Which name, then it is no longer offered."""
    if number and not await shifts.leaves(context.tx, context.person.id, number_of(number), context.now):
        not_yours(context)
        return
    context.toast()
    names = await shifts.workers(context.tx, context.person.id)
    rows = [[Button(one.name, "shift", ("drop", one.id), own=True)] for one in names[:MOST]]
    if names and not number:
        context.edit("account/shift.drop", buttons=rows)
    else:
        context.edit("account/shift.dropped")


async def _begins(context: Context, worker_id: int, edit: bool = True) -> bool:
    if not context.person.works_at:
        return False
    worker = await shifts.begin(context.tx, context.person.id, worker_id, context.now)
    if worker:
        (context.edit if edit else context.say)("account/shift.works", name=worker.name)
    return worker is not None


async def answer(context: Context, *_: str) -> None:
    """A name, typed: it is on the phone from now on, and works. Talk is one only if the person says so."""
    name = reading.plain(context.text, longest=LONGEST)
    if isinstance(name, Problem):
        context.say(("forms/problems.problem", "account/shift.name"), problem=name)
    elif reading.turn(context.text):
        await context.expect_nothing()
        context.say("account/shift.nobody")
    elif reading.is_no_name(name):
        await context.expect_reply("shift", name)
        rows = [[Button("That is the answer", "shift", ("meant",))]]
        context.say(("forms/problems.problem", "account/shift.name"), problem=Problem("talk", said=name), buttons=rows)
    else:
        await _works(context, name)


async def _works(context: Context, name: str) -> None:
    await context.expect_nothing()
    if name and context.person.works_at:
        await _begins(context, await shifts.add(context.tx, context.person.id, name), edit=context.incoming.is_press)
