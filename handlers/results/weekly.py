"""The weekly report: a picture and a caption for the group, details for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from domain.agreement.sharing import Topic, daily, goal_shared, goal_topic, shared, shared_today
from domain.agreement.terms import Terms
from domain.calendar import local_day, promo_weeks, quiet
from domain.daily.totals import percent, progress
from domain.money import Money
from domain.results import advice, inputs, weekly
from domain.results.coverage import Coverage, Of
from domain.results.facts import MetricInputs
from domain.results.shown import before_today
from domain.results.weekly import WeeklyReport
from handlers.buttons import Link, Rows
from handlers.context import Reader, Work
from handlers.ending import ending_of
from handlers.recipients import readers, tell_owners
from handlers.results import metrics
from handlers.results.weekly_picture import picture
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.queues import outbox
from templates.drawn.pictures import WeeklyChart
from templates.words.msgid import N_


async def post(work: Work, promo: Promo, number: int | None, again: bool = False) -> WeeklyReport | None:
    """Send week `number` (None: the last whole one). None when there is no such week yet."""
    terms = promo.terms
    weeks, zone = promo_weeks(terms.starts, terms.ends), await _zone(work, promo)
    number = number or sum(week.last < local_day(work.now, zone) for week in weeks)
    if not number:
        return None
    report, facts = await figures(work, promo, terms, number)
    at = work.now if again else quiet(work.now, zone)
    for reader in await readers(work, promo):
        _send(
            work,
            reader,
            promo,
            report=report,
            facts=facts,
            key="" if again else f"week:{promo.id}:{number}:{reader.chat_id}",
            at=at,
        )
    return report


async def _zone(work: Work, promo: Promo) -> str:
    business = await businesses.find(work.tx, promo.business_id)
    return business.zone if business else work.app.default_zone


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


def picture_of(reader: Reader, report: WeeklyReport, said: Mapping[str, Any]) -> tuple[str, WeeklyChart] | None:
    """None where partners do not show each other their customers."""
    return ("weekly", picture(reader.language, said, report)) if said["open"] else None


def words(promo: Promo, report: WeeklyReport, facts: MetricInputs) -> dict[str, Any]:
    """The figures as the caption and the picture name them."""
    terms, goal_open = facts.terms, goal_shared(facts.terms)
    pace = inputs.goal(facts) if goal_open else None
    return {
        "title": promo.title,
        "report": report,
        "week": report.week,
        "alike": report.alike if _may_show(report, terms) else None,
        "discounts": Money(report.discounts, terms.currency) if report.discounts is not None else None,
        "takings": [
            (
                Money(t.sales, t.currency),
                Money(t.average, t.currency) if t.average is not None else None,
                Coverage(t.receipts, max(report.used or 0, t.receipts), Of.RECEIPTS),
            )
            for t in report.takings
        ],
        "new_percent": percent(report.new, report.new_of) if report.new is not None else None,
        "pace": pace,
        "goal_open": goal_open,
        "new_told": Coverage(report.new_of, report.used or 0, Of.CUSTOMERS),
        "minimum": terms.minimum,
        "advice": advice.advise(report, terms, inputs.beside(facts)),
        "done_percent": progress(pace.done, pace.target) if pace else None,
        "goal_told": inputs.goal_coverage(facts) if pace else None,
        "gone_percent": percent(pace.gone.numerator, pace.gone.denominator) if pace else None,
        "currency": terms.currency,
        "open": shared(terms, Topic.CUSTOMERS),
        "by_day": daily(terms, Topic.CUSTOMERS),
        "sales_open": shared(terms, Topic.SALES),
        "corrected": (),
    }


def _may_show(report: WeeklyReport, terms: Terms) -> bool:
    """A part of a week gives single days away where partners see totals only."""
    return bool(report.alike and (report.alike.is_whole or daily(terms, Topic.CUSTOMERS)))


async def so_far(work: Work, promo: Promo) -> dict[str, Any]:
    """The totals for the status card."""
    terms = promo.terms
    today = local_day(work.now, await _zone(work, promo))
    facts = await metrics.gather(work, promo, today)
    until = shared_today(terms, today, Topic.CUSTOMERS)
    entries = [entry for entry in facts.entries if entry.day <= until] if shared(terms, Topic.CUSTOMERS) else []
    ending = await ending_of(work, promo)
    return {
        "open": shared(terms, Topic.CUSTOMERS),
        "used": sum(entry.customers for entry in entries) if entries else None,
        "pace": inputs.goal(before_today(facts, today, goal_topic(terms))) if goal_shared(terms) else None,
        "today": today,
        "days_left": max(((ending["until"] or terms.ends) - today).days + 1, 0),
        "currency": terms.currency,
        **ending,
    }


def week_number(terms: Terms, today: date) -> int | None:
    """The promo's week that a day is in, or the last one that has begun."""
    weeks = promo_weeks(terms.starts, terms.ends)
    return max((week.number for week in weeks if week.first <= today), default=None)
