"""Readers for form steps: what a person typed → a value that JSON keeps, or why not."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.calendar import WorkingDays
from domain.money import CURRENCIES, Money
from domain.reading import Ambiguous, Confirm, Problem
from handlers.form_steps import Asked, Choice, Choices, Read
from templates import word
from templates.words import WORDS


def text(longest: int) -> Read:
    return lambda said, asked: reading.plain(said, longest=longest)


def count(minimum: int, maximum: int) -> Read:
    def read(said: str, asked: Asked) -> Any:
        value = reading.count(said, maximum=maximum)
        if isinstance(value, int) and value < minimum:
            return Problem("too_small", said=said[:40], limit=minimum, example=str(minimum))
        return value

    return read


def chosen(kind: str) -> Read:
    """Words of ours: pressed, or typed as they are shown."""

    def read(said: str, asked: Asked) -> Any:
        for key in WORDS[kind]:
            if reading.same_word(said, word(kind, key, asked.language)):
                return key
        return Problem("choose")

    return read


def choices(kind: str, keys: tuple[str, ...] = ()) -> Choices:
    return lambda asked: [Choice(WORDS[kind][key], key) for key in (keys or WORDS[kind])]


def money(said: str, asked: Asked) -> Any:
    """Minor units of the form's currency."""
    value = reading.money(said, asked.currency)
    if isinstance(value, Money):
        if value.currency != asked.currency:
            return Problem("other_currency", said=value.currency, example=f"120 {asked.currency}")
        return value.minor
    if isinstance(value, Ambiguous):
        return Ambiguous(tuple(option.amount for option in value.options))
    return value


def span(said: str, asked: Asked) -> Any:
    value = reading.days(said, asked.today)
    if isinstance(value, Problem):
        return value
    if isinstance(value, Confirm):
        return Confirm(f"{value.value.first:%d.%m.%Y}-{value.value.last:%d.%m.%Y}")
    if value.first < asked.today:
        return Problem("past_day", said=value.first.isoformat())
    return {"first": value.first.isoformat(), "last": value.last.isoformat()}


def currency(said: str, asked: Asked) -> Any:
    code = said.strip().upper()
    return code if code in CURRENCIES else Problem("currency", said=said[:40], example="UAH")


def zone(said: str, asked: Asked) -> Any:
    return reading.zone(said)


def margin(said: str, asked: Asked) -> Any:
    """Hundredths of a percent."""
    value = reading.percent(said)
    return value if isinstance(value, Problem | Ambiguous) else int(value * 100)


def closing(said: str, asked: Asked) -> Any:
    value = reading.clock_time(said)
    return value if isinstance(value, Problem) else f"{value:%H:%M}"


def weekdays(said: str, asked: Asked) -> Any:
    """Pressed, or typed as numbers: `1-6`, `1,2,3`."""
    plain = said.replace("–", "-").replace(" ", "")
    first, dash, last = plain.partition("-")
    if dash and first.isdigit() and last.isdigit() and 1 <= int(first) <= int(last) <= 7:
        return ",".join(str(day) for day in range(int(first), int(last) + 1))
    try:
        days = WorkingDays.of(plain)
    except ValueError:
        return Problem("weekdays", said=said[:40], example="1-6")
    return str(days) if days.weekdays else Problem("weekdays", said=said[:40], example="1-6")
