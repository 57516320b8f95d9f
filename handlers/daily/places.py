"""Where somebody may report: the promos that count at their locations and at those of their businesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.daily.facts import ReportingPlace
from domain.states import COUNTING, WAITING
from handlers.asked import not_yours
from handlers.buttons import day_of
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.agreement import promos
from storage.daily import reporting_places
from storage.daily.daily_reports import DayReported
from storage.daily.questions import Shift
from templates.format import values


def both(post: ReportingPlace) -> str:
    return f"{post.place} · {post.title}"


def told_apart(posts: Sequence[ReportingPlace], language: str) -> list[str]:
    """What each is called on a button: the place; the promo where one place is in several, with its first day if they
    have the same name; and both where there are several of both."""
    several = Counter(post.place for post in posts)
    titles = Counter((post.place, post.title) for post in posts)

    def called(post: ReportingPlace) -> str:
        twice = titles[post.place, post.title] > 1
        title = f"{post.title}, {values.day_month(post.starts, language)}" if twice else post.title
        parts = [post.place] if len(several) > 1 or several[post.place] == 1 else []
        return " · ".join([*parts, *([title] if several[post.place] > 1 else [])])

    return [called(post) for post in posts]


def same(post: ReportingPlace, row: DayReported | Shift) -> bool:
    return (post.promo_id, post.location_id) == (row.promo_id, row.location_id)


async def say_nothing_runs(context: Context) -> None:
    """Nobody can report here now: what the person's promos wait for, or that none runs."""
    mine = [promo for promo in await promos.mine_any(context.tx, context.person.owns) if promo.state in WAITING]
    context.say("daily/report.nothing_runs", promos=mine)


async def own_posts(context: Context) -> tuple[ReportingPlace, ...]:
    """Where the speaker may report now; a promo whose start has come starts first, unless it waits for a word."""
    posts = await reporting_places.posts_by(context.tx, context.person, context.now)
    late = {post.promo_id for post in posts if post.state not in COUNTING}
    for promo_id in sorted(late):
        await context.app.start_in_time(context.work, promo_id)
    return await reporting_places.posts(context.tx, context.person) if late else posts


async def own_post(context: Context, promo_id: str = "", location: str = "", *_: str) -> ReportingPlace | None:
    """The place that a button names, if this person may report or correct there now."""
    found = await reporting_places.correctable(context.tx, context.person, promo_id, number_of(location))
    if found is None:
        not_yours(context)
    return found


async def own_day(context: Context) -> tuple[ReportingPlace, date] | None:
    """The place and day that a button names first, if this person may report there now."""
    promo_id, location, day = context.pressed[:3]
    post = await own_post(context, promo_id, location)
    named = day_of(day)
    if post and named is None:
        context.toast("menu/start.old_button")
    return (post, named) if post and named else None


async def own_post_of(context: Context, row: DayReported) -> ReportingPlace | None:
    return await reporting_places.correctable(context.tx, context.person, row.promo_id, row.location_id)
