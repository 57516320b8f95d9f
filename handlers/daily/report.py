"""A location's numbers for a day, in the cashier's words: load, decide, save, say."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from domain import reading
from domain.calendar import local
from domain.daily import report
from domain.daily.facts import AskBack, AskOwner, Flag, ReportFacts, ReportingPlace, Save, Unchanged
from domain.daily.report import Decision
from domain.reading import CodeOrReport, Problem, Undo
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes import code
from handlers.context import Context
from handlers.daily import days, old_days, open_parts, saving, undo
from handlers.daily.buttons import numbers
from handlers.daily.places import both, own_day, own_post, own_posts, same, say_nothing_runs
from handlers.daily.questions import ReportMessage, ask_back, ask_owner, which
from handlers.forms.view import resume_button
from storage import forms
from storage.codes import codes, use_counts
from storage.daily import daily_reports, questions, reporting_places

NOON = 12


async def text(context: Context) -> None:
    """A plain message of somebody who may report."""
    await take(context, said_now(context, context.text))


def said_now(context: Context, words: str) -> ReportMessage:
    return ReportMessage(words, *context.stands_at)


async def command(context: Context) -> None:
    """/report alone asks; with numbers behind it, it is the report."""
    words = "" if context.incoming.is_press else context.text.partition(" ")[2].strip()
    if words:
        await take(context, said_now(context, words))
        return
    posts = await own_posts(context)
    post = posts[0] if len(posts) == 1 else None
    if not posts:
        await say_nothing_runs(context)
    elif post:
        await ask_now(context, post)
    else:
        context.say(
            "daily/report.which",
            buttons=[[Button(both(p), "ask", (p.promo_id, p.location_id), own=True)] for p in posts],
        )


async def on_place_chosen(context: Context) -> None:
    """The place was picked: remember it for the day and ask for the number."""
    post = await own_post(context, *context.pressed[:2])
    if post and post.shut:
        context.toast("menu/start.old_button")
    elif post:
        context.toast()
        await questions.choose(context.tx, context.person.id, context.today, post.promo_id, post.location_id)
        await ask_now(context, post)


async def ask_now(context: Context, post: ReportingPlace, day: date | None = None) -> None:
    """Ask for the number of today, or on purpose for that of a day."""
    kind, day = ("fix", day) if day else ("day", post.today(context.said_at))
    await context.expect_reply(kind, post.promo_id, post.location_id, day)
    redeemed = await use_counts.by_codes(context.tx, post, day)
    context.say(
        "daily/report.question",
        place=post.place,
        title=post.title,
        day=day,
        redeemed=redeemed,
        buttons=numbers(post, day, redeemed, context.now),
    )


async def on_number(context: Context) -> None:
    """A number on the closing question, or one of its other answers."""
    found = await own_day(context)
    if found is None:
        return
    context.toast()
    (post, day), what = found, context.pressed[3]
    if what == "other":
        await context.expect_reply("day", post.promo_id, post.location_id, day)
        context.say("daily/report.type_it", day=day)
        return
    redeemed = await use_counts.by_codes(context.tx, post, day)
    if redeemed and what.isdigit() and int(what) < redeemed:
        await _renew(context, post, day, redeemed)
        return
    words = "closed" if what == "closed" else what
    await at(context, post, ReportMessage(words, *context.stands_at, frozenset({Flag.TOTAL}), asked=day))


async def _renew(context: Context, post: ReportingPlace, day: date, redeemed: int) -> None:
    """The button is from before the last codes: nothing is saved, the question comes with numbers of now."""
    texts = ("daily/report.codes_came", "daily/report.question")
    rows = numbers(post, day, redeemed, context.now)
    context.edit(texts, buttons=rows, place=post.place, title=post.title, day=day, redeemed=redeemed)


async def take(context: Context, said: ReportMessage, post: ReportingPlace | None = None) -> None:
    """A report for the place that is meant; it is asked when there are several."""
    if await code.in_report(context, said.text):
        return
    posts = await own_posts(context)
    pending = await _pending(context, posts)
    if not posts and not pending:
        await say_nothing_runs(context)
        return
    post = post or (pending[0] if pending else None) or await _place(context, posts)
    if post is None:
        await which(context, said, posts)
        return
    if pending and pending[0] == post:
        fixes = frozenset({Flag.FIX}) if pending[1] else frozenset()
        said = replace(said, asked=said.asked or pending[1], expected=pending[2], flags=said.flags | fixes)
    await at(context, post, said)


async def _pending(
    context: Context, posts: tuple[ReportingPlace, ...]
) -> tuple[ReportingPlace, date | None, date | None] | None:
    """The place the bot asked about last, with the day to fix or the day it expects; until noon that is yesterday."""
    prompt = context.person.pending_prompt
    if prompt.kind not in ("day", "fix"):
        return None
    promo_id, location, day = prompt.args
    post = next((p for p in posts if p.promo_id == promo_id and str(p.location_id) == location), None)
    if prompt.kind == "fix" and post is None:
        post = await reporting_places.correctable(context.tx, context.person, promo_id, number_of(location))
    if post is None:
        return None
    asked, now = date.fromisoformat(day), local(context.said_at, post.zone)
    if prompt.kind == "fix":
        return post, asked, None
    fresh = now.date() == asked or (now.date() == asked + timedelta(days=1) and now.hour < NOON)
    return (post, None, asked) if fresh else None


async def _place(context: Context, posts: tuple[ReportingPlace, ...]) -> ReportingPlace | None:
    if len(posts) == 1:
        return posts[0]
    row = await questions.chosen(context.tx, context.person.id, context.today)
    return next((p for p in posts if row and same(p, row)), None)


async def at(context: Context, post: ReportingPlace, said: ReportMessage) -> None:
    """Read the message for one place and do what it says, for each day that it names: all, or nothing of what cannot
    be saved. What is saved gets one answer, what is asked its own question."""
    decisions = [(one, await decided(context, post, one)) for one in await days.each(context, post, said)]
    if [decision for _, decision in decisions] == [None]:
        await undo.undo(context)
        return
    problem = next((pair for pair in decisions if isinstance(pair[1], Problem)), None)
    doable = [problem] if problem else decisions
    saved = [
        (one, decision)
        for one, decision in doable
        if isinstance(decision, Save) and not await old_days.waits(context, post, decision.was, decision.entry)
    ]
    for one, decision in saved:
        await saving.save(context, post, one, decision.entry)
    await _say_saved(context, post, [decision for _, decision in saved], alone=len(decisions) == 1)
    for one, other in doable:
        await _say_unsaved(context, post, one, other)


async def decided(context: Context, post: ReportingPlace, said: ReportMessage) -> Decision | None:
    """What the message does at one place; None for "take it back"."""
    today = post.today(said.at or context.said_at)
    read = reading.report(said.text, today=today, currency=post.currency)
    if isinstance(read, Undo):
        return None
    day = getattr(read, "day", None) or said.asked or said.expected or today
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, today, day)
    owner = context.person.is_owner(post.business_id)
    coded = isinstance(read, CodeOrReport) and await codes.concern(context.tx, context.person)
    by_codes = await use_counts.by_codes(context.tx, post, day)
    facts = ReportFacts(
        post=post,
        entries=entries,
        owner=owner,
        now=context.said_at,
        asked=said.asked,
        expected=said.expected,
        codes=coded,
        by_codes=by_codes,
    )
    return report.decide(facts, read, said.flags, context.person.id)


async def _say_saved(context: Context, post: ReportingPlace, saved: list[Save], *, alone: bool) -> None:
    """One day with what else is asked of it, several in a line each."""
    if not saved:
        return
    back = await _back_to_form(context)
    if not alone:
        days.say_saved(context, post, [one.entry for one in saved], back)
        return
    entry = saved[0].entry
    texts, more, data = await open_parts.follow_up(context, post, entry)
    rows = [*more, [days.fix(post, entry), days.take_back(post, entry)], *back]
    context.say(("daily/report.saved", *texts), entry=entry, was=saved[0].was, place=post.place, buttons=rows, **data)


async def _say_unsaved(context: Context, post: ReportingPlace, said: ReportMessage, decision: Decision | None) -> None:
    match decision:
        case AskBack():
            await ask_back(context, post, said, decision)
        case AskOwner():
            await ask_owner(context, post, said, decision)
        case Unchanged():
            context.say("daily/report.kept", entry=decision.entry, place=post.place)
        case Problem():
            context.say(("forms/problems.problem", "daily/report.example"), problem=replace(decision, example=""))


async def _back_to_form(context: Context) -> list[list[Button]]:
    """Somebody in a half-finished form gets a button back to the same step."""
    prompt = context.person.pending_prompt
    if prompt.kind == "fix":
        await context.expect_nothing()
    if prompt.kind != "form":
        return []
    form = await forms.find(context.tx, number_of(prompt.args[0]), context.person.id)
    return [[resume_button(form)]] if form else []
