"""Readers for form steps: what a person typed → a value that JSON keeps, or why not."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain import reading
from domain.agreement.fields import contradicts
from domain.agreement.terms import MOST_SIDES
from domain.calendar import WorkingDays
from domain.matching.categories import CATEGORIES
from domain.matching.trades import category_called
from domain.money import CURRENCIES, Money
from domain.reading import Ambiguous, Confirm, Problem, Span
from handlers.forms.steps import Asked, Choice, Choices, Read
from templates.catalogue import label, word
from templates.format.answers import side_name
from templates.words.msgid import N_
from templates.words.words import WORDS

SHORTEST, EXAMPLE = 2, 12
"""So many letters say nothing; what a reader of numbers gives as an example."""


def count(minimum: int, maximum: int) -> Read:
    def read(said: str, asked: Asked) -> Any:
        value = reading.count(said, maximum=maximum)
        if isinstance(value, Problem) and maximum < EXAMPLE:
            return replace(value, example=str(minimum))
        if isinstance(value, int) and value < minimum:
            return Problem("too_small", said=said[:40], limit=minimum, example=str(minimum))
        return value

    return read


def days_or_never(fewest: int, most: int) -> Read:
    """A number of days; 0 is never."""
    read = count(fewest, most)
    return lambda said, asked: 0 if reading.count(said, maximum=most) == 0 else read(said, asked)


def apart(field: str, read: Read) -> Read:
    """One of minimum, penalty and the number for the bonus: nobody earns a bonus and owes a penalty at once."""

    def checked(said: str, asked: Asked) -> Any:
        value = read(said, asked)
        answers = {**asked.answers, field: value}
        if isinstance(value, int) and contradicts("bonus_from", answers):
            return Problem("bonus_under_minimum", limit=answers["minimum"])
        return value

    return checked


def fewest(asked: Asked) -> int:
    """A promo has at least as many sides as are in already."""
    return max(2, len(asked.view.names))


def partners(said: str, asked: Asked) -> Any:
    return count(fewest(asked), MOST_SIDES)(said, asked)


def chosen(kind: str) -> Read:
    """Words of ours: pressed, or typed as they are shown."""

    def read(said: str, asked: Asked) -> Any:
        shown = {key: word(kind, key, asked.language) for key in WORDS[kind]}
        same = [key for key, words in shown.items() if reading.same_word(said, words)]
        begun = [key for key, words in shown.items() if _begins(said, words)]
        return same[0] if same else begun[0] if len(begun) == 1 else Problem("choose")

    return read


def _begins(said: str, words: str) -> bool:
    """One begins with the other: `new` for New customers, `cafeteria` for Café."""
    return len(said.strip()) > SHORTEST and 0 in (reading.within_word(said, words), reading.within_word(words, said))


def category(said: str, asked: Asked) -> Any:
    """What is not among ours: all of them to choose the nearest from."""
    found = chosen("category")(said, asked)
    if isinstance(found, Problem):
        found = category_called(said) or found
    if not isinstance(found, Problem):
        return found
    return Ambiguous(tuple(word("category", key, asked.language) for key in CATEGORIES))


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
    """Days of a promo that has begun are this year's; otherwise two honest readings are asked."""
    value = reading.days(said, asked.today)
    if isinstance(value, Problem):
        return value
    if isinstance(value, Ambiguous) and not _began(asked):
        return Ambiguous(tuple(_typed(option) for option in value.options))
    if isinstance(value, Confirm):
        return Confirm(_typed(value.value))
    read = value.options[0] if isinstance(value, Ambiguous) else value
    if _began(asked):
        return _later_end(read, asked)
    if read.first < asked.today:
        return Problem("past_day", said=read.first.isoformat())
    return {"first": read.first.isoformat(), "last": read.last.isoformat()}


def _typed(span: Span) -> str:
    """As a person would type it with its years."""
    return f"{span.first:%d.%m.%Y}-{span.last:%d.%m.%Y}"


def _began(asked: Asked) -> bool:
    """An amendment of a promo whose first day is past, and which has started."""
    now = asked.answers.get("dates") or {"first": ""}
    return (
        not asked.answers.get("unstarted")
        and "in_force_from" in asked.answers
        and "" < now["first"] <= asked.today.isoformat()
    )


def _later_end(value: Span, asked: Asked) -> Any:
    """What has begun keeps its first day; only the last one moves."""
    if value.last < asked.today:
        return Problem("past_day", said=value.last.isoformat())
    return {"first": asked.answers["dates"]["first"], "last": value.last.isoformat()}


def coming_day(said: str, asked: Asked) -> Any:
    """From which a change applies: after today, and while there is a promo that it changes."""
    value = reading.day(said, asked.today)
    if isinstance(value, Problem):
        return value
    if isinstance(value, Confirm):
        return Confirm(f"{value.value:%d.%m.%Y}")
    last = (asked.answers.get("dates") or {"last": ""})["last"]
    if value <= asked.today:
        return Problem("past_day", said=value.isoformat())
    return Problem("after_last_day", said=last) if "" < last < value.isoformat() else value.isoformat()


def shares(said: str, asked: Asked) -> Any:
    """Whole percents by side; one number is the first side's."""
    return reading.shares(said, asked.answers.get("partners") or 2)


def place_terms(said: str, asked: Asked) -> Any:
    value = reading.place_terms(said, tuple(asked.view.places.items()), asked.today)
    return value if isinstance(value, Problem) else [one.model_dump(mode="json") for one in value]


def place_example(asked: Asked) -> str:
    """In words of the asker's own places."""
    name = next(iter(asked.view.places.values()), "")
    return label(N_("%(place)s: 10 %% off, 50 uses, 1–15.12"), asked.language, place=name) if name else ""


def places(said: str, asked: Asked) -> Any:
    """Locations by name, as they are shown, separated by commas."""
    names = [piece for piece in said.split(",") if piece.strip()]
    found = [number for piece in names for number, name in asked.view.places.items() if reading.same_word(piece, name)]
    return sorted(set(found)) if names and len(found) == len(names) else Problem("choose")


def side(said: str, asked: Asked) -> Any:
    """A side by its name."""
    last = asked.answers.get("partners") or 2
    by_name = (n for n in range(1, last + 1) if any(reading.same_word(said, name) for name in _names(n, asked)))
    return next(by_name, Problem("choose"))


def _names(slot: int, asked: Asked) -> tuple[str, str]:
    """As it is shown, and without the marks around it."""
    return side_name(slot, asked.language, asked.view), asked.view.names.get(slot, "")


def several(kind: str) -> Read:
    """Words of ours, separated by commas."""
    one = chosen(kind)

    def read(said: str, asked: Asked) -> Any:
        keys = [one(piece, asked) for piece in said.split(",") if piece.strip()]
        return Problem("choose") if not keys or any(isinstance(key, Problem) for key in keys) else keys

    return read


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
    value = reading.closing(said)
    return value if isinstance(value, Problem) else str(value)


def weekdays(said: str, asked: Asked) -> Any:
    """Pressed, or typed: `1-6`, `вт-сб`, `без вихідних`."""
    days = reading.weekdays(said)
    return days if isinstance(days, Problem) else str(WorkingDays(days))
