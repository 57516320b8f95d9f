"""What a cashier's message can say."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from domain.money import Money
from domain.reading.answers import Ambiguous, Confirm, Problem
from domain.reading.codes import TypedCode, Typo


class Report(Struct, frozen=True):
    """A location's numbers. `day` None is the one the conversation is about; None elsewhere is "not said".

    `sure`: said with a yes, as an answer to "is it right?".
    """

    day: date | None
    customers: int
    sales: Money | None = None
    new: int | None = None
    note: str | None = None
    sure: bool = False


class Adjust(Struct, frozen=True):
    """`+1` or `-1` on what was reported; that it never falls below 0 is decided with the report. `+2 900`: and so
    much more."""

    by: int
    day: date | None = None
    sales: Money | None = None


class Newcomers(Struct, frozen=True):
    """How many of those who were reported already were new."""

    new: int
    day: date | None = None


class CountOrMoney(Struct, frozen=True):
    """A lone big number: ask. `as_count` is the report if it was customers; if money, no count is known."""

    as_count: Report
    money: Money


class CodeOrReport(Struct, frozen=True):
    """`482 7308`: a count and a sum, or a coupon number without one of its digits where there are such."""

    as_report: Report


class OneDay(Struct, frozen=True):
    """A message about one day, out of one about several; `day` None: the message as it came."""

    text: str
    day: date | None = None


class Undo(Struct, frozen=True):
    """Take back the last own entry."""


class ClosedToday(Struct, frozen=True):
    """The location was closed on the day (None: the one the conversation is about), which is not a zero."""

    day: date | None = None
    note: str | None = None


CodeSeen = TypedCode
Counted = Report | CountOrMoney | Confirm[Report] | Ambiguous[Report] | Problem
Message = Counted | CodeOrReport | Adjust | Newcomers | TypedCode | Typo | Undo | ClosedToday
