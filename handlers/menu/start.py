"""/start, /help, links, and the plain messages that nothing else expects."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from handlers.account import reminder_hours
from handlers.agreement import decline, documents, negotiation, pitch, proposal, setup
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes import card_sheets, code, voiding
from handlers.context import Context
from handlers.daily import report
from handlers.duties import proofs
from handlers.forms import dialogue, view
from handlers.groups import group
from handlers.ledger import certificates, dispute, dispute_replies, photo_requests
from handlers.lifecycle import pause_and_cancel
from handlers.measures import entry, files
from handlers.menu import promo_card
from handlers.results import final, weekly
from handlers.rewards import vouchers
from handlers.settlement import exchange_rates, expenses, settlement_replies
from handlers.staff import members
from storage import forms as stored_forms
from storage import people
from storage.forms import Form
from storage.queues import inbox

PAYLOAD = re.compile(r"(?<![A-Za-z0-9_-])([bcdsgr])_([A-Za-z0-9_-]{6,60})(?![A-Za-z0-9_-])")
LINKS: dict[str, Callable[[Context, str], Awaitable[None]]] = {
    "b": proposal.open_link,
    "c": code.open_link,
    "d": pitch.open_link,
    "s": members.open_link,
    "r": weekly.open_link,
}


EXPECTED: dict[str, Callable[..., Awaitable[None]]] = {
    "decline": decline.answer_decline,
    "remark": negotiation.answer_remark,
    "object": negotiation.answer_objection,
    "stop": pause_and_cancel.answer,
    "proof": proofs.words_instead,
    "doubt": proofs.answer_doubt,
    "cards": card_sheets.answer,
    "void": voiding.answer,
    "dispute": dispute.answer_why,
    "correct": dispute_replies.answer_correct,
    "stays": dispute_replies.answer_stays,
    "reward": vouchers.answer_number,
    "certs": certificates.answer_count,
    "explain": certificates.answer_explain,
    "expense": expenses.answer,
    "opinion": final.answer_comment,
    "rate": exchange_rates.answer,
    "wrong": settlement_replies.answer_wrong,
    "numbers": entry.answer,
    "hours": reminder_hours.answer,
}
"""What a plain message answers when a question waits for it."""


async def start(context: Context) -> None:
    """Bare, or with what a link carried."""
    payload = context.text.partition(" ")[2].strip()
    found = PAYLOAD.search(payload)
    if found and found[1] in LINKS:
        await LINKS[found[1]](context, found[2])
    elif payload and payload != "hello":
        context.say("menu/start.unknown_link")
    else:
        await hello(context)


async def start_in_group(context: Context) -> None:
    """/start in a group: linked by `g_…`, otherwise only a word on how."""
    found = PAYLOAD.search(context.text)
    if found and found[1] == "g":
        await group.linked(context, found[2])
    else:
        context.say("groups/group.hello")


async def hello(context: Context) -> None:
    """What Tandem is, and the next thing for this person."""
    rows = [[Button("Propose a promo", "menu", ("new",))], [Button("I have an invitation", "menu", ("invitation",))]]
    if context.person.has_role():
        rows.append([Button("My promos", "menu", ("promos",))])
    if context.person.works_at:
        rows.insert(0, [Button("Report today", "menu", ("report",))])
    open_forms = await stored_forms.open_ones(context.tx, context.person.id)
    rows += [[view.resume_button(open_forms[0])]] if open_forms else []
    context.say("menu/start.hello", name=context.person.name, role=context.person.has_role(), buttons=rows)


async def help_(context: Context) -> None:
    context.say("menu/start.help", owner=bool(context.person.owns), staff=bool(context.person.works_at))


async def cancel(context: Context) -> None:
    """/cancel: nothing is thrown away, the question just rests."""
    form = await _form(context)
    await people.listen(context.tx, context.person.id, "")
    if form:
        context.say("menu/start.rests", buttons=[[view.resume_button(form)]])
    else:
        context.say("menu/start.nothing_open")


async def _form(context: Context) -> Form | None:
    """The open form that this person's next message answers."""
    kind, _, number = context.person.listening.partition(":")
    return await stored_forms.find(context.tx, number_of(number), context.person.id) if kind == "form" else None


async def text(context: Context) -> None:
    """A plain message: an invitation code, a fingerprint, the answer that is waited for, or a report."""
    link = PAYLOAD.search(context.text)
    mark = documents.fingerprint_in(context.text)
    if link and link[1] in LINKS:
        await LINKS[link[1]](context, link[2])
    elif mark:
        await documents.check(context, mark)
    elif context.message.forward_origin or context.message.via_bot:
        await other(context)
    else:
        await _answer(context)


async def _answer(context: Context) -> None:
    kind, *rest = context.person.listening.split(":")
    if kind not in ("reward", "numbers") and await code.typed(context):
        return
    form = await _form(context)
    if form:
        await dialogue.answer(context, form)
    elif kind == "form":
        await people.listen(context.tx, context.person.id, "")
        context.say("forms/forms.gone")
    elif kind in EXPECTED:
        await EXPECTED[kind](context, *rest)
    elif context.person.has_role():
        await report.text(context)
    else:
        await hello(context)


async def other(context: Context) -> None:
    """A voice message, a sticker, a photo, somebody else's words. A forwarded agreement carries its fingerprint."""
    mark = documents.fingerprint_in(context.message.caption or "")
    form = await _form(context)
    if await _album_goes_on(context):
        return
    if await proofs.took(context) or await photo_requests.photo(context) or await expenses.receipt(context):
        return
    if await files.took(context):
        return
    if await documents.check_file(context, asked=form is not None):
        return
    if mark and not context.message.document:
        await documents.check(context, mark)
    elif form:
        await dialogue.ask(context, form, dialogue.WORDS_PLEASE)
    elif context.person.listening.partition(":")[0] in EXPECTED:
        context.say("forms/problems.problem", problem=dialogue.WORDS_PLEASE)
    elif context.person.has_role():
        context.say("daily/report.one_number")
    else:
        await hello(context)


async def _album_goes_on(context: Context) -> bool:
    """Several pictures sent at once are several messages; the first is answered for all."""
    album = context.message.media_group_id
    update_id = context.incoming.update_id
    return bool(album) and await inbox.album_began(context.tx, context.message.chat.id, update_id, str(album))


async def stale(context: Context) -> None:
    """A button that no longer means anything, or was never ours."""
    context.toast("menu/start.old_button")


async def press_menu(context: Context) -> None:
    """The buttons of the first screen do what the commands do."""
    context.toast()
    doors = {"new": setup.new, "promos": promo_card.command, "report": report.command, "staff": members.overview}
    what = doors.get(context.pressed[0])
    if what:
        await what(context)
    else:
        context.say("menu/start.send_invitation")


async def group_help(context: Context) -> None:
    context.say("groups/group.help")


async def unknown_command(context: Context) -> None:
    context.say(
        ("menu/start.unknown_command", "menu/start.help"),
        owner=bool(context.person.owns),
        staff=bool(context.person.works_at),
    )
