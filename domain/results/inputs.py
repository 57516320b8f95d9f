"""From what is stored of a promo to the inputs of its figures, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec.structs import replace

from domain.agreement.sharing import goal_topic
from domain.calendar import promo_weeks
from domain.daily.totals import DayTotals, Pace, returning
from domain.measures.measure import Phase, Series
from domain.money import exponent
from domain.options import Measure
from domain.results import comparison
from domain.results.advice import Beside
from domain.results.coverage import Coverage, days_due, days_known, days_planned, goal_days
from domain.results.facts import MetricInputs, MetricSide
from domain.results.forecast import goal_pace
from domain.results.known import Amount, Inputs, in_currency, together, without_counter
from domain.results.money import Known, money_of, total_of
from domain.results.shown import for_partners
from domain.settlement.exchange_rates import Rates, converted, per_minor


def inputs(facts: MetricInputs) -> dict[int, Inputs]:
    """By business, in the order of the parties; money in each business's own currency."""
    timed = _timed(facts)
    return {business.business_id: _side(facts, business, timed) for business in facts.businesses}


def _side(facts: MetricInputs, business: MetricSide, timed: Known) -> Inputs:
    entries = facts.entries_of(business.business_id)
    return Inputs(
        business.currency,
        **_counted(entries),
        **money_of(facts, business, entries),
        **_days(facts, business, entries),
        **_handed(facts, business),
        **_measured(facts, business),
        **_expected(facts, business, entries),
        **timed,
    )


def _counted(entries: list[DayTotals]) -> Known:
    new = [entry.new for entry in entries if entry.new is not None]
    return {
        "uses": total_of(entry.customers for entry in entries) if entries else None,
        "new": total_of(new) if new else None,
        "returning": _amount(returning(entries)),
    }


