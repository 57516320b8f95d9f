"""What the pictures of a promo show, in words and figures of a language. The final report draws the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from domain.agreement.sharing import Topic, daily, goal_shared, goal_topic
from domain.daily.totals import percent, progress
from domain.results import burnup
from domain.results.burnup import BurnUp
from domain.results.comparison import MeasureRow, compare
from domain.results.facts import MetricInputs
from domain.results.inputs import goal_entries, week_lengths
from domain.results.shown import for_partners
from templates.catalogue import word
from templates.drawn.pictures import BurnUpChart, Comparison, ComparisonPicture, ComparisonRow, Course
from templates.format import values as format_values
from templates.format.metrics import changed, compared, measured
from templates.render import plain

MOST_ROWS = 11
"""Rows of a comparison that a square has room for."""


def course(facts: MetricInputs, today: date | None = None) -> BurnUp | None:
    """The way to the goal, as far as partners may see it: their totals by week, their days where the terms say so.

    `facts.until` is a day that is over. Or it is `today`, which then counts once somebody has reported it. None before
    the first whole day, while nothing is known, for goals that do not add up, and where the goal is not shared.
    """
    facts = for_partners(facts, goal_topic(facts.terms))
    terms = facts.terms
    over = min(facts.until, today - timedelta(days=1)) if today else facts.until
    if over < terms.starts or not goal_shared(terms):
        return None
    until = facts.until if any(entry.day > over for entry in facts.entries) else over
    entries = goal_entries(facts)
    return burnup.burn_up(terms, facts.places, entries, until, over=over, by_day=daily(terms, goal_topic(terms)))


def burn_up(facts: MetricInputs, language: str, today: date | None = None) -> Course | None:
    """What `burn-up(data, width, height, scale: 1)` of parts/burnup.typ takes, or None."""
    found = course(facts, today)
    return _course(facts, found, language) if found else None


def goal_words(facts: MetricInputs, found: BurnUp) -> dict[str, Any]:
    """What the caption and the picture name."""
    pace = found.pace
    return {
        "pace": pace,
        "currency": facts.terms.currency,
        "goal": facts.terms.goal,
        "missing": len(found.missing),
        "until": facts.terms.starts + timedelta(days=found.gone - 1),
        "done_percent": progress(pace.done, pace.target),
        "gone_percent": percent(pace.gone.numerator, pace.gone.denominator),
    }


def _course(facts: MetricInputs, found: BurnUp, language: str) -> Course:
    pace, terms, words = found.pace, facts.terms, goal_words(facts, found)

    def figure(value: int) -> str:
        return format_values.goal_value(value, language, pace, terms.currency)

    def say(block: str) -> str:
        return plain(f"results/charts.{block}", language, **words)

    top, over = burnup.top(found), found.gone == found.days
    return {
        "days": found.days,
        "gone": found.gone,
        "done": pace.done,
        "target": pace.target,
        "expected": None if over or not pace.reach else pace.expected,
        "top": top,
        "pieces": [[list(point) for point in piece] for piece in found.pieces],
        "missing": list(found.missing),
        "weeks": [
            {"at": (week.first - terms.starts).days, "label": format_values.day_month(week.first, language)}
            for week in found.weeks
        ],
        "scale": [{"value": value, "label": figure(value)} for value in burnup.scale(top)],
        "done_label": figure(pace.done),
        "target_label": say("target"),
        "expected_label": None if over or not pace.reach else "–".join(figure(end) for end in pace.reach),
        "until_label": say("until"),
        "line_label": say("so_far"),
        "plan_label": say("evenly"),
        "pace_label": say("at_this_pace"),
        "missing_label": say("no_report"),
    }


def goal_picture(facts: MetricInputs, language: str, today: date | None = None) -> tuple[str, BurnUpChart] | None:
    """The square, as a message's `drawing`."""
    found = course(facts, today)
    if found is None:
        return None
    words = goal_words(facts, found)

    def say(block: str) -> str:
        return plain(f"results/charts.goal_{block}", language, **words)

    return "burnup", {
        "title": facts.terms.title,
        **_course(facts, found, language),
        "subtitle": say("subtitle"),
        "headline": say("headline"),
        "headline_note": say("note"),
    }


def rows_of(facts: MetricInputs, business_id: int, topics: Collection[Topic]) -> tuple[MeasureRow, ...]:
    """The measures that may be seen; none where nothing can be compared yet."""
    rows = compare(facts.series, business_id, facts.terms.baseline, week_lengths(facts))
    seen = tuple(row for row in rows if row.topic in topics)
    return seen if any(row.is_known for row in seen) else ()


def comparison_of(facts: MetricInputs, business_id: int, topics: Collection[Topic], language: str) -> Comparison | None:
    """What `comparison(data, width, height)` of parts/comparison.typ takes: of one business the measures of `topics`.
    `comparison-height(data, width)` there says how high it likes to be."""
    rows = rows_of(facts, business_id, topics)
    if not rows:
        return None
    currency = next((b.currency for b in facts.businesses if b.business_id == business_id), facts.terms.currency)
    more = max(len(rows) - MOST_ROWS, 0)
    return {
        "phases": [word("phase", phase, language) for phase in ("before", "during", "after")],
        "rows": [_row(row, currency, language) for row in rows[:MOST_ROWS]],
        "more": plain("results/charts.more", language, more=more) if more else None,
    }


def _row(row: MeasureRow, currency: str, language: str) -> ComparisonRow:
    values, none = (row.before, row.during, row.after), plain("results/charts.no_data", language)
    return {
        "name": compared(row.name, language),
        "values": [None if value is None else float(value) for value in values],
        "labels": [none if value is None else measured(value, language, row.unit, currency) for value in values],
        "change": None if row.change is None else changed(row.change, language, row.unit),
        "met": row.met,
    }


def comparison_picture(
    facts: MetricInputs, business_id: int, topics: Collection[Topic], language: str
) -> tuple[str, ComparisonPicture] | None:
    data, party = comparison_of(facts, business_id, topics, language), facts.terms.party_of(business_id)
    if data is None or party is None:
        return None
    return "comparison", {
        "title": facts.terms.title,
        **data,
        "subtitle": plain("results/charts.comparison_subtitle", language, name=party.name),
        "footer": plain("results/charts.comparison_footer", language),
    }
