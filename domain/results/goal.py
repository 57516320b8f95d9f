"""What counts towards a goal beside the reports as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.daily.totals import DayTotals
from domain.measures.measure import Series
from domain.options import Measure
from domain.results import comparison
from domain.settlement.exchange_rates import Rates, converted


def in_terms_currency(entries: Iterable[DayTotals], currency: str, rates: Rates) -> tuple[DayTotals, ...]:
    """The reports with their sales in the terms' currency, each rounded by itself; without a rate as they are."""
    made = []
    for entry in entries:
        sales = None if entry.sales is None else converted(entry.sales, entry.currency, currency, rates)
        made.append(entry if sales is None else replace(entry, sales=sales, currency=currency))
    return tuple(made)


def subscribers(series: Iterable[Series]) -> int | None:
    """How many more than before, over all sides that counted both."""
    counted = [one for one in series if one.measure is Measure.SUBSCRIBERS]
    sides = {one.business_id: [mine for mine in counted if mine.business_id == one.business_id] for one in counted}
    rows = [comparison.compare(mine, side, (Measure.SUBSCRIBERS,))[0] for side, mine in sides.items()]
    gains = [row.now - row.before for row in rows if row.now is not None and row.before is not None]
    return int(sum(gains)) if gains else None
