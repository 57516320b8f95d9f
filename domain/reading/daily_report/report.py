"""A cashier's message about a day: `[day] count [sum [currency]] [new N] [# note]`. One number is the count.

Or one of the few other things that a person at a counter types instead.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from domain.check_digit import LENGTH
from domain.lazy import lazy_re
from domain.money import Money, exponent
from domain.reading.answers import Ambiguous, Confirm, Problem, short
from domain.reading.characters import ONE_MESSAGE, SHORT_INPUT
from domain.reading.codes import TypedCode, Typo, almost, checked, codes_in
from domain.reading.daily_report.days import dated
from domain.reading.daily_report.kinds import (
    Adjust,
    ClosedToday,
    CodeOrReport,
    Counted,
    CountOrMoney,
    Message,
    Newcomers,
    Report,
    Undo,
)
from domain.reading.daily_report.numbers import BIG, Sale, count_and_sum, without_words
from domain.reading.daily_report.pieces import is_zero, new_customers, noted
from domain.reading.lexicon import ALL, one_of
from domain.reading.money import money, tidy
from domain.reading.number_words import in_digits
from domain.reading.numbers import APPROXIMATE, PEOPLE
from domain.reading.words import NO_WORD, YES_WORD, folded

MOST_ADJUSTED = 1000
_UNDO = lazy_re(rf"/?{one_of(ALL.report.undo)}[.! ]*")
_CLOSED = lazy_re(rf"(?:{one_of(ALL.report.we)} )?{one_of(ALL.report.closed)}[.! ]*")
_ADJUST = lazy_re(r"([+-]) ?(\d{1,6})(?: (\d.*))?")
_YES = lazy_re(rf"(?:{YES_WORD})[ ,.!:;-]+(?=.*\d)")
_NO = lazy_re(rf"(?:{NO_WORD})[,.!:;-] *(?=.*\d)")
_DECORATION = lazy_re(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u2715\u2719-\u274b\u274d-\u27bf\u2b00-\u2bff\U0001f000-\U0001f44d\U0001f44f-\U0001f6aa"
    '\U0001f6ac-\U0001faff\ufe0f\u200d!?~≈()|"«»“”„]'
)
"""What people put around a number; a cross or a thumb down may say that it does not count, so it stays."""
_CODE_OR_REPORT = lazy_re(r"\d{3}[ .'-]\d{4}")


@lru_cache(ONE_MESSAGE)
def report(text: str, *, today: date, currency: str) -> Message:
    """What the message says. `today` is the business's local day, `currency` is meant where none is typed."""
    head, note = noted(text)
    line = folded(head)
    if len(line) > SHORT_INPUT:
        bare = re.fullmatch(r"\d+", line)
        return Problem("too_big" if bare else "not_understood", short(line), example="7 3400")
    line = in_digits(line)
    sure = _YES.match(line)
    line = smooth(_NO.sub("", line[sure.end() :] if sure else line, count=1))
    if _UNDO.fullmatch(line):
        return Undo()
    seen = _coupon(line)
    if seen:
        return seen
    return _dated(line, note, today, currency, sure=sure is not None)


@lru_cache(ONE_MESSAGE)
def coupon(text: str) -> TypedCode | Typo | Problem | None:
    """The coupon number that a message is about, if it has no other digits, or one with a digit missing or too many;
    two are a problem."""
    line = smooth(folded(text[: 2 * SHORT_INPUT]))
    return (_coupon(line) or almost(line)) if len(line) <= SHORT_INPUT else None


def is_adjustment(text: str) -> bool:
    """`+1`, `-2`: a change of what was said before, whatever the day and the currency."""
    return bool(_ADJUST.fullmatch(smooth(folded(text[:SHORT_INPUT]))))


def is_closed(line: str) -> bool:
    """`зачинено`, `we were closed`."""
    return _CLOSED.fullmatch(line) is not None


def smooth(line: str) -> str:
    """Commas and colons between words are only pauses, and what stands around a number says nothing."""
    plain = APPROXIMATE.sub(" ", _DECORATION.sub(" ", tidy(line)))
    return " ".join(re.sub(r"[;:]|,(?!\d)|(?<!\d),", " ", plain).split())


