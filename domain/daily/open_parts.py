"""What the terms report of a day and its report does not say yet."""

from __future__ import annotations

from enum import StrEnum

from domain.daily.facts import ReportEntry
from domain.options import Reporting

LEAST_SUM, LEAST_BY_CURRENCY = 10, dict.fromkeys(("UAH", "RUB", "KZT", "CZK", "HUF", "JPY"), 100)
"""From here on a lone number is a sum, rather than another count of customers; more where a unit buys little."""


class OpenPart(StrEnum):
    NEW = "new"
    SALES = "sales"


def open_parts(reporting: Reporting, entry: ReportEntry, new_by_codes: bool = False) -> tuple[OpenPart, ...]:
    """Nothing of a day without customers. `new_by_codes`: the till said it with every code."""
    if entry.state != "reported" or not entry.customers:
        return ()
    asked = {Reporting.CUSTOMERS: (), Reporting.SALES: (OpenPart.SALES,), Reporting.NEW: tuple(OpenPart)}[reporting]
    known = {OpenPart.NEW: entry.new is not None or new_by_codes, OpenPart.SALES: entry.sales is not None}
    return tuple(part for part in asked if not known[part])


def said_parts(text: str, customers: int, parts: tuple[OpenPart, ...], currency: str) -> str | None:
    """The answer as a whole report of the day; None for what may be a new count: `9` after a report of 7.

    `2 3400` answers in the order of the question.
    """
    words = text.split()
    numbers = [int(word) for word in words if word.isdigit() and word.isascii()]
    if len(numbers) != len(words):
        return f"{customers} {text}"
    if len(numbers) == 2 and len(parts) == 2 and numbers[0] <= customers:
        return f"{customers} {numbers[1]} new {numbers[0]}"
    if len(numbers) == 1 and parts == (OpenPart.NEW,) and numbers[0] <= customers:
        return f"{customers} new {numbers[0]}"
    least = max(LEAST_BY_CURRENCY.get(currency, LEAST_SUM), customers + 1)
    if len(numbers) == 1 and OpenPart.SALES in parts and numbers[0] >= least:
        return f"{customers} {numbers[0]} {currency}"
    return None
