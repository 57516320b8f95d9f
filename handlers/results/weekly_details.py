"""A week by day and place, for those who may see it, with the days that can be fixed."""

from __future__ import annotations

from datetime import date

from domain.agreement.sharing import Topic, daily, shared
from domain.agreement.terms import Terms
from domain.calendar import promo_weeks
from domain.results import breakdown
from domain.results.weekly import days_of
from domain.schedule import plan
from domain.schedule.reporting_days import is_shut
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.context import Context
from handlers.results import weekly
from handlers.results.metrics import found_at
from storage.agreement import promos
from storage.agreement.promos import Promo
from templates.format import values


async def open_link(context: Context, payload: str) -> None:
    """?start=r_…: a week by day and place, for owners and staff; `-fix` offers the days."""
    promo_id, number, fix = [*payload.split("-"), "", ""][:3]
    promo = await _visible(context, promo_id)
    if promo is None or not number.isdigit():
        not_yours(context)
        return
    weeks = promo_weeks(promo.terms.starts, promo.terms.ends)
    if not 1 <= int(number) <= len(weeks):
        not_yours(context)
        return
    await _details(context, promo, promo.terms, int(number), bool(fix))


async def _visible(context: Context, promo_id: str) -> Promo | None:
    """The promo for its owners, and for the staff of its locations."""
    mine = await promos.find(context.tx, promo_id, context.person.owns)
    if mine:
        return mine
    return next((p for p in await promos.working_at(context.tx, context.person.works_at) if p.id == promo_id), None)


async def _details(context: Context, promo: Promo, terms: Terms, number: int, fix: bool) -> None:
    """Totals by business for partners; one's own places day by day, with buttons to fix."""
    report, facts = await weekly.figures(context.work, promo, terms, number)
    own = [side for side in report.sides if side.business_id == promo.business_id]
    places = [place for place in facts.places if _may_fix(context, place)]
    days = [day for day in days_of(report.week) if day <= context.today]
    there = [(place, day) for place in places for day in days if not is_shut(place, day)]
    buttons = [
        [
            Button(
                "✎ %(day)s · %(place)s",
                "fix",
                (promo.id, place.location_id, day),
                words={"day": values.day(day, context.person.language), "place": place.name},
            )
        ]
        for place, day in there
    ][:21]
    shares = breakdown.by_place(facts, promo.business_id, report.week.first)
    context.say(
        "results/weekly.details",
        promo=promo,
        report=report,
        own=own,
        fix=fix,
        shares=shares,
        channels=breakdown.by_channel(shares),
        **await found_at(context.work, promo, report.week.first, report.week.last),
        open=_is_open(terms, report.week.last, context.today),
        buttons=buttons if fix else [],
    )


def _is_open(terms: Terms, last: date, today: date) -> bool:
    """Whether partners see each other's total of that week: where they see no single days, once it is over."""
    return shared(terms, Topic.CUSTOMERS) and (daily(terms, Topic.CUSTOMERS) or last < today)


def _may_fix(context: Context, place: plan.Place) -> bool:
    mine = place.location_id in context.person.works_at and place.shut is None
    return mine or place.business_id in context.person.owns
