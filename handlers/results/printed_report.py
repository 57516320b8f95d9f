"""The report of a promo as pages to print: what came of it, by which agreement, before and after, who owes whom."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from domain.money import exponent
from domain.options import IN_MONEY
from domain.results import breakdown
from domain.results.coverage import Coverage, Of
from domain.results.export import Compared, Figure, PromoExport, Total
from domain.results.facts import MetricInputs
from domain.results.metrics import PARTLY, MetricKind
from domain.results.shown import figure_topics
from domain.states import State
from handlers.context import Work
from handlers.results import chart_data, metrics, referral_picture
from handlers.results.printed_sections import (
    NONE,
    Say,
    agreement,
    count_or_none,
    found,
    in_money,
    opinions,
    referrals,
    rewards,
    settlement,
)
from storage.agreement import signatures
from storage.agreement.promos import Promo
from templates.catalogue import label, word
from templates.drawn.documents import Picture, PrintedReport, ReportSection
from templates.format import values as format_values
from templates.format.metrics import back_for_one, changed, compared, coverage, figure, measured
from templates.render import plain
from templates.words.msgid import N_
from templates.workbook.cells import side

FIRST = ("net_profit", "roi", "average_check", "conversion")
BY_RECEIPTS = ("average_check", "per_customer")
SIGNS: dict[bool | None, str] = {True: "✓", False: "✗", None: "·"}


async def pages(work: Work, promo: Promo, book: PromoExport, language: str) -> PrintedReport:
    """All that a side may see, in its language."""

    def say(text: str, **data: Any) -> str:
        return label(text, language, **data)

    signed = await signatures.of_version(work.tx, promo.id, promo.version)
    over = promo.state is State.CLOSED
    title = say(N_("Final report")) if over else say(N_("Report up to %(day)s"), day=_date(book))
    facts = await metrics.gather(work, promo)
    course, around, exchange = await _pictures(work, promo, facts, book, language)
    goal: ReportSection = {"title": say(N_("The way to the goal")), "head": [], "numbers": [], "rows": []}
    sections: list[ReportSection] = [
        _sides(book, language, say),
        _places(facts, book, language, say),
        found(await metrics.found_at(work, promo, facts.terms.starts, facts.until), language, say),
        under(course, goal),
        _figures(book, language, say),
        under(around, _before_after(book, language, say)),
        under(exchange, referrals(book, language, say)),
        rewards(book, language, say),
        *settlement(book, language, say),
        opinions(book, say),
        agreement(book, signed, language, say),
    ]
    return {
        "lang": language,
        "created_at": int(work.now.timestamp()),
        "title": book.about.title,
        "subtitle": title,
        "status": _status(book, language, say),
        "tiles": _tiles(book, language),
        "sections": [one for one in sections if one["rows"] or "picture" in one],
        "note": plain("results/export.report_note", language),
        "page_label": say(N_("page")),
        "footer": say(N_("Promo %(id)s, made for %(name)s"), id=book.about.id, name=book.own.name),
    }


async def _pictures(
    work: Work, promo: Promo, facts: MetricInputs, book: PromoExport, language: str
) -> list[Picture | None]:
    """The way to the goal, before and after, who sent whom, where they can be drawn."""
    known = await referral_picture.sent(work, promo, facts, book.about.until + timedelta(days=1))
    own = (book.own.business_id, figure_topics(book.terms, book.reader, book.reader))
    drawn = {
        "burn-up": chart_data.burn_up(facts, language),
        "comparison": chart_data.comparison_of(facts, *own, language),
        "exchange": referral_picture.exchange_of(facts, known, language),
    }
    return [{"name": name, "data": data} if data else None for name, data in drawn.items()]


def under(picture: Picture | None, section: ReportSection) -> ReportSection:
    """The section with a picture over its table."""
    return {**section, "picture": picture} if picture else section


def _date(book: PromoExport) -> str:
    return f"{book.about.until:%d.%m.%Y}"


def _status(book: PromoExport, language: str, say: Say) -> str:
    terms = book.terms
    return say(
        N_("%(first)s – %(last)s, made for %(name)s, figures up to %(day)s"),
        first=f"{terms.starts:%d.%m.%Y}",
        last=f"{terms.ends:%d.%m.%Y}",
        name=format_values.name(book.own.name, language),
        day=_date(book),
    )


def _tiles(book: PromoExport, language: str) -> list[list[str]]:
    """The reader's own figures that come first: what it is, and how much."""
    own = {one.name: one for one in book.figures if one.slot == book.reader}
    return [[word("metric", name, language), shown(book, own[name], language)] for name in FIRST if name in own]


