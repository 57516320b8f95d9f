"""One answer of a form, as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.money import Money
from templates import formats
from templates.words import WORDS

A_MONDAY = date(2024, 1, 1)
NONE = "—"


def shown(value: Any, language: str, field: str, currency: str | None = None) -> str:
    """The words for a field's value; an open one is a dash."""
    from templates import word  # noqa: PLC0415

    if value is None or value == "":
        return NONE
    if field in WORDS and str(value) in WORDS[field]:
        return word(field, value, language)
    if field == "dates":
        first, last = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
        days = (last - first).days + 1
        return f"{formats.dates((first, last), language)}, {_days(days, language)}"
    if field == "cost":
        return formats.money(Money(value, currency or "UAH"), language)
    if field == "weekdays":
        return _weekdays(str(value), language)
    if field == "margin":
        return f"{formats.number(value / 100, language)} %"
    return formats.number(value, language) if isinstance(value, int) else str(value)


def _days(days: int, language: str) -> str:
    from templates import translations  # noqa: PLC0415

    return translations(language).ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _weekdays(value: str, language: str) -> str:
    numbers = [int(part) for part in value.split(",")]
    names = [formats.weekday_short(A_MONDAY.replace(day=number), language) for number in numbers]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)
