"""The cells of a book's sheets: text, numbers, days, and formulas with the value that they have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from domain.calendar import WorkingDays, working_days
from domain.money import exponent
from domain.results.export import Day, PromoExport
from domain.settlement.exchange_rates import Rates, per_minor
from templates.catalogue import label
from templates.words.msgid import N_
from templates.workbook.shapes import WorksheetData

Cell = str | dict[str, Any] | None
"""Text, nothing, or {"n": decimal text | "d": ISO day | "f": formula with "n"}, "as" a look of the drawing."""
Rows = list[list[Cell]]

FIRST = 2
"""The first row of raw data, under the head."""

LOOKS = {"money": "money", "percent": "percent", "back": "money", "count": "number", "weeks": "number",
         "hours": "number", "score": "money"}  # fmt: skip


def number(value: Decimal | int | None, look: str = "number") -> Cell:
    return None if value is None else {"n": str(value), "as": look}


def formula(text: str, value: Decimal | int | None, look: str = "number") -> Cell:
    """A live cell; without a value there is none."""
    return None if value is None else {"f": f"={text}", "n": str(value), "as": look}


def day(value: date) -> Cell:
    return {"d": value.isoformat()}


def head(*texts: str) -> list[Cell]:
    return [{"t": text, "as": "head"} for text in texts]


def title(text: str) -> list[Cell]:
    return [{"t": text, "as": "title"}]


def at(sheet: str, column: str, first: int, last: int) -> str:
    """The cells of a column of another sheet, rows counted from 1."""
    return f"'{sheet}'!${column}${first}:${column}${max(last, first)}"


def sheet(name: str, widths: Sequence[int], rows: Rows) -> WorksheetData:
    return {"name": name, "widths": list(widths), "rows": rows}


def side(book: PromoExport, slot: int | None, language: str) -> str:
    shop = book.shop(slot or 0)
    if shop:
        return shop.name
    return label(N_("All together"), language) if slot == 0 else label(N_("not known"), language)


def own_days(book: PromoExport) -> list[Day]:
    return [one for one in book.days if one.slot == book.reader]


class UnreportedDay(Struct, frozen=True):
    """A working day of an own place of which nothing is said, and whether a report of it is due."""

    day: date
    place: str
    is_due: bool


def own_rows(book: PromoExport) -> list[Day | UnreportedDay]:
    """The reader's days with those that are missing in between, in the order of the calendar."""
    told = {(one.day, one.place) for one in own_days(book)}
    last = min(book.about.until, book.terms.ends)
    gaps = [
        UnreportedDay(day, place.name, day not in place.excused)
        for place in book.places
        if place.takes_part
        for day in working_days(book.terms.starts, last, WorkingDays(frozenset(place.weekdays)))
        if (day, place.name) not in told
    ]
    return sorted([*own_days(book), *gaps], key=lambda one: (one.day, one.place))


def rate_of(book: PromoExport, has: str, wanted: str) -> Fraction | None:
    """Whole units of one currency for a whole unit of another."""
    rates: Rates = {(one.currency, one.into): Fraction(one.rate) for one in book.rates}
    minor = per_minor(rates, has, wanted)
    return None if minor is None else minor * Fraction(10) ** (exponent(has) - exponent(wanted))
