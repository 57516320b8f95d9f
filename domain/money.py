"""Money: whole minor units with their currency (exponents: ISO 4217), divided so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from msgspec import Struct

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF
    XPF YER ZAR ZMW
    """.split()  # noqa: SIM905
)
"""Active ISO 4217 codes that a shop can trade in."""

_NONE = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())  # noqa: SIM905
_THREE = frozenset("BHD IQD JOD KWD LYD OMR TND".split())  # noqa: SIM905
EXPONENTS = dict.fromkeys(_NONE, 0) | dict.fromkeys(_THREE, 3)
"""Digits after the point where they are not two."""


def exponent(currency: str) -> int:
    """How many digits a currency has after the point."""
    return EXPONENTS.get(currency, 2)


class Money(Struct, frozen=True):
    """An amount in minor units (kopiyky, cents). Adding two currencies is a bug, so it raises ValueError."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """In major units, exactly, with as many decimals as the currency has."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return other.minor


def by_currency(those: Iterable[Money]) -> list[Money]:
    """A sum for each currency; they are never added together."""
    sums: dict[str, int] = {}
    for one in those:
        sums[one.currency] = sums.get(one.currency, 0) + one.minor
    return [Money(minor, currency) for currency, minor in sorted(sums.items())]


def fits(amount: Decimal, currency: str) -> bool:
    """Whether an amount in major units can be kept without rounding."""
    scaled = amount.scaleb(exponent(currency))
    return scaled == scaled.to_integral_value()


def rounded(amount: Decimal, currency: str) -> Money:
    """An amount in major units to the nearest minor unit, halves to even."""
    minor = amount.scaleb(exponent(currency)).to_integral_value(rounding=ROUND_HALF_EVEN)
    return Money(int(minor), currency)


def split(total: Money, weights: Sequence[int | Decimal]) -> tuple[Money, ...]:
    """Parts in proportion to `weights` that always sum to `total` (largest remainder; of equals, the first).

    All weights zero means equal parts. No weights, or a negative one, is a bug: ValueError.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be given and must not be negative")
    shares = [Fraction(weight) for weight in weights] if any(weights) else [Fraction(1)] * len(weights)
    sign, whole = (-1 if total.minor < 0 else 1), abs(total.minor)
    exact = [share * whole / sum(shares) for share in shares]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return tuple(Money(sign * part, total.currency) for part in parts)
