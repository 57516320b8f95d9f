"""Exchange rates that all sides typed alike."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from domain.money import exponent

Rates = Mapping[tuple[str, str], Fraction]
"""(from, to) → how much of `to` one whole unit of `from` is."""


def per_minor(rates: Rates, has: str, wanted: str) -> Fraction | None:
    """Minor units of one currency for a minor unit of another; a rate that was typed the other way round is turned."""
    rate = Fraction(1) if has == wanted else rates.get((has, wanted)) or _turned(rates.get((wanted, has)))
    return None if rate is None else rate * Fraction(10) ** (exponent(wanted) - exponent(has))


def _turned(rate: Fraction | None) -> Fraction | None:
    return 1 / rate if rate else None


def converted(minor: int, currency: str, to: str, rates: Rates) -> int | None:
    """The same sum in another currency, halves to even; None without a rate."""
    rate = per_minor(rates, currency, to)
    return None if rate is None else round(minor * rate)
