"""What is known when a report comes in, and what can come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from domain.calendar import Closing, WorkingDays, local
from domain.money import Money
from domain.options import Reporting
from domain.states import State


def working_day(now: datetime, zone: str) -> date:
    """The day that is being reported: after midnight, still yesterday's until 05:00."""
    wall = local(now, zone)
    return wall.date() - timedelta(days=1) if wall.hour < 5 else wall.date()


def closing_question(promo_id: str, location_id: int, day: date) -> str:
    """How the keys of that day's closing questions begin."""
    return f"ask:{promo_id}:{location_id}:{day}:"


class ReportingPlace(Struct, frozen=True):
    """A promo at a location, where somebody may report. `shut`: the day from which on it is closed for good; `days`:
    the first and the last of its own, where they were looked for."""

    promo_id: str
    title: str
    state: State
    starts: date
    ends: date
    location_id: int
    place: str
    business_id: int
    currency: str
    zone: str
    closes: Closing
    weekdays: WorkingDays
    shut: date | None = None
    days: tuple[date, date] | None = None
    coded: bool = False  # the promo has single-use codes
    reporting: Reporting = Reporting.SALES

    def today(self, now: datetime) -> date:
        return working_day(now, self.zone)


class ReportEntry(Struct, frozen=True, kw_only=True):
    """A revision of one day at one location; 0 is not stored yet."""

    day: date
    revision: int = 0
    state: str  # reported, closed, withdrawn
    customers: int
    new: int | None = None
    sales: int | None = None  # minor units of `currency`
    currency: str
    note: str | None = None
    person_id: int
    restores: int | None = None  # of an undo: the revision whose numbers stand again
    without_card: int | None = None  # beside the codes of the day; None where the promo has none

    @property
    def origin(self) -> int:
        """The revision that these numbers were first said in."""
        return self.restores or self.revision


class ReportFacts(Struct, frozen=True):
    """`entries`: the newest revision of each recent day; `owner`: the speaker owns it; `now`: when they spoke."""

    post: ReportingPlace
    entries: Sequence[ReportEntry]
    owner: bool
    now: datetime
    asked: date | None = None  # the day that a button or a correction names
    expected: date | None = None  # the day that the bot asked about last
    codes: bool = False  # the speaker's promos have coupon numbers
    by_codes: int | None = None  # uses on the day; None where the promo has no codes

    @property
    def default(self) -> date:
        """The day that a message without a day means: the one asked about, while it has no report yet."""
        if self.asked:
            return self.asked
        if self.expected and self.on(self.expected) is None:
            return self.expected
        return self.post.today(self.now)

    def on(self, day: date) -> ReportEntry | None:
        """The day's report that counts, if it has one."""
        return next((e for e in self.entries if e.day == day and e.state != "withdrawn"), None)

    def revision(self, day: date) -> int:
        return max((e.revision for e in self.entries if e.day == day), default=0)


class Save(Struct, frozen=True):
    """The next revision of a day; `was` is what it replaces."""

    entry: ReportEntry
    was: ReportEntry | None


class Flag(StrEnum):
    """An answer that was given to a question about a message; N0 and the like name one of the readings offered."""

    COUNT = "count"
    MONEY = "money"
    CODE = "code"
    REPORT = "report"
    NO = "no"
    REPLACE = "replace"
    ADD = "add"
    KEEP = "keep"
    USUAL = "usual"
    CODES = "codes"
    BESIDE = "beside"
    TOTAL = "total"
    OWNER_OK = "owner_ok"
    REFUSE = "refuse"
    FIX = "fix"  # by a button before the message, not as an answer
    N0 = "n0"
    N1 = "n1"
    N2 = "n2"
    N3 = "n3"
    N4 = "n4"
    N5 = "n5"
    N6 = "n6"
    N7 = "n7"
    N8 = "n8"
    N9 = "n9"


NTH = tuple(Flag(f"n{n}") for n in range(10))
Flags = frozenset[Flag]


class Option(Struct, frozen=True):
    """A button of a question back: the flag that it stands for, and the figures that it shows."""

    flag: Flag
    number: int
    money: Money | None = None
    day: date | None = None
    new: int | None = None
    days: tuple[date, ...] = ()


class AskBack(Struct, frozen=True):
    """One question back. `kind` names its text."""

    kind: str
    options: tuple[Option, ...]
    day: date
    customers: int = 0
    was: ReportEntry | None = None
    closed: bool = False  # the new message says that the shop was closed
    codes: int = 0  # redeemed on that day


class AskOwner(Struct, frozen=True):
    """Too long ago: an owner decides."""

    day: date


class Unchanged(Struct, frozen=True):
    """Nothing changes; `entry` is what stands."""

    entry: ReportEntry
