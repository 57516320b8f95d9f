"""Coupon numbers as typed: eight digits, however spaced. A wrong check digit is a typo, no strike."""

from __future__ import annotations

import re

from msgspec import Struct

from domain.check_digit import LENGTH, is_valid
from domain.lazy import lazy_re
from domain.reading.characters import one_line
from domain.reading.lexicon import ALL, one_of

_LABEL = lazy_re(rf"^(?:{one_of(ALL.answers.code)}|№)?[:.# ]*", re.IGNORECASE)
_SPACED = lazy_re(r"[\d .'-]+")
_SHAPE = lazy_re(
    r"(?<![\d.,])(?:\d{8}|\d{4}[ .'-]{1,3}\d{4}|\d\d([ .'-])\d\d\1\d\d\1\d\d|\d(?:[ .'-]\d){7})(?!\d|[.,]\d)"
)
_ALMOST = lazy_re(r"\d+|\d{4}[ .'-]{1,3}\d{3}|\d{1,2}(?:[ .'-]\d{1,2}){3,}")
_PRINTED = lazy_re(r"\d{4}[ .'-]\d{4}")


class TypedCode(Struct, frozen=True):
    """Eight digits with the right check digit. Whether there is such a coupon is another question."""

    digits: str


class Typo(Struct, frozen=True):
    """What cannot be a coupon but nearly is: a digit is wrong, missing or too many, or two changed places."""

    digits: str


def code(text: str) -> TypedCode | Typo | None:
    """The coupon number, if `text` is nothing else; None for anything that has not eight digits."""
    line = _LABEL.sub("", one_line(text), count=1)
    digits = re.sub(r"\D", "", line)
    return checked(digits) if len(digits) == LENGTH and _SPACED.fullmatch(line) else None


def almost(line: str) -> Typo | None:
    """A number that is a coupon's but for one digit too few or too many: nothing else is typed in such groups."""
    bare = _LABEL.sub("", line, count=1)
    digits = re.sub(r"\D", "", bare)
    alike = _ALMOST.fullmatch(bare) or (bare != line and _SPACED.fullmatch(bare))
    return Typo(digits) if abs(len(digits) - LENGTH) == 1 and alike else None


def checked(digits: str) -> TypedCode | Typo:
    """Eight digits, judged by their check digit."""
    return TypedCode(digits) if is_valid(digits) else Typo(digits)


def printed(text: str) -> TypedCode | Typo | None:
    """A coupon number as it stands on a card, four digits and four: never a number that a form asked for."""
    line = one_line(text)
    return checked(re.sub(r"\D", "", line)) if _PRINTED.fullmatch(line) else None


def codes_in(line: str) -> tuple[str, ...]:
    """The digits of all that is shaped like a coupon number in a line; 125 12500 and 12 3400.50 are not."""
    matches = (found[0] for found in _SHAPE.finditer(line))
    return tuple(re.sub(r"\D", "", found) for found in matches)
