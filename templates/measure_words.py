"""How weekly numbers look: a series, its average week, what to type."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from domain.choices import Measure
from domain.measures import LEVELS, UNITS, Series, Unit, decimals
from domain.money import exponent
from templates import formats
from templates.catalogue import label
from templates.marked import N_

EXAMPLES = {
    Unit.COUNT: ("120", "135", "128", "140"), Unit.MONEY: ("12400", "13100", "12800", "13000"),
    Unit.PERCENT: ("12.5", "13", "12", "14"), Unit.SCORE: ("4.2", "4.5", "4.4", "4.6"),
}  # fmt: skip


def values(series: Series, language: str, between: str = "") -> str:
    """`120, 135, 128, 140`; `12 400, 13 100 ₴`; with decimal commas a semicolon stands between."""
    said = [one_value(value, language, series) for value in series.values]
    marks = between or ("; " if any("," in one for one in said) else ", ")
    return marks.join(said) + _sign(series.measure, series.currency)


def one_value(value: int, language: str, series: Series) -> str:
    places = decimals(series.measure, series.currency)
    return _decimal(Decimal(value).scaleb(-places), places if UNITS[series.measure] is Unit.MONEY else 0, language)


def _decimal(value: Decimal, least: int, language: str) -> str:
    """Grouped by no-break spaces; money shows both decimals or none."""
    whole, _, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    text = ("−" if value < 0 else "") + formats.number(int(whole), language)
    return text + (("." if language == "en" else ",") + rest.ljust(least, "0") if rest else "")


def _sign(measure: Measure, currency: str) -> str:
    unit = UNITS[measure]
    if unit is Unit.MONEY:
        return formats.NBSP + formats.SIGNS.get(currency, currency)
    return f"{formats.NBSP}%" if unit is Unit.PERCENT else ""


def average(series: Series, language: str) -> str:
    """A week of the series, to two decimals at most, halves up."""
    week: Fraction = series.weekly()
    places = exponent(series.currency) if UNITS[series.measure] is Unit.MONEY else 2
    exact = Decimal(week.numerator) / Decimal(week.denominator)
    shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _decimal(shown, places if UNITS[series.measure] is Unit.MONEY else 0, language) + _sign(
        series.measure, series.currency)  # fmt: skip


def stands(series: Series, language: str) -> bool:
    """Whether it is counted as it stands at a week's end."""
    return series.measure in LEVELS


def example(measure: Measure, language: str, weeks: int) -> str:
    """What an answer for so many weeks looks like."""
    some = EXAMPLES[UNITS[measure]]
    said = " ".join(some[n % len(some)] for n in range(weeks))
    return said if language == "en" else said.replace(".", ",")


PHASES = {
    "before": N_("four weeks before"), "during": N_("during"), "after": N_("four weeks after"),
}  # fmt: skip
SHORT = {"before": N_("before"), "during": N_("during"), "after": N_("after")}


def phase(key: str, language: str) -> str:
    return label(PHASES[key], language)


def phase_short(key: str, language: str) -> str:
    return label(SHORT[key], language)


MEASURE_FILTERS = {
    "weekly_values": values, "average_week": average, "stands": stands, "measure_example": example, "phase": phase,
    "phase_short": phase_short,
}  # fmt: skip
