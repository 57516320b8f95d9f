"""A day as people write or say it in Ukrainian, Russian and English. Day before month.

Without a year it is the next such date, in a report the last one. What no rule here knows goes to dateparser
(see `guesses`) and comes back to be confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from domain.lazy import lazy_re
from domain.reading.answers import Confirm, Problem, short
from domain.reading.calendar_words import (
    FEW,
    NEAR,
    UNIT,
    WEEKDAY,
    few,
    last_of,
    later,
    month_of,
    near,
    unit_of,
    weekday_of,
)
from domain.reading.characters import SHORT_INPUT, one_line, straight
from domain.reading.guesses import guessed
from domain.reading.lexicon import ALL, one_of

Reading = date | Confirm[date] | Problem
Rule = Callable[["re.Match[str]", date, bool], Reading | None]

EXAMPLE = "15.12"
_WORDS = ALL.calendar
_ENDINGS = lazy_re(rf"(?<=\d)-?{one_of(_WORDS.ordinals)}(?![^\W_])|(?<=[^\W\d_])\.|\.$", re.IGNORECASE)
_YEAR_WORD = lazy_re(rf"(?<=\d{{4}}) ?{one_of(_WORDS.year)}(?![^\W_])", re.IGNORECASE)
_SHORTLY = one_of(_WORDS.shortly)
_LEADING = lazy_re(rf"^{one_of(_WORDS.leads)} ", re.IGNORECASE)


def day(text: str, today: date, *, past: bool = False) -> Reading:
    """The day meant, where it is `today`. `past` for reports: the last such date, today included."""
    line = prepared(text)
    if not line:
        return Problem("empty", example=EXAMPLE)
    read = phrase(line, today, past=past) or guessed(line, today, past=past)
    return read or Problem("not_a_date", said=short(line), example=EXAMPLE)


def prepared(text: str) -> str:
    """A line for `phrase`: words straight, no ordinal endings, commas or full stops after a short form."""
    line = _ENDINGS.sub("", straight(one_line(text[:SHORT_INPUT])).replace(",", " "))
    return " ".join(_YEAR_WORD.sub("", line).split())


def phrase(line: str, today: date, *, past: bool) -> Reading | None:
    """What a prepared line says by the rules below; None if none of them knows it."""
    for pattern, rule in _RULES:
        found = pattern.fullmatch(line)
        read = rule(found, today, past) if found else None
        if read is not None:
            return read
    bare = re.sub(rf"^(?:{WEEKDAY}) (?=.*\d)", "", _LEADING.sub("", line), flags=re.IGNORECASE)
    return phrase(bare, today, past=past) if bare != line else None


def unmistakable(line: str) -> bool:
    """Whether a prepared line that `phrase` knows is a day even with nothing before it: `12.5` may be a number."""
    return not re.fullmatch(rf"\d{{1,2}} ?[./] ?\d|{_THIS}(?:\w+ )?(?:{WEEKDAY})|{_SHORTLY} .*", line, re.IGNORECASE)


def has_year(line: str) -> bool:
    """Whether a prepared line names its year."""
    return bool(re.search(r"\b\d{4}\b|\d[./-]\d{1,2}[./-]\d\d$|^\d{1,2} ?[^\W\d_]+ \d\d$", line))


def _numeric(found: re.Match[str], today: date, past: bool) -> Reading | None:
    return _dated(found, int(found["m"]), today, past)


def _unsure(found: re.Match[str], today: date, past: bool) -> Reading | None:
    """`15-12` and `15 12` may be something else."""
    read = _numeric(found, today, past)
    return Confirm(read) if isinstance(read, date) else None


def _worded(found: re.Match[str], today: date, past: bool) -> Reading | None:
    month = month_of(found["m"])
    return _dated(found, month, today, past) if month else None


def _dated(found: re.Match[str], month: int, today: date, past: bool) -> date | Problem:
    """A date that exists, from 2000 to 2100; or the one that does not, by the name that it was given."""
    day, said = int(found["d"]), found[0]
    year = int(found["y"]) if found["y"] else _nearest_year(day, month, today, past)
    if (month, day) == (2, 29) and not found["y"]:
        said = f"{said}{'.' if said[-1].isdigit() else ' '}{year}"
    exists = _existing(year + (2000 if year < 100 else 0), month, day)
    return exists or Problem("impossible_date", said=short(said), example=EXAMPLE)


def _nearest_year(day: int, month: int, today: date, past: bool) -> int:
    """The year of the next such day, today included; with `past`, of the last one."""
    this, now = (month, day), (today.month, today.day)
    if past:
        return today.year - 1 if this > now else today.year
    return today.year + 1 if this < now else today.year


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def _near(found: re.Match[str], today: date, past: bool) -> Reading | None:
    return today + near(found[0])


def _weekday(found: re.Match[str], today: date, past: bool) -> Reading | None:
    """The coming one, never today; in a report the last one, maybe today. "Next Friday" must be confirmed."""
    weekday = weekday_of(found["weekday"])
    before = (found["before"] or "").casefold()
    if re.fullmatch(one_of(_WORDS.next), before):
        return Confirm(last_of(today, "week") + timedelta(days=weekday))
    if past or before:
        back = (today.isoweekday() - weekday) % 7
        return today - timedelta(days=back or (7 if before else 0))
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


def _after(found: re.Match[str], today: date, past: bool) -> Reading | None:
    return later(today, few(found["n"]), unit_of(found["unit"]))


def _ago(found: re.Match[str], today: date, past: bool) -> Reading | None:
    return later(today, -few(found["n"]), unit_of(found["unit"]))


def _end(found: re.Match[str], today: date, past: bool) -> Reading | None:
    return last_of(today, unit_of(found["unit"]))


def _end_of_month(found: re.Match[str], today: date, past: bool) -> Reading | None:
    month = month_of(found["m"])
    if not month:
        return None
    first = _existing(int(found["y"] or _nearest_year(28, month, today, past)), month, 1)
    return last_of(first, "month") if first else None


def _before_new_year(found: re.Match[str], today: date, past: bool) -> Reading | None:
    """The last day of the year."""
    return today.replace(month=12, day=31)


def _day_of_month(found: re.Match[str], today: date, past: bool) -> Reading | None:
    """A lone `15`: the next (or last) 15th, to be confirmed."""
    wanted, step = int(found["d"]), timedelta(days=-1 if past else 1)
    near_by = (today + step * n for n in range(62))
    return next((Confirm(day) for day in near_by if day.day == wanted), None)


_WORD = r"[^\W\d_]{3,}"
_YEAR = r"\d{4}|\d\d"
_N = rf"(?:(?P<n>\d{{1,3}}|{FEW}) )?(?P<unit>{UNIT})"
_BEFORE = one_of((*_WORDS.next, *_WORDS.last))
_THE = f"(?:{one_of(_WORDS.articles)} )?"
_OF = f"(?:{one_of(_WORDS.of)} )?"
NEW_YEAR = lazy_re(f"{_THE}{one_of(_WORDS.new_year)}", re.IGNORECASE)
_THIS = f"(?:{one_of(_WORDS.this)} )*"
_END = one_of(_WORDS.end)
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (lazy_re(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (r"(?P<y>\d{4})([-./])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", _numeric),
        (rf"(?P<d>\d{{1,2}}) ?[./] ?(?P<m>\d{{1,2}})(?: ?[./] ?(?P<y>{_YEAR}))?", _numeric),
        (rf"(?P<d>\d{{1,2}})-(?P<m>\d{{1,2}})-(?P<y>{_YEAR})", _numeric),
        (r"(?P<d>\d{1,2})[- ](?P<m>\d{1,2})(?P<y>)", _unsure),
        (rf"(?P<d>\d{{1,2}}) ?{_OF}(?P<m>{_WORD})(?: (?P<y>{_YEAR}))?", _worded),
        (rf"(?P<m>{_WORD}) ?(?P<d>\d{{1,2}})(?: (?P<y>\d{{4}}))?", _worded),
        (NEAR, _near),
        (rf"{_THIS}(?:(?P<before>{_BEFORE}) )?(?P<weekday>{WEEKDAY})", _weekday),
        (rf"{one_of(_WORDS.ahead)} {_N}", _after),
        (rf"{_N} {one_of(_WORDS.ago)}", _ago),
        (rf"{_END} {_OF}(?:{one_of(_WORDS.this_period)} )?(?P<unit>{UNIT})", _end),
        (rf"{_END} {_OF}(?P<m>{_WORD})(?: (?P<y>\d{{4}}))?", _end_of_month),
        (rf"{one_of(_WORDS.before)} {NEW_YEAR.pattern}", _before_new_year),
        (rf"(?P<d>\d{{1,2}})(?: {one_of(_WORDS.of_month)})?", _day_of_month),
    )
)
