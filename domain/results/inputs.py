"""From what is stored of a promo to the inputs of its figures, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import promo_weeks
from domain.daily.totals import DayTotals, Pace, pace, returning
from domain.measures.measure import Phase, Series
from domain.money import exponent
from domain.options import Measure
from domain.results import comparison
from domain.results.advice import Beside
from domain.results.goal import in_terms_currency, subscribers
from domain.results.metrics import Amount, Inputs, in_currency, together, without_counter
from domain.schedule.plan import Place, counting
from domain.settlement.exchange_rates import Rates, per_minor
from domain.settlement.expenses import Expense, Purpose, borne


@dataclass(frozen=True)
class MetricSide:
    business_id: int
    currency: str
    margin: int | None  # hundredths of a percent


@dataclass(frozen=True)
class Handed:
    """Codes that a side handed out, how many of them were used, and both by the end of the first week."""

    contacts: int
    redeemed: int
    first_contacts: int
    first_redeemed: int


@dataclass(frozen=True)
class MetricInputs:
    """`in_force`: every version of the terms with its days; `until`: the last day that is looked at; `handed` is empty
    where the promo has no codes; `declared_no_expenses`: the businesses that said that they spend nothing."""

    terms: Terms
    places: tuple[Place, ...]
    entries: tuple[DayTotals, ...]
    series: tuple[Series, ...]
    expenses: tuple[Expense, ...]
    businesses: tuple[MetricSide, ...]
    handed: Mapping[int, Handed]
    rates: Rates
    hours: int | None
    until: date
    in_force: TermsInForce
    declared_no_expenses: frozenset[int] = frozenset()


def inputs(facts: MetricInputs) -> dict[int, Inputs]:
    """By business, in the order of the parties; money in each business's own currency."""
    return {business.business_id: _side(facts, business) for business in facts.businesses}


def _side(facts: MetricInputs, business: MetricSide) -> Inputs:
    entries = _entries(facts, business)
    return Inputs(
        business.currency,
        **_counted(entries),
        **_earned(facts, business, entries),
        **_paid(facts, business, entries),
        **_handed(facts, business),
        **_measured(facts, business),
        **_expected(facts, business, entries),
        **_timed(facts),
    )


Known = dict[str, Amount | None]


def _entries(facts: MetricInputs, business: MetricSide) -> list[DayTotals]:
    places = {place.location_id for place in facts.places if place.business_id == business.business_id}
    return [entry for entry in facts.entries if entry.location_id in places and entry.day <= facts.until]


def _counted(entries: list[DayTotals]) -> Known:
    new = [entry.new for entry in entries if entry.new is not None]
    return {
        "uses": _total(entry.customers for entry in entries) if entries else None,
        "new": _total(new) if new else None,
        "returning": _amount(returning(entries)),
    }