def shown(book: PromoExport, one: Figure, language: str) -> str:
    if one.value is None:
        return label(N_("no data"), language)
    money_goal = one.name == "goal_pace" and book.terms.goal in IN_MONEY
    kind = MetricKind.MONEY if money_goal else one.kind
    value = Fraction(one.value) * (10 ** exponent(one.currency) if kind is MetricKind.MONEY else 1)
    if kind is MetricKind.BACK:
        return back_for_one(value, language, one.currency)
    return figure(value, language, kind, one.currency)


def _sides(book: PromoExport, language: str, say: Say) -> ReportSection:
    """What each brought; a dash for what is not known, or not shared."""
    names = (N_("Business"), N_("Customers"), N_("New"), N_("Sales"), N_("Reports"))
    return {
        "title": say(N_("What each side saw")),
        "head": [say(name) for name in names],
        "numbers": [1, 2, 3, 4],
        "rows": [_seen(book, one, language) for one in book.totals],
    }


def _places(facts: MetricInputs, book: PromoExport, language: str, say: Say) -> ReportSection:
    """The reader's own, where there are several; then counter against online, where there are both."""
    places = breakdown.by_place(facts, book.own.business_id)
    names = (N_("Location"), N_("Customers"), N_("New"), N_("Sales"))
    return {
        "title": say(N_("By location")),
        "head": [say(name) for name in names],
        "numbers": [1, 2, 3],
        "rows": [
            [
                one.name or word("channel", one.channel, language),
                *(count_or_none(n, language) for n in (one.uses, one.new)),
                NONE
                if one.sales is None
                else figure(Fraction(one.sales), language, MetricKind.MONEY, book.own.currency),
            ]
            for one in (*places, *breakdown.by_channel(places))
        ],
    }


def _seen(book: PromoExport, one: Total, language: str) -> list[str]:
    counts = [count_or_none(count, language) for count in (one.customers, one.new)]
    sales = NONE if one.sales is None else in_money(one.sales, one.currency, language)
    reports = f"{one.reported} / {one.expected}" if one.expected else NONE
    return [side(book, one.slot, language), *counts, sales, reports]


def _figures(book: PromoExport, language: str, say: Say) -> ReportSection:
    """The reader's own, with the target and how each is computed."""
    own = [one for one in book.figures if one.slot == book.reader]
    return {
        "title": say(N_("Key figures of %(name)s"), name=format_values.name(book.own.name, language)),
        "head": [say(N_("Metric")), say(N_("Value")), say(N_("Good")), "", say(N_("Formula"))],
        "numbers": [1],
        "rows": [
            [
                word("metric", one.name, language),
                shown(book, one, language),
                word("aim", one.name, language),
                SIGNS[one.met],
                _how(one, language),
            ]
            for one in own
        ],
    }


def _how(one: Figure, language: str) -> str:
    """The formula and of how much it is known; without a value what is missing."""
    part = Coverage(one.known or 0, one.whole or 0, Of.RECEIPTS if one.name in BY_RECEIPTS else Of.DAYS)
    if one.value is not None:
        told = f" ({coverage(part, language)})" if part.is_part else ""
        return word("formula", one.name, language) + told
    missing = ", ".join(word("input", name, language) for name in one.missing)
    told = (
        ""
        if part.is_enough or not part.known or not set(PARTLY) & set(one.missing)
        else f" ({coverage(part, language)})"
    )
    return label(N_("missing: %(list)s"), language, list=missing + told)


def _before_after(book: PromoExport, language: str, say: Say) -> ReportSection:
    names = (N_("Measure, a week"), N_("Before"), N_("During"), N_("After"), N_("Difference"))
    return {
        "title": say(N_("Before, during, after")),
        "head": [*(say(name) for name in names), ""],
        "numbers": [1, 2, 3, 4],
        "rows": [_compare(book, one, language) for one in book.compared if one.slot == book.reader],
    }


def _compare(book: PromoExport, one: Compared, language: str) -> list[str]:
    values = [
        NONE if value is None else measured(Fraction(value), language, one.unit, book.own.currency)
        for value in (one.before, one.during, one.after)
    ]
    change = NONE if one.change is None else changed(Fraction(one.change), language, one.unit)
    return [compared(one.name, language), *values, change, SIGNS[one.met]]
