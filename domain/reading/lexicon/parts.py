"""What a lexicon has: one structure for each kind of reader, with what its words are for."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

Words = tuple[str, ...]


class CalendarWords(Struct, frozen=True, kw_only=True):
    months: tuple[Words, ...]
    """January first, in every form that stands in a date; three letters of one are enough."""
    weekdays: tuple[Words, ...]
    """Monday first, with short forms."""
    near: Mapping[int, Words]
    """By how many days from today."""
    few: Mapping[int, Words]
    """Small numbers before a length of time."""
    units: Mapping[str, Words]
    """day, week, month, year."""
    ordinals: Words
    """Endings behind the digits of a day."""
    year: Words
    """Behind the digits of a year."""
    leads: Words
    """Before a day, where they say nothing."""
    articles: Words
    this: Words
    this_period: Words
    next: Words
    last: Words
    ahead: Words
    """`in` two weeks."""
    shortly: Words
    """Those of these that may as well say how long something takes."""
    ago: Words
    of: Words
    of_month: Words
    """`числа` behind a lone day."""
    end: Words
    """The `end` of a month."""
    new_year: Words
    before: Words
    """`before` New Year."""
    since: Words
    starting: Words
    """More words for the first day of a span."""
    until: Words
    through: Words
    lasting: Words
    """Before a length of time."""
    included: Words
    whole: Words
    """Before a month that is meant from its first day to its last."""
    both: Words
    """`and`."""
    on: Words
    """`on` Friday."""
    about: Words
    """The report `for` yesterday."""


class ClockWords(Struct, frozen=True, kw_only=True):
    at: Words
    hour: Words
    morning: Words
    afternoon: Words
    between: Words


class NumberWords(Struct, frozen=True, kw_only=True):
    values: Mapping[int, Words]
    """0 to 19, the tens, and the hundreds that are one word."""
    hundred: Words
    thousand: Words
    joint: Words
    """one hundred `and` five."""
    not_after: Words
    """Words after which a number word is none: `no one`."""
    scales: Mapping[int, Words]
    """Behind digits."""
    people: Words
    percent: Words
    approximate: Words
    currencies: Mapping[str, Words]
    coins: Words
    """What a hundredth of a currency is called."""


class AnswerWords(Struct, frozen=True, kw_only=True):
    yes: Words
    no: Words
    code: Words
    """Before a coupon number."""


class ReportWords(Struct, frozen=True, kw_only=True):
    sum: Words
    """Before a sum; behind it, if need be."""
    joint: Words
    """3400 `for` 7."""
    part: Words
    """In cash, by card."""
    times: Words
    """7 `at` 480."""
    fillers: Words
    """What says nothing beside a number."""
    either: Words
    new: Words
    among: Words
    """Of them."""
    of: Words
    without: Words
    """`no` new ones."""
    none: Words
    """New ones: `none`."""
    nobody: Words
    """Zero by itself."""
    negation: Words
    """Zero together with people, or with a word for coming."""
    came: Words
    undo: Words
    we: Words
    closed: Words


class TermWords(Struct, frozen=True, kw_only=True):
    at_most: Words
    up_to: Words
    """The one of these that may also stand before a day."""
    uses: Words
    no_later: Words
    due: Words
    """Before a deadline."""
    reaching: Words
    """The one of these that joins two ends of a span."""
    after: Words
    either: Words
    every: Words
    photo: Words
    with_: Words
    meant_for: Words
    """What was bought `for` a day."""
    shares: Words
    """Between two shares."""


class WeekWords(Struct, frozen=True, kw_only=True):
    """On which days a shop is open."""

    working: Words
    every: Words
    weekdays: Words
    but: Words


class TableWords(Struct, frozen=True, kw_only=True):
    total: Words
    week: Words


class CityWords(Struct, frozen=True, kw_only=True):
    small: Words
    """Inside a city's name they stay small."""
    kinds: Words
    """What is said beside a name about what it is."""
    short: Words
    """The same before the name, with a full stop."""


class TalkWords(Struct, frozen=True, kw_only=True):
    """What is said besides answers: all of a message, or somewhere in it."""

    thanks: Words
    greetings: Words
    small: Words
    """Beside thanks and greetings they say nothing."""
    go_on: Words
    """With a form that rests."""
    today: Words
    """What the day's numbers are so far."""
    status: Words
    week: Words
    owing: Words
    """Whose report is missing."""
    not_yet: Words
    """All of an answer: not known. `fillers` may stand around it."""
    later: Words
    """All of an answer: not now."""
    back: Words
    fillers: Words
    openers: Words
    """First words of a sentence to somebody, hardly of a name."""
    about: Mapping[str, Words]
    """The section of the terms that a question is about; the first that has one of its words."""


class Lexicon(Struct, frozen=True, kw_only=True):
    code: str
    """ISO 639-1."""
    calendar: CalendarWords
    clock: ClockWords
    numbers: NumberWords
    answers: AnswerWords
    report: ReportWords
    terms: TermWords
    week: WeekWords
    tables: TableWords
    cities: CityWords
    talk: TalkWords
    trades: Mapping[str, Words]
    """What else a category of `domain/matching/categories.py` is called."""