def _earned(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    told = [entry for entry in entries if entry.sales is not None and entry.currency == business.currency]
    sales = _total(entry.sales or 0 for entry in told) if told else None
    margin = None if business.margin is None else Fraction(business.margin, 100)
    income = None if sales is None or margin is None else sales * margin / 100
    receipts = _total(entry.receipts for entry in told) if told else None
    return {"sales": sales, "receipts": receipts, "margin": margin, "income": income}


def _paid(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    first = promo_weeks(facts.terms.starts, facts.terms.ends)[0]
    marketing = [e for e in facts.expenses if e.purpose is Purpose.MARKETING]
    early = [entry for entry in entries if entry.day <= first.last]
    return {
        "discounts": _discounts(facts, business, entries),
        "expenses": _borne(facts, business, facts.expenses),
        "marketing": _borne(facts, business, marketing),
        "first_marketing": _borne(facts, business, [e for e in marketing if e.paid_on <= first.last]),
        "first_new": _counted(early)["new"],
    }


def _discounts(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Amount | None:
    """Uses × the cost of one by the terms of the day; a side where nobody uses an offer gives none."""
    party = facts.terms.party_of(business.business_id)
    if party is None or not any(terms.receives(business.business_id) for terms in facts.in_force.versions):
        return Fraction(0)
    costs = [(entry.customers, _cost(facts.in_force.on(entry.day), party.slot)) for entry in entries]
    rate = per_minor(facts.rates, facts.terms.currency, business.currency)
    known = [customers * cost for customers, cost in costs if cost is not None]
    return None if rate is None or not known or len(known) != len(costs) else _total(known) * rate


def _cost(terms: Terms, slot: int) -> int | None:
    """Of one use at that side's counter; nothing where its customers get nothing."""
    return terms.cost_at(slot) if terms.offers_at(slot) else 0


def _borne(facts: MetricInputs, business: MetricSide, expenses: Iterable[Expense]) -> Amount | None:
    """In the business's currency; None without a rate, and while this side bears nothing and did not say so."""
    by_currency = borne(facts.in_force, expenses, business.business_id)
    told = business.business_id in facts.declared_no_expenses or borne(
        facts.in_force, facts.expenses, business.business_id
    )
    total = Fraction(0) if told else None
    for currency, minor in by_currency.items():
        rate = per_minor(facts.rates, currency, business.currency)
        total = None if total is None or rate is None else total + minor * rate
    return total


def _handed(facts: MetricInputs, business: MetricSide) -> Known:
    cards = facts.handed.get(business.business_id)
    if cards is None:
        return {}
    return {name: Fraction(getattr(cards, name)) for name in cards.__dataclass_fields__}


def _measured(facts: MetricInputs, business: MetricSide) -> Known:
    mine = [one for one in facts.series if one.business_id == business.business_id]
    minor = 10 ** exponent(business.currency)
    profits = {phase: comparison.weekly(mine, Measure.PROFIT, phase) for phase in Phase}
    check = comparison.average_check(mine, Phase.BEFORE)
    return {
        "profit_before": _times(profits[Phase.BEFORE], minor),
        "profit_during": _times(profits[Phase.DURING], minor),
        "check_before": _times(check, minor),
        "all_receipts": _all_receipts(facts, mine),
    }


def _all_receipts(facts: MetricInputs, mine: list[Series]) -> Amount | None:
    """Of every week of the promo; with a week missing there is no total."""
    weeks = len(promo_weeks(facts.terms.starts, facts.terms.ends))
    for measure in (Measure.RECEIPTS, Measure.CUSTOMERS):
        for one in mine:
            if (one.measure, one.phase, len(one.values)) == (measure, Phase.DURING, weeks):
                return _total(one.values)
    return None


def _expected(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    own = [place for place in counting(facts.terms, facts.places) if place.business_id == business.business_id]
    last = _last(facts)
    wanted = {(p.location_id, day) for p in own for day in p.owed(facts.terms.starts, last)}
    done = {(entry.location_id, entry.day) for entry in entries if entry.reported}
    return {"reported": Fraction(len(wanted & done)), "expected": Fraction(len(wanted))}


def _last(facts: MetricInputs) -> date:
    return min(facts.until, facts.terms.ends)


def _timed(facts: MetricInputs) -> Known:
    """What is the same for all sides: time, the goal, the partners' first answer."""
    days, to_goal = max((_last(facts) - facts.terms.starts).days + 1, 0), goal(facts)
    return {
        "weeks": Fraction(days, 7),
        "length": Fraction(facts.terms.days, 7),
        "hours": _amount(facts.hours),
        "done": _amount(to_goal.done if to_goal else None),
        "target": _amount(to_goal.target if to_goal else None),
        "gone": to_goal.gone if to_goal and not to_goal.level else None,
    }


def goal(facts: MetricInputs) -> Pace | None:
    """How far the promo has come, by whatever measures its goal."""
    contacts = sum(cards.contacts for cards in facts.handed.values()) if facts.handed else None
    return pace(facts.terms, list(goal_entries(facts)), facts.until, contacts, subscribers(facts.series))


def goal_entries(facts: MetricInputs) -> tuple[DayTotals, ...]:
    return in_terms_currency(facts.entries, facts.terms.currency, facts.rates)


def beside(facts: MetricInputs) -> Beside:
    """What a week's advice looks at beside the week: cards, and what a receipt was before the promo."""
    cards = facts.handed.values()
    return Beside(sum(c.contacts for c in cards) if cards else None, sum(c.redeemed for c in cards), _usual(facts))


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


def _total(numbers: Iterable[int]) -> Amount:
    return Fraction(sum(numbers))


def _amount(number: int | None) -> Amount | None:
    return None if number is None else Fraction(number)


def _times(amount: Amount | None, factor: int) -> Amount | None:
    return None if amount is None else amount * factor


def whole(facts: MetricInputs) -> Inputs | None:
    """All sides together, in the terms' currency; None while they have different ones and no agreed rate."""
    currency = facts.terms.currency
    counted = [one if facts.terms.receives(side) else without_counter(one) for side, one in inputs(facts).items()]
    sides = [(side, per_minor(facts.rates, side.currency, currency)) for side in counted]
    known = [in_currency(side, currency, rate) for side, rate in sides if rate is not None]
    return together(known) if known and len(known) == len(sides) else None
