"""Exact figures as people read them: rounded only here, half up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.daily.totals import round_half_up
from domain.measures.change import Range
from domain.measures.measure import UNITS, Series, Unit, decimals
from domain.measures.season import PhaseSeason
from domain.money import Money, exponent
from domain.results.comparison import AVERAGE_CHECK
from domain.results.coverage import Coverage, Of
from domain.results.known import MONEY
from domain.results.metrics import Metric, MetricKind
from templates.catalogue import translations, word
from templates.format.values import NBSP, SIGNS, money, number, percent, signed_percent

MOST_WEEKS = 8

IN_PERCENT = frozenset({"margin"})
OF_THE_GOAL = frozenset({"done", "target", "low", "high"})


def figure(value: Fraction, language: str, kind: str, currency: str) -> str:
    """A metric: `180 %`, `1.82`, `500 ₴`, `2.2 weeks`."""
    if kind == MetricKind.MONEY:
        return money(Money(round_half_up(value), currency), language)
    if kind == MetricKind.PERCENT:
        return percent(_short(value, 1), language)
    if kind == MetricKind.BACK:
        return _back(value, language, currency)
    if kind in (MetricKind.WEEKS, MetricKind.HOURS):
        return _timed(_short(value, 1), language, kind)
    return number(_short(value, 1), language)


def _back(value: Fraction, language: str, currency: str) -> str:
    """`1.82 ₴ for each 1 ₴ spent`."""
    came, one = back_for_one(value, language, currency).split(" / ")
    return translations(language).gettext("%(sum)s for each %(one)s spent") % {"sum": came, "one": one}


def back_for_one(value: Fraction, language: str, currency: str) -> str:
    """`1.82 ₴ / 1 ₴`, where there is no room."""
    sign = SIGNS.get(currency, currency)
    text = ("−" if value < 0 else "") + format_decimal(abs(_short(value, 2)), "#,##0.00", locale=language)
    return f"{text}{NBSP}{sign} / 1{NBSP}{sign}"


def coverage(known: Coverage, language: str) -> str:
    """`27 of 28 days known`, `10 of 40 receipts`."""
    ngettext = translations(language).ngettext
    told = {
        Of.DAYS: ngettext("%(known)s of %(num)s day known", "%(known)s of %(num)s days known", known.whole),
        Of.RECEIPTS: ngettext("%(known)s of %(num)s receipt", "%(known)s of %(num)s receipts", known.whole),
        Of.CUSTOMERS: ngettext(
            "known for %(known)s of %(num)s customer", "known for %(known)s of %(num)s customers", known.whole
        ),
    }
    return told[known.of] % {"known": number(known.known, language), "num": number(known.whole, language)}


def _timed(value: float, language: str, kind: str) -> str:
    catalogue = translations(language)
    if kind == MetricKind.HOURS and not value:
        return catalogue.gettext("under half an hour")
    count = int(value) if value == int(value) else 2  # 1,5 години, 1,5 недели
    told = (
        catalogue.ngettext("%(n)s week", "%(n)s weeks", count)
        if kind == MetricKind.WEEKS
        else catalogue.ngettext("%(n)s hour", "%(n)s hours", count)
    )
    return told % {"n": number(value, language)}


def known(value: Fraction, language: str, name: str, currency: str, money_goal: bool) -> str:
    """An input by its name; the goal's are money where the goal is."""
    if name in MONEY or (name in OF_THE_GOAL and money_goal):
        return figure(value, language, MetricKind.MONEY, currency)
    if name in IN_PERCENT:
        return figure(value, language, MetricKind.PERCENT, currency)
    return figure(value, language, MetricKind.HOURS if name == "hours" else MetricKind.COUNT, currency)


def measured(value: Fraction, language: str, unit: str, currency: str) -> str:
    """A measure in whole units, as `comparison` has it."""
    if unit == Unit.MONEY:
        return figure(value * 10 ** exponent(currency), language, MetricKind.MONEY, currency)
    return figure(value, language, MetricKind.PERCENT if unit == Unit.PERCENT else MetricKind.COUNT, currency)


def compared(name: str, language: str) -> str:
    """What a row of before and after is called."""
    return word("metric", "check_of_all", language) if name == AVERAGE_CHECK else word("measure", name, language)


def likely(value: Range, language: str, unit: str) -> str:
    """`−4 … +31 %`."""
    low, high = (_signed(_short(Fraction(bound), 0), language) for bound in (value.low, value.high))
    points = translations(language).gettext("%(n)s points") % {"n": f"{low} … {high}"}
    return points if unit == Unit.PERCENT else f"{low} … {high}{NBSP}%"


def season(phases: Sequence[PhaseSeason], language: str) -> str:
    """`before: November; during: December, January, Christmas`."""
    return "; ".join(
        word("phase", one.phase, language).lower()
        + ": "
        + ", ".join(
            [
                *(format_date(month, "LLLL", locale=language) for month in one.months),
                *(word("holiday", name, language) for name in one.holidays),
            ]
        )
        for one in phases
    )


def _signed(value: float, language: str) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "±") + number(int(abs(value)), language)


def changed(value: Fraction, language: str, unit: str) -> str:
    """`+50 %`, or `+15 points` for a percentage."""
    short = _short(value, 1)
    if unit != Unit.PERCENT:
        return signed_percent(short, language)
    sign = "+" if short > 0 else "−" if short < 0 else "±"
    return sign + translations(language).gettext("%(n)s points") % {"n": number(abs(short), language)}


def weeks(series: Series, language: str, most: int = MOST_WEEKS) -> str:
    """Every digit that was entered: `120 135 128`, `12 400 ₴; 13 100 ₴`; of many weeks the first, and how many more."""
    told = [_week(value, language, series) for value in series.values]
    between = "; " if any(NBSP in text for text in told) else " "
    rest = f" … (+{len(told) - most})" if len(told) > most else ""
    return between.join(told[:most]) + rest


def _week(value: int, language: str, series: Series) -> str:
    unit = UNITS[series.measure]
    if unit is Unit.MONEY:
        return money(Money(value, series.currency), language)
    exact = float(Decimal(value) / 10 ** decimals(series.measure, series.currency))
    return percent(exact, language) if unit is Unit.PERCENT else number(exact, language)


def _short(value: Fraction, digits: int) -> float:
    scale = Fraction(10**digits)
    return float(round_half_up(value * scale) / scale)


def together(metrics: Sequence[Metric], language: str) -> list[list[Metric]]:
    """What has a figure alone; what lacks the same inputs at the place of the first of them."""
    found: dict[object, list[Metric]] = {}
    for one in metrics:
        lacks = (one.missing, one.is_over_nothing, one.coverage if one.is_too_little else None)
        found.setdefault(one.name if one.value is not None else lacks, []).append(one)
    return list(found.values())


FIGURES = {
    "figure": figure,
    "together": together,
    "known": known,
    "measured": measured,
    "changed": changed,
    "coverage": coverage,
    "likely": likely,
    "season": season,
    "compared": compared,
    "weeks": weeks,
}
