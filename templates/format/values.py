"""How values look in a language: numbers, money, days, spans. Babel does the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from domain.calendar import Hours
from domain.check_digit import grouped
from domain.daily.facts import ReportEntry
from domain.daily.totals import Pace
from domain.money import Money, exponent
from domain.results.weekly import Missing

DAYS = 4096
"""So many days are remembered as they were said; Babel takes 10 µs for one, and most messages name today."""
NBSP = "\u00a0"
A_MONDAY = date(2024, 1, 1)
SIGNS = {"UAH": "₴", "EUR": "€", "USD": "$", "PLN": "zł", "GBP": "£", "KZT": "₸", "RUB": "₽"}


def small(words: str) -> str:
    """As they stand inside a line."""
    return words[:1].lower() + words[1:]


def large(words: str) -> str:
    """As they stand above others, on paper and posters."""
    return words[:1].upper() + words[1:]


def point(language: str) -> str:
    """The decimal sign."""
    return get_decimal_symbol(language)


def number(value: float, language: str) -> str:
    """`8 400`, with a no-break space between thousands in every language."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", NBSP)
    text = format_decimal(value, locale=language, group_separator=True)
    return text.replace(get_group_symbol(language), NBSP)


def number_exact(value: Decimal, language: str) -> str:
    """Every digit that was typed: `42.3567`."""
    return f"{value.normalize():f}".replace(".", point(language))


def money(value: Money, language: str) -> str:
    """Amount first: `8 400 ₴`, `8 400.50 ₴`; whole amounts without decimals."""
    places = exponent(value.currency)
    whole, rest = divmod(abs(value.minor), 10**places)
    text = ("−" if value.minor < 0 else "") + number(whole, language)
    if rest:
        text += point(language) + str(rest).zfill(places)
    return f"{text}{NBSP}{SIGNS.get(value.currency, value.currency)}"


def minor(value: int, language: str, currency: str) -> str:
    """An amount in minor units."""
    return money(Money(value, currency), language)


@lru_cache(DAYS)
def day(value: date, language: str) -> str:
    """`Tue 15 Dec`, `вт, 15 груд.`"""
    if language == "en":
        return format_date(value, "EEE d MMM", locale="en")
    return format_skeleton("MMMEd", value, locale=language)


def dated(value: date, language: str) -> str:
    """`15.12.2026`, as documents write it."""
    return f"{value:%d.%m.%Y}"


@lru_cache(DAYS)
def day_month(value: date, language: str) -> str:
    return (
        format_date(value, "d MMM", locale="en")
        if language == "en"
        else format_skeleton("MMMd", value, locale=language)
    )


def month_year(value: date, language: str) -> str:
    """`December 2026`, `грудень 2026`."""
    return f"{format_date(value, 'LLLL', locale=language)} {value.year}"


def weekday(value: date, language: str) -> str:
    """The day's whole name, in the case that stands alone: `Friday`, `п'ятниця`."""
    return format_date(value, "cccc", locale=language)


@lru_cache(DAYS)
def weekday_short(value: date, language: str) -> str:
    return format_date(value, "ccc", locale=language).capitalize().rstrip(".")


def weekdays(numbers: Sequence[int], language: str) -> str:
    """`Wed–Sun`, `Mon, Wed, Fri`: 1 is Monday."""
    names = [weekday_short(A_MONDAY.replace(day=number), language) for number in numbers]
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)


def hours(value: Hours) -> str:
    """`09:00–20:00`."""
    return f"{value.first:%H:%M}–{value.until:%H:%M}"


def span(first: date, last: date, language: str) -> str:
    """`7–13 Dec`, `30 Nov – 27 Dec`, with years only where they differ."""
    if first == last:
        return day_month(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last, language)}"
    if first.year == last.year:
        return f"{day_month(first, language)} – {day_month(last, language)}"
    return f"{_with_year(first, language)} – {_with_year(last, language)}"


def _with_year(value: date, language: str) -> str:
    return f"{day_month(value, language)} {value.year}"


def dates(value: Any, language: str) -> str:
    """A pair of days with weekdays, as they are echoed: `Mon 30 Nov – Sun 27 Dec`."""
    first, last = value
    if isinstance(first, str):
        first, last = date.fromisoformat(first), date.fromisoformat(last)
    return f"{day(first, language)} – {day(last, language)}"


def moment(value: datetime, language: str, zone: str) -> str:
    """A local moment: day and hour."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{day(local.date(), language)}, {local:%H:%M}"


def utc(value: datetime, language: str) -> str:
    return f"{value:%Y-%m-%d %H:%M} UTC"


def name(value: str, language: str) -> str:
    """A business's name: in guillemets where the language does so; those within it become the inner ones."""
    if language == "en" or (value.startswith("«") and value.find("»") == len(value) - 1):
        return value
    return f"«{value.replace('«', '„').replace('»', '“')}»"


def sign(value: str, language: str) -> str:
    """The same where it stands alone, as over a door: with its own marks, if it brings any."""
    return value if "«" in value else name(value, language)


def percent(value: float, language: str) -> str:
    """`42 %`, with a no-break space."""
    return f"{number(value, language)}{NBSP}%"


def signed_percent(value: float, language: str) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "±") + percent(abs(value), language)


def goal_value(value: int, language: str, pace: Pace, currency: str) -> str:
    """A goal's figure: a count, or money when the goal is revenue."""
    return money(Money(value, currency), language) if pace.money else number(value, language)


def missing_list(missing: Sequence[Missing], language: str) -> str:
    """`Peony, Sat 12 Dec`; the first three and how many more."""
    shown = "; ".join(f"{cut(one.place, language, 30)}, {day(one.day, language)}" for one in missing[:3])
    return shown + (f" +{len(missing) - 3}" if len(missing) > 3 else "")


def missing_counts(missing: Sequence[tuple[str, int]], language: str) -> str:
    """`Peony 3, Zerno 1`: reports that a side has not sent."""
    return ", ".join(f"{cut(name, language, 30)} {number(count, language)}" for name, count in missing)


def cut(text: str, language: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def iso_day(text: str, language: str) -> str:
    return day(date.fromisoformat(text), language)


def typed_day(value: date, language: str) -> str:
    """`5.12`, as people type it."""
    return f"{value.day}.{value.month:02}"


def sales(entry: ReportEntry, language: str) -> str:
    """A report's sales with their currency."""
    return money(Money(entry.sales or 0, entry.currency), language)


FILTERS = {
    "sign": sign,
    "number": number,
    "number_exact": number_exact,
    "money": money,
    "minor": minor,
    "grouped": lambda digits, language: grouped(digits),
    "percent": percent,
    "signed_percent": signed_percent,
    "goal_value": goal_value,
    "missing_list": missing_list,
    "missing_counts": missing_counts,
    "cut": cut,
    "sales": sales,
    "day": day,
    "iso_day": iso_day,
    "typed_day": typed_day,
    "day_month": day_month,
    "dated": dated,
    "weekday": weekday,
    "weekdays": weekdays,
    "dates": dates,
    "hours": lambda value, language: hours(value),
    "span": lambda value, language: span(value[0], value[1], language),
    "moment": moment,
    "utc": utc,
    "name": name,
}
