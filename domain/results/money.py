"""A side's money: what came in by the promo, what it cost, and what is new customers' part of both."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import promo_weeks
from domain.daily.totals import DayTotals
from domain.options import Sums
from domain.results.coverage import sales_of, says_new, says_sales
from domain.results.facts import MetricInputs, MetricSide
from domain.results.known import Amount
from domain.schedule.plan import Place
from domain.settlement.exchange_rates import per_minor
from domain.settlement.expenses import Expense, Purpose, borne

Known = dict[str, Amount | None]


def money_of(facts: MetricInputs, business: MetricSide, entries: list[DayTotals]) -> Known:
    """In minor units of its currency; of the days that tell their sales."""
    told = [entry for entry in entries if entry.reported and says_sales(entry, business.currency)]
    any_said = any(sales_of(entry, business.currency) is not None for entry in entries)
    both = [entry for entry in told if says_new(entry)]
    any_new = any_said and any(entry.new is not None for entry in both)
    return {
        **_earned(facts, business, told if any_said else None),
        "income_new": _income(facts, business, both, new=True) if any_new else None,
        "discounts": discounts(facts, business, told if any_said else entries),
        "discounts_new": discounts(facts, business, both, new=True) if any_new else None,
        "dues": _dues(facts, business),
        **_paid(facts, business),
    }


def _earned(facts: MetricInputs, business: MetricSide, told: list[DayTotals] | None) -> Known:
    margin = None if business.margin is None else Fraction(business.margin, 100)
    if told is None:
        return {"sales": None, "receipts": None, "buyers": None, "margin": margin, "income": None}
    said = [entry for entry in told if sales_of(entry, business.currency) is not None]
    return {
        "sales": total_of(sales_of(entry, business.currency) or 0 for entry in said),
        "receipts": total_of(entry.receipts for entry in said),
        "buyers": total_of(entry.customers for entry in said),
        "margin": margin,
        "income": _income(facts, business, told),
    }


def _income(facts: MetricInputs, business: MetricSide, told: list[DayTotals], new: bool = False) -> Amount | None:
    """Sales before the discount × margin. Where sums are what was paid, the discount belongs to them."""
    if business.margin is None:
        return None
    total = Fraction(0)
    for entry in told:
        given = discounts(facts, business, [entry]) if _is_after(facts, entry) else Fraction(0)
        if given is None:
            return None
        total += ((sales_of(entry, business.currency) or 0) + given) * (_new_part(entry) if new else 1)
    return total * business.margin / 100_00


def _is_after(facts: MetricInputs, entry: DayTotals) -> bool:
    return facts.in_force.on(entry.day).sums is Sums.AFTER


def _new_part(entry: DayTotals) -> Fraction:
    """Of a day's customers; a new one is taken to buy like the others of that day."""
    return Fraction(entry.new or 0, entry.customers) if entry.customers else Fraction(0)


def discounts(facts: MetricInputs, business: MetricSide, entries: list[DayTotals], new: bool = False) -> Amount | None:
    """Uses × the cost of one by the terms of the day; a side where nobody uses an offer gives none."""
    party = facts.terms.party_of(business.business_id)
    if party is None or not any(terms.receives(business.business_id) for terms in facts.in_force.versions):
        return Fraction(0)
    costs = [
        ((entry.new or 0) if new else entry.customers, _cost(facts.in_force.on(entry.day), party.slot))
        for entry in entries
    ]
    rate = per_minor(facts.rates, facts.terms.currency, business.currency)
    known = [customers * cost for customers, cost in costs if cost is not None]
    return None if rate is None or not known or len(known) != len(costs) else total_of(known) * rate


def _dues(facts: MetricInputs, business: MetricSide) -> Amount | None:
    minor = facts.dues.get(business.business_id, 0)
    rate = per_minor(facts.rates, facts.terms.currency, business.currency)
    return Fraction(0) if not minor else None if rate is None else minor * rate


def _paid(facts: MetricInputs, business: MetricSide) -> Known:
    first = promo_weeks(facts.terms.starts, facts.terms.ends)[0]
    marketing = [e for e in facts.expenses if e.purpose is Purpose.MARKETING]
    return {
        "expenses": _borne(facts, business, facts.expenses),
        "marketing": _borne(facts, business, marketing),
        "first_marketing": _borne(facts, business, [e for e in marketing if e.paid_on <= first.last]),
    }


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


def total_of(numbers: Iterable[int]) -> Amount:
    return Fraction(sum(numbers))


def discounts_given(in_force: TermsInForce, places: tuple[Place, ...], entries: list[DayTotals]) -> int | None:
    """Uses × cost of one by the terms of their day; None where a use has no cost, or several."""
    owners = {place.location_id: place.business_id for place in places}
    given = [(e.customers, _cost_at(in_force.on(e.day), owners[e.location_id])) for e in entries]
    known = [customers * cost for customers, cost in given if cost is not None]
    return None if not known or any(customers and cost is None for customers, cost in given) else sum(known)


def _cost_at(terms: Terms, business_id: int) -> int | None:
    party = terms.party_of(business_id)
    return terms.cost_at(party.slot) if party else None
