"""Exact figures as people read them: rounded only here, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from domain.daily.totals import round_half_up
from domain.measures.measure import UNITS, Series, Unit, decimals
from domain.money import Money, exponent
from domain.results.metrics import MONEY, MetricKind
from templates.catalogue import translations
from templates.format.values import NBSP, money, number, percent, signed_percent

MOST_WEEKS = 8

IN_PERCENT = frozenset({"margin", "gone"})


def figure(value: Fraction, language: str, kind: str, currency: str) -> str:
    """A metric: `180 %`, `1.82`, `500 ₴`, `2.2 weeks`."""
    if kind == MetricKind.MONEY:
        return money(Money(round_half_up(value), currency), language)
    if kind == MetricKind.PERCENT:
        return percent(_short(value, 1), language)
    if kind == MetricKind.RATIO:
        return format_decimal(_short(value, 2), "#,##0.00", locale=language)
    if kind in (MetricKind.WEEKS, MetricKind.HOURS):
        return _timed(_short(value, 1), language, kind)
    return number(_short(value, 1), language)


def _timed(value: float, language: str, kind: str) -> str:
    catalogue = translations(language)
    count = int(value) if value == int(value) else 2  # 1,5 години, 1,5 недели
    told = (
        catalogue.ngettext("%(n)s week", "%(n)s weeks", count)
        if kind == MetricKind.WEEKS
        else catalogue.ngettext("%(n)s hour", "%(n)s hours", count)
    )
    return told % {"n": number(value, language)}


def known(value: Fraction, language: str, name: str, currency: str, money_goal: bool) -> str:
    """An input by its name; the goal's are money where the goal is."""
    if name in MONEY or (name in ("done", "target") and money_goal):
        return figure(value, language, MetricKind.MONEY, currency)
    if name in IN_PERCENT:
        return figure(value * 100 if name == "gone" else value, language, MetricKind.PERCENT, currency)
    return figure(value, language, MetricKind.HOURS if name == "hours" else MetricKind.COUNT, currency)


def measured(value: Fraction, language: str, unit: str, currency: str) -> str:
    """A measure in whole units, as `comparison` has it."""
    if unit == Unit.MONEY:
        return figure(value * 10 ** exponent(currency), language, MetricKind.MONEY, currency)
    return figure(value, language, MetricKind.PERCENT if unit == Unit.PERCENT else MetricKind.COUNT, currency)


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


FIGURES = {"figure": figure, "known": known, "measured": measured, "changed": changed, "weeks": weeks}
