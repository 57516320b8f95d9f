"""The weekly report: a picture and a caption for the group, details for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from domain.agreement.sharing import Topic, daily, goal_shared, shared
from domain.agreement.terms import Terms
from domain.calendar import local_day, promo_weeks, quiet
from domain.daily.totals import percent
from domain.money import Money
from domain.results import advice, breakdown, inputs, weekly
from domain.results.inputs import MetricInputs
from domain.results.weekly import WeeklyReport
from domain.schedule import plan
from domain.schedule.reporting_days import is_shut
from handlers.buttons import Button, Link, Rows
from handlers.context import Context, Reader, Work
from handlers.recipients import readers, tell_owners
from handlers.results import metrics
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.queues import outbox
from templates.format import values
from templates.render import plain
from templates.words.msgid import N_


async def post(work: Work, promo: Promo, number: int | None, again: bool = False) -> WeeklyReport | None:
    """Send week `number` (None: the last whole one). None when there is no such week yet."""
    terms = promo.terms
    if terms is None:
        return None
    weeks, zone = promo_weeks(terms.starts, terms.ends), await _zone(work, promo)
    number = number or sum(week.last < local_day(work.now, zone) for week in weeks)
    if not number:
        return None
    report, facts = await figures(work, promo, terms, number)
    at = work.now if again else quiet(work.now, zone)
    for reader in await readers(work, promo):
        _send(work, reader, promo, report, facts, "" if again else f"week:{promo.id}:{number}:{reader.chat_id}", at)
    return report


async def _zone(work: Work, promo: Promo) -> str:
    business = await businesses.find(work.tx, promo.business_id)
    return business["zone"] if business else work.app.default_zone


async def figures(work: Work, promo: Promo, terms: Terms, number: int) -> tuple[WeeklyReport, MetricInputs]:
    """A week's report, and what is known of the whole promo by its end."""
    weeks = promo_weeks(terms.starts, terms.ends)
    facts = await metrics.gather(work, promo, weeks[number - 1].last)
    return weekly.weekly(facts.in_force, facts.places, facts.entries, weeks, number), facts


async def ask_the_silent(work: Work, promo: Promo, report: WeeklyReport) -> None:
    """A place without one report in the week is named to its own owners only."""
    for place in report.silent:
        await tell_owners(
            work,
            [place.business_id],
            "results/weekly.silent",
            n=report.week.number,
            title=promo.title,
            place=place.name,
            day=report.week.last,
            key=f"silent:{promo.id}:{place.location_id}:{report.week.number}",
        )


def _send(
    work: Work, reader: Reader, promo: Promo, report: WeeklyReport, facts: MetricInputs, key: str, at: datetime
) -> None:
    said = words(promo, report, facts)
    work.tell(
        reader,
        "results/weekly.caption",
        buttons=buttons_of(work, promo, report),
        key=key or None,
        urgency=outbox.BULK,
        drawing=picture_of(reader, report, said),
        not_before=at,
        **said,
    )


def buttons_of(work: Work, promo: Promo, report: WeeklyReport) -> Rows:
    name = f"{promo.id}-{report.week.number}"
    take = Link(N_("Export"), work.app.link(f"r_{promo.id}-export"))
    return [
        [Link(N_("Details"), work.app.link(f"r_{name}")), Link(N_("Fix a day"), work.app.link(f"r_{name}-fix"))],
        [take],
    ]


