"""Later words on a report: an answer to a question back, an edited message, a fix. The message is read again."""

from __future__ import annotations

from domain.daily.facts import Flag, ReportingPlace
from handlers.asked import not_yours
from handlers.buttons import number as number_of
from handlers.codes import code
from handlers.context import Context
from handlers.daily.places import own_day, own_post, own_post_of
from handlers.daily.questions import ReportMessage
from handlers.daily.report import ask_now, at, said_now, take
from storage.daily import daily_reports, questions, reporting_places
from storage.daily.questions import Question

OWNERS_FLAGS = (Flag.OWNER_OK, Flag.REFUSE)
ANSWERS = frozenset(Flag) - {Flag.FIX}
NOTHING = {
    Flag.REFUSE: "daily/report.refused", Flag.NO: "daily/report.not_counted", Flag.CODE: "forms/problems.problem",
}  # fmt: skip
"""Answers after which nothing is saved, and what is said then."""


async def on_answer(context: Context) -> None:
    """An answer to a question back: read the same message again with one more flag."""
    number, said = context.pressed[:2]
    flag = next((one for one in ANSWERS if one == said), None)
    row = await questions.question(context.tx, number_of(number))
    post = await _question_post(context, row) if row else None
    owners_only = flag in OWNERS_FLAGS and (post is None or not context.person.is_owner(post.business_id))
    if row is None or post is None or owners_only or flag is None:
        not_yours(context)
        return
    if not await questions.answered(context.tx, row.id, context.now):
        context.toast("daily/report.already_answered")
        return
    context.toast()
    if flag in NOTHING:
        context.edit(NOTHING[flag], place=post.place, problem=code.TYPO)
        return
    await _again(context, post, row, flag)


async def _question_post(context: Context, row: Question) -> ReportingPlace | None:
    """Whose question it is: the person who said it, or an owner of that business."""
    if row.promo_id is None or row.location_id is None:
        return None
    post = await reporting_places.post(context.tx, row.promo_id, row.location_id)
    if post is None:
        return None
    asker = row.person_id == context.person.id and post.location_id in context.person.works_at
    return post if asker or context.person.is_owner(post.business_id) else None


async def _again(context: Context, post: ReportingPlace, row: Question, flag: Flag) -> None:
    context.edit("daily/report.understood", said=row.text)
    flags = frozenset({Flag.KEEP, Flag.USUAL}) if flag is Flag.KEEP else row.flags | {flag}
    asked, said_at = row.said_on, row.asked_at
    await at(context, post, ReportMessage(row.text, row.chat_id, row.message_id, flags, asked, at=said_at))


async def on_place(context: Context) -> None:
    """Which place was meant: for this message, and for the rest of the day."""
    number, promo_id, location = context.pressed[:3]
    row = await questions.question(context.tx, number_of(number))
    post = await own_post(context, promo_id, location)
    if post is None:
        return
    if row is None or row.person_id != context.person.id:
        not_yours(context)
        return
    if not await questions.answered(context.tx, row.id, context.now):
        context.toast("daily/report.already_answered")
        return
    context.toast()
    context.edit("daily/report.here", place=post.place, title=post.title)
    await questions.choose(context.tx, context.person.id, context.today, post.promo_id, post.location_id)
    said = ReportMessage(row.text, row.chat_id, row.message_id, at=row.asked_at)
    await at(context, post, said)


async def edited(context: Context) -> None:
    """An edited message corrects the entry that was read from it."""
    chat, message = context.stands_at
    row = await daily_reports.from_message(context.tx, chat, message, context.person.id)
    if row is None:
        await _never_counted(context)
        return
    post = await own_post_of(context, row)
    if post is None:
        context.say("daily/report.no_longer")
        return
    day = row.day
    words = context.text.partition(" ")[2] if context.text.startswith("/") else context.text
    await at(context, post, ReportMessage(words, chat, message, frozenset({Flag.REPLACE, Flag.USUAL}), day))


async def _never_counted(context: Context) -> None:
    """The message could not be read before, or was asked back: now it is a report like any other."""
    pending = context.person.pending_prompt.kind
    if context.person.has_role() and pending in ("", "day", "fix", "which") and not context.text.startswith("/"):
        await take(context, said_now(context, context.text))


async def on_fix(context: Context) -> None:
    """Fix: the next number replaces what stands for that day."""
    found = await own_day(context)
    if found:
        context.toast()
        await ask_now(context, *found)
