"""Coupon numbers: seven digits and a check digit (Damm; the table is python-stdnum's).

It catches every wrong digit and every swap of two neighbours. Digits only: keyboards are Cyrillic.
"""

from __future__ import annotations

from enum import StrEnum

from domain.options import Mechanic

LENGTH = 8


class Mode(StrEnum):
    """How an offer's uses are told apart."""

    SINGLE = "single"  # every code once
    WORD = "word"  # one word for everybody, `Terms.word`
    COUNTING = "counting"  # only their number


MODES = {
    Mechanic.VOUCHER: Mode.SINGLE,
    Mechanic.CODE_WORD: Mode.WORD,
    Mechanic.DISCOUNT: Mode.COUNTING,
    Mechanic.GIFT: Mode.COUNTING,
    Mechanic.BUNDLE: Mode.COUNTING,
    Mechanic.CONTEST: Mode.COUNTING,
    Mechanic.EVENT: Mode.COUNTING,
    Mechanic.CARD: Mode.COUNTING,
    Mechanic.FLYERS: Mode.COUNTING,
    Mechanic.MAILING: Mode.COUNTING,
}


def mode(mechanic: Mechanic) -> Mode:
    """What a promo of this mechanic works with."""
    return MODES[mechanic]


def complete(seven_digits: str) -> str:
    """The eight digits of a coupon, given the first seven; anything else is a bug: ValueError."""
    if len(seven_digits) != LENGTH - 1 or not _only_digits(seven_digits):
        raise ValueError("a coupon number is made from seven digits")
    return seven_digits + _check_digit(seven_digits)


def is_valid(digits: str) -> bool:
    """Whether these are eight digits of which the last is the right check digit."""
    return len(digits) == LENGTH and _only_digits(digits) and _check_digit(digits[:-1]) == digits[-1]


def _check_digit(digits: str) -> str:
    from stdnum import damm  # noqa: PLC0415 - it brings a dozen modules, of which most messages need none

    said: str = damm.calc_check_digit(digits)
    return said


def grouped(digits: str) -> str:
    """As people read them: `4821 7308`, with a no-break space."""
    return f"{digits[:4]}\u00a0{digits[4:]}"


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
