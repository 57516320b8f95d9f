"""Plain messages: a link, a fingerprint, the answer that is waited for, a code, a report; photos and files."""

from __future__ import annotations

from bot.routes import tables
from bot.routes.deep_links import follow
from domain import reading
from domain.reading import Wish
from handlers.agreement import documents, partner_questions
from handlers.codes import code, photo
from handlers.context import Context
from handlers.daily import answers, in_group, open_parts, report
from handlers.daily.places import own_posts
from handlers.forms import dialogue, typed
from handlers.groups import group
from handlers.menu import start
from storage import people
from storage.queues import inbox

WISHES = {Wish.STATUS: group.status, Wish.WEEK: group.week, Wish.OWING: group.owing}


async def on_text(context: Context) -> None:
    """Words in private. Those that could not be taken are remembered: their edit is read as if it was new."""
    await _text(context)
    if context.work.refused or context.person.refused_message:
        refused = context.stands_at[1] if context.work.refused else None
        await people.refused(context.tx, context.person.id, refused)


async def on_edited(context: Context) -> None:
    """An edit of what could not be taken is that answer; otherwise it corrects a report."""
    if context.stands_at[1] == context.person.refused_message:
        await on_text(context)
    else:
        await answers.edited(context)


async def on_group_reply(context: Context) -> None:
    """A reply to a post of the bot in the group: a question that it knows, or a report."""
    wish = reading.wish(context.text)
    if wish and in_group.is_to_us(context):
        await WISHES[wish](context)
    else:
        await in_group.reply(context)


async def _text(context: Context) -> None:
    mark = documents.fingerprint_in(context.text)
    if await follow(context, context.text):
        return
    if mark:
        await documents.check(context, mark)
    elif context.incoming.is_passed_on:
        await on_other(context)
    else:
        await _on_words(context)


async def _on_words(context: Context) -> None:
    kind, rest = context.person.pending_prompt.kind, context.person.pending_prompt.args
    if await partner_questions.replied(context):
        return
    if kind not in ("reward", "numbers") and await code.typed(context):
        return
    form = await start.open_form(context)
    if form:
        await typed.answer(context, form)
    elif kind == "form":
        await context.expect_nothing()
        context.say("forms/forms.gone")
    elif kind == "open" and await open_parts.answer(context, *rest):
        return
    elif take := tables.answer_to(kind):
        await take(context, *rest)
    elif reading.may_be_words(context.text) and await tables.heard(context):
        return
    elif context.person.has_role():
        await report.text(context)
    else:
        await start.hello(context)


async def on_other(context: Context) -> None:
    """A forwarded agreement carries its fingerprint; what nobody takes gets the question again."""
    mark = documents.fingerprint_in(context.message.caption or "")
    form = await start.open_form(context)
    if await _album_goes_on(context):
        await photo.took(context, album=True)
        return
    for took in tables.takers():
        if await took(context):
            return
    if await documents.check_file(context, asked=form is not None):
        return
    if mark and not context.message.document:
        await documents.check(context, mark)
    elif form:
        await dialogue.ask(context, form, dialogue.WORDS_PLEASE)
    elif tables.answer_to(context.person.pending_prompt.kind):
        context.say("forms/problems.problem", problem=dialogue.WORDS_PLEASE)
    elif await own_posts(context):
        context.say("daily/report.one_number")
    else:
        await tables.not_taken(context)


async def _album_goes_on(context: Context) -> bool:
    """Several pictures sent at once are several messages; the first is answered for all."""
    album, (chat, _) = context.message.media_group_id, context.stands_at
    return bool(album) and await inbox.album_began(context.tx, chat, context.incoming.update_id, str(album))
