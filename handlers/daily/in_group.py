"""Reports in the partners' group: read as in private, answered in a line that names no cashier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.daily.facts import AskBack, AskOwner, Flag, ReportingPlace, Save, Unchanged
from domain.daily.report import Decision
from domain.reading import Problem
from handlers.context import Context, Reader
from handlers.daily import days
from handlers.daily.places import own_posts, same
from handlers.daily.questions import ReportMessage, ask_back, ask_owner, which
from handlers.daily.report import decided, said_now
from handlers.daily.saving import save
from handlers.recipients import reader_of
from storage.daily import daily_reports, questions
from storage.groups import groups
from storage.queues import outbox

EDITED = frozenset({Flag.REPLACE, Flag.USUAL})


async def command(context: Context) -> None:
    """/report 12 8400 in the group. Alone it only says how; somebody without a shop here gets a no."""
    posts = await _posts(context)
    words = context.text.partition(" ")[2].strip()
    if not posts:
        context.say("daily/report.not_in_group")
    elif not words:
        await _say(context, "daily/report.in_group_how")
    else:
        said = said_now(context, words)
        post = await _place(context, posts, said)
        if post:
            await _at(context, post, said)


async def reply(context: Context) -> None:
    """A reply to a message of the bot. What is no report is talk, and none of our business."""
    ours = is_to_us(context)
    asks = context.text.rstrip().endswith("?")
    posts = await _posts(context) if ours and not asks and not context.incoming.is_passed_on else ()
    said = said_now(context, context.text)
    post = await _place(context, posts, said, talk=True) if posts else None
    if post:
        await _at(context, post, said, talk=True)


def is_to_us(context: Context) -> bool:
    author: Mapping[str, Any] = context.incoming.replied_to.get("from", {})
    return bool(author.get("username") == context.app.bot_username)


async def edited(context: Context) -> None:
    """An edited message of the group corrects the entry that was read from it."""
    chat, message = context.stands_at
    row = await daily_reports.from_message(context.tx, chat, message, context.person.id)
    post = next((one for one in await _posts(context) if row and same(one, row)), None)
    if row is None or post is None:
        return
    words = context.text.partition(" ")[2] if context.text.startswith("/") else context.text
    said = ReportMessage(words, chat, message, EDITED, row.day)
    await _at(context, post, said)


async def _posts(context: Context) -> tuple[ReportingPlace, ...]:
    """Where this person may report, of the promos that this group follows."""
    linked = {row.promo_id for row in await groups.in_chat(context.tx, context.here.chat_id)}
    posts = await own_posts(context) if linked and context.person.has_role() else ()
    return tuple(post for post in posts if post.promo_id in linked)


async def _place(
    context: Context, posts: tuple[ReportingPlace, ...], said: ReportMessage, *, talk: bool = False
) -> ReportingPlace | None:
    """The only place, or the one that was chosen for today; otherwise the place is asked in private."""
    chosen = await questions.chosen(context.tx, context.person.id, context.today) if len(posts) > 1 else None
    post = posts[0] if len(posts) == 1 else next((one for one in posts if chosen and same(one, chosen)), None)
    if post is None and not (talk and isinstance(await decided(context, posts[0], said), Problem | None)):
        await which(context, said, posts)
        await _say(context, "daily/report.asked_in_private")
    return post


async def _at(context: Context, post: ReportingPlace, said: ReportMessage, *, talk: bool = False) -> None:
    """What cannot be saved of one day keeps the others waiting too."""
    each = await days.each(context, post, said)
    decisions = [(one, await decided(context, post, one)) for one in each]
    problem = next((one for _, one in decisions if one is None or isinstance(one, Problem)), None)
    if not each:
        await _say(context, "daily/report.asked_in_private")
    elif isinstance(problem, Problem) and not talk:
        await _refuse(context, problem)
    elif all(decision is not None and not isinstance(decision, Problem) for _, decision in decisions):
        await _act(context, post, [(one, decision) for one, decision in decisions if decision])


async def _refuse(context: Context, problem: Problem) -> None:
    if problem.reason == "code_not_here":
        await _say(context, "daily/report.code_in_group")
    else:
        await _say(context, ("forms/problems.problem", "daily/report.in_group_how"), problem=problem)


async def _act(context: Context, post: ReportingPlace, decisions: Sequence[tuple[ReportMessage, Decision]]) -> None:
    stands = []
    asked = False
    for said, decision in decisions:
        match decision:
            case Save(entry):
                await save(context, post, said, entry)
                stands.append(entry)
            case Unchanged(entry):
                stands.append(entry)
            case AskBack():
                await ask_back(context, post, said, decision)
                asked = True
            case AskOwner():
                await ask_owner(context, post, said, decision)
                asked = True
    if stands:
        await _say(context, "daily/report.saved_in_group", entries=stands, place=post.place)
    if asked:
        await _say(context, "daily/report.asked_in_private")


async def _say(context: Context, text: str | tuple[str, ...], **data: Any) -> None:
    """In the group's language, in the topic where it was said."""
    rows = await groups.in_chat(context.tx, context.here.chat_id)
    language = reader_of(rows[0]).language if rows else context.person.language
    here = Reader(context.here.chat_id, language, context.here.thread_id)
    context.work.tell(here, text, urgency=outbox.ANSWER, silent=True, **data)
