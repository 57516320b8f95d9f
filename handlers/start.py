"""/start, /help, links, and the plain messages that nothing else expects."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from handlers import (
    agreements,
    changes,
    daily_reports,
    form_view,
    forms,
    groups,
    negotiation,
    promos,
    proposals,
    setup,
    staff,
    weekly_report,
)
from handlers.buttons import Button
from handlers.context import Context
from storage import forms as stored_forms
from storage import people

PAYLOAD = re.compile(r"(?:^|[\s=])([bsgr])_([A-Za-z0-9_-]{6,60})(?=$|[\s&])")
LINKS: dict[str, Callable[[Context, str], Awaitable[None]]] = {
    "b": proposals.open_link,
    "s": staff.open_link,
    "r": weekly_report.open_link,
}


async def start(context: Context) -> None:
    """Bare, or with what a link carried."""
    payload = context.text.partition(" ")[2].strip()
    found = PAYLOAD.search(payload)
    if found and found[1] in LINKS:
        await LINKS[found[1]](context, found[2])
    elif payload and payload != "hello":
        context.say("start.unknown_link")
    else:
        await hello(context)


async def start_in_group(context: Context) -> None:
    """/start in a group: linked by `g_…`, otherwise only a word on how."""
    found = PAYLOAD.search(context.text)
    if found and found[1] == "g":
        await groups.linked(context, found[2])
    else:
        context.say("groups.hello")


async def hello(context: Context) -> None:
    """What Tandem is, and the next thing for this person."""
    rows = [[Button("Propose a promo", "menu", ("new",))], [Button("I have an invitation", "menu", ("invitation",))]]
    if context.person.has_role():
        rows.append([Button("My promos", "menu", ("promos",))])
    if context.person.works_at:
        rows.insert(0, [Button("Report today", "menu", ("report",))])
    open_forms = await stored_forms.open_ones(context.tx, context.person.id)
    rows += [[form_view.resume_button(open_forms[0])]] if open_forms else []
    context.say("start.hello", name=context.person.name, role=context.person.has_role(), buttons=rows)


async def help_(context: Context) -> None:
    context.say("start.help", owner=bool(context.person.owns), staff=bool(context.person.works_at))


async def cancel(context: Context) -> None:
    """/cancel: nothing is thrown away, the question just rests."""
    listening = context.person.listening
    await people.listen(context.tx, context.person.id, "")
    kind, _, number = listening.partition(":")
    form = (
        await stored_forms.find(context.tx, int(number), context.person.id)
        if kind == "form" and number.isdigit()
        else None
    )
    if form:
        context.say("start.rests", buttons=[[form_view.resume_button(form)]])
    else:
        context.say("start.nothing_open")


async def privacy(context: Context) -> None:
    context.say("start.privacy")


async def text(context: Context) -> None:
    """A plain message: an invitation code, a fingerprint, the answer that is waited for, or a report."""
    words = context.text
    link = PAYLOAD.search(words)
    if link and link[1] in LINKS:
        await LINKS[link[1]](context, link[2])
        return
    mark = agreements.fingerprint_in(words)
    if mark:
        await agreements.check(context, mark)
        return
    await _answer(context)


async def _answer(context: Context) -> None:
    kind, *rest = context.person.listening.split(":")
    if kind == "form" and rest[0].isdigit():
        form = await stored_forms.find(context.tx, int(rest[0]), context.person.id)
        if form:
            await forms.answer(context, form)
            return
    if kind == "change" and len(rest) == 3:
        await changes.answer_change(context, *rest)
    elif kind == "decline":
        await negotiation.answer_decline(context, rest[0])
    elif context.person.has_role():
        await daily_reports.text(context)
    else:
        await hello(context)


async def other(context: Context) -> None:
    """A voice message, a sticker, a photo. A forwarded agreement carries its fingerprint below."""
    mark = agreements.fingerprint_in(context.message.caption or "")
    kind, _, number = context.person.listening.partition(":")
    form = (
        await stored_forms.find(context.tx, int(number), context.person.id)
        if kind == "form" and number.isdigit()
        else None
    )
    if mark:
        await agreements.check(context, mark)
    elif form:
        await forms.ask(context, form, forms.WORDS_PLEASE)
    elif context.person.works_at or context.person.owns:
        context.say("daily.one_number")
    else:
        await hello(context)


async def stale(context: Context) -> None:
    """A button that no longer means anything, or was never ours."""
    context.toast("start.old_button")


async def press_menu(context: Context) -> None:
    """The buttons of the first screen do what the commands do."""
    context.toast()
    doors = {"new": setup.new, "promos": promos.command, "report": daily_reports.command, "staff": staff.overview}
    what = doors.get(context.pressed[0])
    if what:
        await what(context)
    else:
        context.say("start.send_invitation")


async def group_help(context: Context) -> None:
    context.say("groups.help")


async def unknown_command(context: Context) -> None:
    context.say("start.unknown_command")
    await help_(context)
