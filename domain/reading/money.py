"""Sums of money as typed: a number with or without a currency before or after it."""

from __future__ import annotations

import re
from decimal import Decimal

from domain.lazy import lazy_re
from domain.money import CURRENCIES, Money, exponent, fits, rounded
from domain.reading.answers import Ambiguous, Problem, short
from domain.reading.characters import one_line, straight
from domain.reading.lexicon import ALL, one_of
from domain.reading.numbers import number

_SYMBOLS = {
    "UAH": ("₴",), "EUR": ("€",), "RUB": ("₽", "rur"), "KZT": ("₸", "теңге"), "PLN": (r"zł\w*", "zl"), "GBP": ("£",),
    "USD": (r"\$", r"usd?\$"), "CZK": ("kč",), "GEL": ("₾",), "TRY": ("₺",), "JPY": ("¥",), "ILS": ("₪",),
}  # fmt: skip
_WORDS = ALL.numbers
_NAMED_CODES = dict.fromkeys((*_SYMBOLS, *_WORDS.currencies))
_NAMES = {code: one_of((*_SYMBOLS.get(code, ()), *_WORDS.currencies.get(code, ()))) for code in _NAMED_CODES}
_NAMED = lazy_re("|".join(f"(?P<{code}>{names})" for code, names in _NAMES.items()), re.IGNORECASE)
_WORD = r"[^\W\d_]+|[₴€₽₸£$₾₺¥₪]"
_EDGES = lazy_re(rf"(?P<front>{_WORD})?\.? ?.*? ?(?P<back>{_WORD})?\.?")


_MAJOR = "|".join((*_NAMES.values(), *map(str.lower, CURRENCIES)))
_COINS = lazy_re(
    rf"(?P<whole>\d) ?(?P<major>{_MAJOR})\.? (?P<coins>\d{{1,2}}) ?{one_of(_WORDS.coins)}(?![^\W_])\.?", re.IGNORECASE
)
_NO_COINS = lazy_re(r"(?<=\d)[.,]-(?!\d)")


def tidy(line: str) -> str:
    """A line with its sums as a number says them: `3400,-` and `3 400 грн 50 коп`."""
    return _COINS.sub(lambda m: f"{m['whole']},{m['coins']:0>2} {m['major']}", _NO_COINS.sub("", line))


def money(text: str, currency: str) -> Money | Ambiguous[Money] | Problem:
    """A sum in the currency typed, else in `currency`; more decimals than it has are refused, not rounded.

    `1.234` is asked even where three decimals do not exist: the second option is then rounded, and shown so.
    """
    amount, typed = _apart(tidy(straight(one_line(text))), currency)
    read = number(amount)
    match read:
        case Problem():
            return read
        case Ambiguous(options):
            return _ambiguous(options, typed)
        case _:
            return _exact(read, typed)


def currency(text: str) -> str | Problem:
    """The ISO 4217 code that a code, a symbol or a word stands for."""
    line = straight(one_line(text)).rstrip(".")
    if not line:
        return Problem("empty", example="UAH")
    return _code(line) or Problem("unknown_currency", said=short(line), example="UAH")


def _apart(line: str, default: str) -> tuple[str, str]:
    """The amount and its currency. A word that is none stays in the amount, to scale it or be refused."""
    for edge in ("back", "front"):
        found = _EDGES.fullmatch(line)
        code = _code(found[edge]) if found and found[edge] else None
        if found and code:
            amount = line[: found.start(edge)] if edge == "back" else line[found.end(edge) :]
            return amount.strip(". "), code
    return line, default


def is_currency(word: str) -> bool:
    """Whether a folded word is a currency's name, code or symbol."""
    return _code(word.rstrip(".")) is not None


def _code(word: str) -> str | None:
    if word.upper() in CURRENCIES:
        return word.upper()
    named = _NAMED.fullmatch(word)
    return named.lastgroup if named else None


def _exact(amount: Decimal, currency: str) -> Money | Problem:
    if not fits(amount, currency):
        return Problem("too_precise", said=str(amount), limit=exponent(currency))
    return rounded(amount, currency)


def _ambiguous(options: tuple[Decimal, ...], currency: str) -> Money | Ambiguous[Money] | Problem:
    """Where a currency has no minor unit, a decimal point can only be grouping."""
    if exponent(currency) == 0:
        return rounded(max(options), currency)
    return Ambiguous(tuple(rounded(option, currency) for option in options))
