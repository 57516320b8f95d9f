"""Readers for what people type. Ukrainian, Russian and English are always read, whoever types.

A reader returns the value, or says why it cannot: `Problem`, `Ambiguous` (which?), `Confirm` (really?),
`Doubt` (is that an answer?).
"""

from domain.reading.answers import Ambiguous, Confirm, Doubt, Problem
from domain.reading.clock import clock_time
from domain.reading.codes import TypedCode, Typo, code, printed
from domain.reading.contacts import without_contacts
from domain.reading.daily_report.by_day import by_day
from domain.reading.daily_report.kinds import (
    Adjust,
    ClosedToday,
    CodeOrReport,
    CodeSeen,
    CountOrMoney,
    Message,
    Newcomers,
    OneDay,
    Report,
    Undo,
)
from domain.reading.daily_report.report import coupon, is_adjustment, report
from domain.reading.dates import day
from domain.reading.expenses import MOST_MINOR, Spent, expense
from domain.reading.hours import closing, hours
from domain.reading.money import currency, money
from domain.reading.numbers import count, number, percent
from domain.reading.places import city, city_key, zone, zone_of_city
from domain.reading.rates import rate
from domain.reading.spans import Span, days
from domain.reading.talk import (
    Matter,
    Talk,
    Turn,
    Wish,
    hint,
    is_no_name,
    is_sentence,
    is_talk,
    is_words,
    matter,
    may_be_name,
    section,
    talk,
    turn,
    wish,
)
from domain.reading.terms.duties import duties
from domain.reading.terms.place_terms import place_terms
from domain.reading.terms.shares import shares
from domain.reading.weekdays import weekdays
from domain.reading.weekly_numbers.measures import WrongValue, in_cell, weekly, weeks_example
from domain.reading.words import may_be_words, plain, same_label, same_word, within_word, yes_no

__all__ = [
    "MOST_MINOR",
    "Adjust",
    "Ambiguous",
    "ClosedToday",
    "CodeOrReport",
    "CodeSeen",
    "Confirm",
    "CountOrMoney",
    "Doubt",
    "Matter",
    "Message",
    "Newcomers",
    "OneDay",
    "Problem",
    "Report",
    "Span",
    "Spent",
    "Talk",
    "Turn",
    "TypedCode",
    "Typo",
    "Undo",
    "Wish",
    "WrongValue",
    "by_day",
    "city",
    "city_key",
    "clock_time",
    "closing",
    "code",
    "count",
    "coupon",
    "currency",
    "day",
    "days",
    "duties",
    "expense",
    "hint",
    "hours",
    "in_cell",
    "is_adjustment",
    "is_no_name",
    "is_sentence",
    "is_talk",
    "is_words",
    "matter",
    "may_be_name",
    "may_be_words",
    "money",
    "number",
    "percent",
    "place_terms",
    "plain",
    "printed",
    "rate",
    "report",
    "same_label",
    "same_word",
    "section",
    "shares",
    "talk",
    "turn",
    "weekdays",
    "weekly",
    "weeks_example",
    "wish",
    "within_word",
    "without_contacts",
    "yes_no",
    "zone",
    "zone_of_city",
]