def _coupon(line: str) -> TypedCode | Typo | Problem | None:
    """One coupon number with nothing else in digits; two are refused, because one would be lost."""
    found = codes_in(line)
    if not found or len(re.sub(r"\D", "", line)) != LENGTH * len(found):
        return None
    return checked(found[0]) if len(set(found)) == 1 else Problem("two_codes", example="4821 7308")


def _dated(line: str, note: str | None, today: date, currency: str, *, sure: bool) -> Message:
    """The day, and what is said about it. Where the day may be a sum, both readings."""
    found = dated(line, today)
    if isinstance(found.day, Problem):
        return found.day
    blank = Report(found.day, 0, note=note, sure=sure)
    read = _other(found.rest, blank, currency) or _report(found.rest, blank, currency)
    if found.unsure and isinstance(read, Report):
        other = _report(line, replace(blank, day=None), currency)
        return Ambiguous((read, other)) if isinstance(other, Report) else read
    if isinstance(read, Problem):
        return almost(line) or read
    return CodeOrReport(read) if isinstance(read, Report) and _CODE_OR_REPORT.fullmatch(line) else read


def _other(line: str, blank: Report, currency: str) -> Report | Adjust | ClosedToday | Problem | None:
    """Zero in words, closed, an adjustment."""
    if is_closed(line):
        return ClosedToday(blank.day, blank.note)
    if is_zero(line):
        return blank
    found = _ADJUST.fullmatch(without_words(line))
    if not found:
        return None
    more = money(found[3], currency) if found[3] else None
    if more is None:
        return _adjust(int(found[1] + found[2]), blank.day)
    if isinstance(more, Money) and more.currency == currency and found[1] == "+":
        return _adjust(int(found[2]), blank.day, more)
    return None


def _adjust(by: int, day: date | None, more: Money | None = None) -> Adjust | Problem:
    if abs(by) > MOST_ADJUSTED:
        return Problem("too_big", said=str(by), limit=MOST_ADJUSTED)
    return Adjust(by, day, more) if by else Problem("nothing_to_adjust", example="+1")


def _report(line: str, blank: Report, currency: str) -> Counted | Newcomers:
    """The first way of naming the new ones that can be; if none can, why not the most usual one."""
    read = [(_counted(new.rest, replace(blank, new=new.count), currency), new) for new in new_customers(line)]
    said, new = next((one for one in read if not isinstance(one[0], Problem)), read[0])
    loose = new.loose and isinstance(said, Report) and not PEOPLE.search(new.rest)
    return Confirm(said) if loose and isinstance(said, Report) else said


def _counted(line: str, blank: Report, currency: str) -> Counted | Newcomers:
    if blank.new is not None and not without_words(line):
        return Newcomers(blank.new, blank.day)
    read = count_and_sum(line, currency)
    if isinstance(read, Problem):
        return read
    sales: tuple[Sale, ...] = (
        read.options if isinstance(read, Ambiguous) else (read.value if isinstance(read, Confirm) else read,)
    )
    reports = tuple(replace(blank, customers=customers, sales=paid) for customers, paid in sales)
    if any(option.sales and option.sales.currency != currency for option in reports):
        return Problem("other_currency", said=short(line), example=f"7 3400 {currency}")
    possible = tuple(option for option in reports if option.new is None or option.new <= option.customers)
    if not possible:
        return Problem("new_more_than_count", said=str(blank.new), limit=reports[0].customers)
    doubted = isinstance(read, Confirm) or (reports[0] not in possible and len(possible) == 1)
    return Confirm(possible[0]) if doubted else _asked(possible, currency)


def _asked(reports: tuple[Report, ...], currency: str) -> Counted:
    """A lone big number and two readings of a sum are asked."""
    only = reports[0]
    if len(reports) > 1:
        return Ambiguous(reports)
    if only.sales is None and only.customers >= BIG:
        return CountOrMoney(only, Money(only.customers * 10 ** exponent(currency), currency))
    return only
