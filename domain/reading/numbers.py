"""Numbers as people from Kazakhstan to Britain type them. Never rounded; of two readings none is guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from domain.lazy import lazy_re
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import one_line, straight
from domain.reading.lexicon import ALL, one_of
from domain.reading.number_words import in_digits

TOO_BIG = Decimal(10) ** 12
"""No number in this trade reaches a million million; the minor units of one below it fit 64 bits."""

LONGEST = 60

_WORDS = ALL.numbers
_SCALES = [(Decimal(scale), lazy_re(one_of(words), re.IGNORECASE)) for scale, words in _WORDS.scales.items()]
_NUMBER = lazy_re(r"(?P<digits>[\d][\d.,' ]*|[.,]\d+) ?(?:(?P<scale>[^\W\d_]+)\.?)?")
_TWO_WAYS = lazy_re(r"[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = lazy_re(r"\d+|\d*[.,]\d+")
_GROUPED = lazy_re(r"[1-9]\d{0,2}(?:([ '])\d{3}(?:\1\d{3})*(?:[.,]\d+)?|([.,])\d{3}(?:\2\d{3})*(?:(?!\2)[.,]\d+)?)")
PEOPLE = lazy_re(rf"(?<![^\W\d_]){one_of(_WORDS.people)}(?![^\W_])\.?", re.IGNORECASE)
APPROXIMATE = lazy_re(rf"(?<![^\W_]){one_of(_WORDS.approximate)}(?![^\W_])\.?|[~≈]", re.IGNORECASE)
"""Words that say that a number is rough; it is taken as it stands."""
PERCENT = lazy_re(rf"%|(?<![^\W_]){one_of(_WORDS.percent)}(?![^\W_])\.?", re.IGNORECASE)


def number(text: str) -> Decimal | Ambiguous[Decimal] | Problem:
    """A number that is not negative, in digits or words. `1.234` has two readings, the grouped one first."""
    line = _bare(one_line(text))
    if not line:
        return Problem("empty", example="12")
    found = _NUMBER.fullmatch(line) if len(line) <= LONGEST else None
    scale = _scale(found["scale"]) if found else None
    if found is None or scale is None:
        return _why_not(line)
    readings = tuple(value * scale for value in _values(found["digits"].strip(), scaled=scale > 1))
    return _one_of(readings, line)


def _bare(line: str) -> str:
    """Without what only says that it is rough; a number in words as digits."""
    plain = APPROXIMATE.sub("", line).strip(" !")
    return plain if re.search(r"\d", plain) else in_digits(straight(plain).casefold())


def count(text: str, *, maximum: int = 100_000) -> int | Ambiguous[int] | Problem:
    """A whole number from 0 to `maximum`; words such as "customers" may stand beside it."""
    read = within(number(PEOPLE.sub(" ", one_line(text))), Decimal(0), Decimal(maximum), places=0)
    match read:
        case Decimal():
            return int(read)
        case Ambiguous(options):
            return Ambiguous(tuple(int(option) for option in options))
        case Problem():
            return read


def percent(
    text: str, *, minimum: Decimal = Decimal(0), maximum: Decimal = Decimal(100)
) -> Decimal | Ambiguous[Decimal] | Problem:
    """A percentage from `minimum` to `maximum`, both included, with at most two decimals."""
    return within(number(PERCENT.sub(" ", one_line(text))), minimum, maximum, places=2)


def within(
    read: Decimal | Ambiguous[Decimal] | Problem, minimum: Decimal, maximum: Decimal, *, places: int
) -> Decimal | Ambiguous[Decimal] | Problem:
    """`read` if it is inside the limits; of two readings those that are, and one left is not ambiguous."""
    if isinstance(read, Problem):
        return read
    options = read.options if isinstance(read, Ambiguous) else (read,)
    problems = [_outside(option, minimum, maximum, places) for option in options]
    fitting = tuple(option for option, problem in zip(options, problems, strict=True) if problem is None)
    if not fitting:
        return next(problem for problem in problems if problem)
    return fitting[0] if len(fitting) == 1 else Ambiguous(fitting)


def _outside(value: Decimal, minimum: Decimal, maximum: Decimal, places: int) -> Problem | None:
    if value != round(value, places):
        return Problem("whole" if places == 0 else "too_precise", said=str(value), limit=places)
    if value < minimum:
        return Problem("too_small", said=str(value), limit=minimum)
    return Problem("too_big", said=str(value), limit=maximum) if value > maximum else None


def _scale(word: str | None) -> Decimal | None:
    """1 without a word, 1,000 or 1,000,000 with one that means it, None with any other."""
    if word is None:
        return Decimal(1)
    return next((scale for scale, words in _SCALES if words.fullmatch(straight(word))), None)


def _values(digits: str, *, scaled: bool) -> tuple[Decimal, ...]:
    """Every reading of digits with separators; none if one stands where it cannot. 1.234k has a point."""
    digits = digits.rstrip(".,' ")
    if _TWO_WAYS.fullmatch(digits) and not scaled:
        return Decimal(re.sub("[.,]", "", digits)), Decimal(digits.replace(",", "."))
    if _PLAIN.fullmatch(digits):
        return (Decimal(digits.replace(",", ".")),)
    grouped = _GROUPED.fullmatch(digits)
    separator = grouped and (grouped[1] or grouped[2])
    return (Decimal(digits.replace(separator, "").replace(",", ".")),) if separator else ()


def _one_of(readings: tuple[Decimal, ...], line: str) -> Decimal | Ambiguous[Decimal] | Problem:
    if not readings:
        return _why_not(line)
    if max(readings) >= TOO_BIG:
        return Problem("too_big", said=short(line), limit=TOO_BIG)
    return readings[0] if len(readings) == 1 else Ambiguous(readings)


def _why_not(line: str) -> Problem:
    """The most useful name for what is wrong with a line that is not one number."""
    if re.fullmatch(r"- ?[\d.,' ]*\d.*", line):
        return Problem("negative", said=short(line), example="12")
    if re.search(r"\d{13}", line):
        return Problem("too_big", said=short(line), limit=TOO_BIG)
    pieces = [piece for piece in re.split(r"[\s/;-]+", line) if re.fullmatch(r"[\d.,']*\d[.,']*", piece)]
    return Problem("two_numbers" if len(pieces) > 1 else "not_a_number", said=short(line), example="12")