def picture_of(reader: Reader, report: WeeklyReport, said: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """None where partners do not show each other their customers."""
    return ("weekly", _picture(reader.language, said, report)) if said["open"] else None


def words(promo: Promo, report: WeeklyReport, facts: MetricInputs) -> dict[str, Any]:
    """The figures as the caption and the picture name them."""
    terms, goal_open = facts.terms, goal_shared(facts.terms)
    pace = inputs.goal(facts) if goal_open else None
    return {
        "title": promo.title,
        "report": report,
        "week": report.week,
        "change": percent(report.used - report.before, report.before)
        if report.before and report.used is not None
        else None,
        "discounts": Money(report.discounts, terms.currency) if report.discounts is not None else None,
        "takings": [
            (Money(t.sales, t.currency), Money(t.average, t.currency) if t.average is not None else None)
            for t in report.takings
        ],
        "new_percent": percent(report.new, report.new_of) if report.new is not None else None,
        "pace": pace,
        "goal_open": goal_open,
        "minimum": terms.minimum,
        "advice": advice.advise(report, terms, inputs.beside(facts)),
        "done_percent": percent(pace.done, pace.target) if pace else None,
        "gone_percent": percent(pace.gone.numerator, pace.gone.denominator) if pace else None,
        "currency": terms.currency,
        "open": shared(terms, Topic.CUSTOMERS),
        "by_day": daily(terms, Topic.CUSTOMERS),
        "sales_open": shared(terms, Topic.SALES),
        "corrected": (),
    }


def _picture(language: str, words: Mapping[str, Any], report: WeeklyReport) -> dict[str, Any]:
    """The same as the caption says, for the drawing: words ready, numbers as numbers."""

    def say(block: str) -> str:
        return plain(f"results/weekly.{block}", language, **words)

    pace = words["pace"]
    return {
        "title": words["title"],
        "subtitle": say("subtitle"),
        "headline": _figure(report.used, language),
        "headline_note": say("headline_note"),
        **(_by_day(report, language) if words["by_day"] else _by_week(report, language)),
        "last_week_label": say("last_week"),
        "missing_label": say("no_report"),
        "closed_label": say("closed"),
        "goal": {
            "label": say("goal_label"),
            "done": pace.done,
            "target": pace.target,
            "time_gone": float(pace.gone),
            "time_label": say("time_label"),
            "pace": say("pace_label"),
        }
        if pace
        else None,
        "footer": say("coverage"),
    }


def _figure(count: int | None, language: str) -> str:
    return "–" if count is None else values.number(count, language)


def _by_day(report: WeeklyReport, language: str) -> dict[str, Any]:
    return {
        "days": [_day_name(mark.day, language) for mark in report.sides[0].days],
        "businesses": [{"name": side.name, "days": [_mark(mark) for mark in side.days]} for side in report.sides],
        "last_week": list(report.before_by_weekday) if report.before_by_weekday else None,
    }


BARS = 7


def _by_week(report: WeeklyReport, language: str) -> dict[str, Any]:
    """Where partners see totals only: a bar for each of the last weeks, the rest of the room empty."""
    first = max(report.week.number - BARS, 0) + 1
    numbers = range(first, first + BARS)
    names = [plain("results/weekly.week_short", language, n=n) if n <= report.weeks else "" for n in numbers]
    return {
        "days": names,
        "businesses": [
            {
                "name": side.name,
                "days": [*side.weeks[-BARS:], *["out"] * (BARS - len(side.weeks))],
                "total": _figure(side.used, language),
            }
            for side in report.sides
        ],
        "last_week": None,
    }


def _day_name(day: date, language: str) -> str:
    return f"{values.weekday_short(day, language)} {day.day}"


def _mark(mark: weekly.DayMark) -> int | str | None:
    """What the picture draws for a day: a number, nothing reported, a day off."""
    if mark.kind == "reported":
        return mark.customers
    return {"missing": None, "out": "out"}.get(mark.kind, "closed")


async def so_far(work: Work, promo: Promo) -> dict[str, Any]:
    """The totals for the status card."""
    terms = promo.terms
    if terms is None:
        return {}
    today = local_day(work.now, await _zone(work, promo))
    facts = await metrics.gather(work, promo, today)
    entries = facts.entries if shared(terms, Topic.CUSTOMERS) else ()
    return {
        "used": sum(entry.customers for entry in entries) if entries else None,
        "pace": inputs.goal(facts) if goal_shared(terms) else None,
        "today": today,
        "days_left": max((terms.ends - today).days + 1, 0),
        "currency": terms.currency,
    }


async def open_link(context: Context, payload: str) -> None:
    """?start=r_…: a week by day and place, for owners and staff; `-fix` offers the days."""
    promo_id, number, fix = [*payload.split("-"), "", ""][:3]
    promo = await _visible(context, promo_id)
    if promo is None or promo.terms is None or not number.isdigit():
        context.say("menu/start.not_yours")
        return
    weeks = promo_weeks(promo.terms.starts, promo.terms.ends)
    if not 1 <= int(number) <= len(weeks):
        context.say("menu/start.not_yours")
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
    report, facts = await figures(context.work, promo, terms, number)
    own = [side for side in report.sides if side.business_id == promo.business_id]
    places = [place for place in facts.places if _may_fix(context, place)]
    days = [day for day in weekly.days_of(report.week) if day <= context.today]
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
        open=shared(terms, Topic.CUSTOMERS),
        buttons=buttons if fix else [],
    )


def _may_fix(context: Context, place: plan.Place) -> bool:
    mine = place.location_id in context.person.works_at and place.shut is None
    return mine or place.business_id in context.person.owns


def week_number(terms: Terms, today: date) -> int | None:
    """The promo's week that a day is in, or the last one that has begun."""
    weeks = promo_weeks(terms.starts, terms.ends)
    return max((week.number for week in weeks if week.first <= today), default=None)