def _days(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    first = promo_weeks(facts.terms.starts, facts.terms.ends)[0]
    known = days_known(facts, business.business_id, entries, business.currency)
    early = _counted([entry for entry in entries if entry.day <= first.last])
    return {"first_new": early["new"], **{name: Fraction(count) for name, count in known.items()}}


def _handed(facts: MetricInputs, business: MetricSide) -> Known:
    cards = facts.handed.get(business.business_id)
    if cards is None:
        return {}
    return {name: Fraction(getattr(cards, name)) for name in ("issued", "redeemed", "first_issued", "first_redeemed")}


def _measured(facts: MetricInputs, business: MetricSide) -> Known:
    mine = [one for one in facts.series if one.business_id == business.business_id]
    minor = 10 ** exponent(business.currency)
    lengths = week_lengths(facts)
    profits = {phase: comparison.weekly(mine, Measure.PROFIT, phase, lengths) for phase in Phase}
    check = comparison.average_check(mine, Phase.BEFORE, Measure.RECEIPTS)
    return {
        "profit_before": _times(profits[Phase.BEFORE], minor),
        "profit_during": _times(profits[Phase.DURING], minor),
        "check_before": _times(check, minor),
        "all_receipts": _all_receipts(facts, mine),
    }


def week_lengths(facts: MetricInputs) -> tuple[int, ...]:
    """The days of each of the promo's weeks."""
    return tuple(week.length for week in promo_weeks(facts.terms.starts, facts.terms.ends))


def _all_receipts(facts: MetricInputs, mine: list[Series]) -> Amount | None:
    """Of every week of the promo; with a week missing there is no total."""
    weeks = len(promo_weeks(facts.terms.starts, facts.terms.ends))
    for measure in (Measure.RECEIPTS, Measure.CUSTOMERS):
        for one in mine:
            if (one.measure, one.phase, len(one.values)) == (measure, Phase.DURING, weeks):
                return total_of(one.values)
    return None


def _expected(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    wanted = days_due(facts, business.business_id)
    done = {(entry.location_id, entry.day) for entry in entries if entry.reported}
    planned = days_planned(facts, business.business_id)
    return {
        "reported": Fraction(len(wanted & done)),
        "expected": Fraction(len(wanted)),
        "planned": Fraction(len(planned)),
    }


def _timed(facts: MetricInputs) -> Known:
    """What is the same for all sides: time, the goal, the partners' first answer."""
    days, to_goal = max((facts.last - facts.terms.starts).days + 1, 0), goal(facts)
    told = goal_coverage(facts)
    gone, every = (to_goal.open_days if to_goal else None) or (None, None)
    low, high = (to_goal.reach if to_goal else None) or (None, None)
    return {
        "weeks": Fraction(days, 7),
        "hours": _amount(facts.hours),
        "done": _amount(to_goal.done if to_goal else None),
        "done_days": _amount(told.known if told else None),
        "done_of": _amount(told.whole if told else None),
        "target": _amount(to_goal.target if to_goal else None),
        "open_gone": _amount(gone),
        "open_all": _amount(every),
        "low": _amount(low),
        "high": _amount(high),
    }


def goal(facts: MetricInputs) -> Pace | None:
    """How far the promo has come, by whatever measures its goal. It adds all sides up, so it is as old as partners may
    see each other."""
    facts = for_partners(facts, goal_topic(facts.terms))
    contacts = sum(cards.handed for cards in facts.handed.values()) if facts.handed else None
    gained = subscribers(facts.series)
    return goal_pace(facts.terms, facts.places, goal_entries(facts), facts.until, contacts=contacts, subscribers=gained)


def goal_coverage(facts: MetricInputs) -> Coverage | None:
    """Of how many days of all sides the goal's own figure is known."""
    facts = for_partners(facts, goal_topic(facts.terms))
    sides = [(side.business_id, facts.entries_of(side.business_id)) for side in facts.businesses]
    whole = sum(days_known(facts, side, entries, "")["days"] for side, entries in sides)
    return goal_days(facts.terms, goal_entries(facts), whole)


def goal_entries(facts: MetricInputs) -> tuple[DayTotals, ...]:
    seen = (entry for entry in facts.entries if entry.day <= facts.until)
    return in_terms_currency(seen, facts.terms.currency, facts.rates)


def beside(facts: MetricInputs) -> Beside:
    """What a week's advice looks at beside the week: cards, and what a receipt was before the promo."""
    cards = facts.handed.values()
    return Beside(sum(c.issued for c in cards) if cards else None, sum(c.redeemed for c in cards), _usual(facts))


def _usual(facts: MetricInputs) -> Amount | None:
    """The average receipt of all sides before, in minor units of the terms' currency; None unless all counted it."""
    currency = facts.terms.currency
    sides = [[one for one in facts.series if one.business_id == side.business_id] for side in facts.businesses]
    revenue = [comparison.weekly(mine, Measure.REVENUE, Phase.BEFORE) for mine in sides]
    receipts = [comparison.receipts(mine, Phase.BEFORE) for mine in sides]
    if None in revenue or None in receipts or any(side.currency != currency for side in facts.businesses):
        return None
    total = sum((number or Fraction(0) for number in receipts), Fraction(0))
    return sum((r or Fraction(0) for r in revenue), Fraction(0)) * 10 ** exponent(currency) / total if total else None


def _amount(number: int | None) -> Amount | None:
    return None if number is None else Fraction(number)


def _times(amount: Amount | None, factor: int) -> Amount | None:
    return None if amount is None else amount * factor


def whole(facts: MetricInputs, made: Mapping[int, Inputs]) -> Inputs | None:
    """All sides' `inputs` together, in the terms' currency; None while they have different ones and no agreed rate."""
    currency = facts.terms.currency
    counted = [one if facts.terms.receives(side) else without_counter(one) for side, one in made.items()]
    sides = [(side, per_minor(facts.rates, side.currency, currency)) for side in counted]
    known = [in_currency(side, currency, rate) for side, rate in sides if rate is not None]
    return together(known) if known and len(known) == len(sides) else None


def in_terms_currency(entries: Iterable[DayTotals], currency: str, rates: Rates) -> tuple[DayTotals, ...]:
    """The reports with their sales in the terms' currency, each rounded by itself; without a rate as they are."""
    return tuple(_in_currency(entry, currency, rates) for entry in entries)


def _in_currency(entry: DayTotals, currency: str, rates: Rates) -> DayTotals:
    if entry.sales is None or entry.currency == currency:
        return entry
    sales = converted(entry.sales, entry.currency, currency, rates)
    return entry if sales is None else replace(entry, sales=sales, currency=currency)


def subscribers(series: Iterable[Series]) -> int | None:
    """How many more than before, over all sides that counted both."""
    counted = [one for one in series if one.measure is Measure.SUBSCRIBERS]
    sides = {one.business_id: [mine for mine in counted if mine.business_id == one.business_id] for one in counted}
    rows = [comparison.compare(mine, side, (Measure.SUBSCRIBERS,))[0] for side, mine in sides.items()]
    gains = [row.now - row.before for row in rows if row.now is not None and row.before is not None]
    return int(sum(gains)) if gains else None
