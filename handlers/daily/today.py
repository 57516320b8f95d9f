"""/today: what a cashier's day says so far, at each place where they may report."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from domain.daily.facts import ReportingPlace
from domain.daily.totals import DayTotals
from domain.rights import Person
from handlers.buttons import Button, Rows
from handlers.codes.photo import page_row
from handlers.context import Context, Work
from handlers.daily.places import own_posts, say_nothing_runs
from storage.daily import daily_reports, reporting_places
from storage.staff import shifts
from storage.staff.shifts import WorkerUses


class SoFar(Struct, frozen=True):
    """A place's working day; `totals` is None while nothing was said and no code was used."""

    post: ReportingPlace
    day: date
    totals: DayTotals | None
    workers: list[WorkerUses]  # where a phone is shared


async def command(context: Context) -> None:
    await own_posts(context)  # a promo whose start has come starts first
    days = await so_far(context.work, context.person)
    if days:
        context.say("daily/today.so_far", days=days, buttons=_next(context, days))
    else:
        await say_nothing_runs(context)


def _next(context: Context, days: list[SoFar]) -> Rows:
    coded = any(one.post.coded for one in days)
    return [[Button("Report today", "menu", ("report",))], *(page_row(context.app) if coded else [])]


async def so_far(work: Work, person: Person) -> list[SoFar]:
    return [await _so_far(work, post) for post in await reporting_places.posts(work.tx, person) if post.shut is None]


async def _so_far(work: Work, post: ReportingPlace) -> SoFar:
    day = post.today(work.now)
    counted = await daily_reports.counted(work.tx, post.promo_id, day, day)
    mine = next((one for one in counted if one.location_id == post.location_id), None)
    return SoFar(post, day, mine, await shifts.uses(work.tx, post.promo_id, post.location_id, day))
