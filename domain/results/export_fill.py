"""Fills a book from what is known of a promo: one's own side whole, the others as far as they are shared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from domain.agreement.sharing import Topic, daily, shared, topic_of
from domain.agreement.terms import Party
from domain.calendar import working_days
from domain.daily.totals import DayTotals
from domain.ledger.attribution import Attribution
from domain.ledger.counts import heard
from domain.measures.measure import UNITS, decimals
from domain.money import Money
from domain.options import CostSplit
from domain.results.export import (
    ALL,
    Cards,
    Day,
    ExportedExpense,
    ExportedMeasure,
    ExportedPlace,
    ExportedReferral,
    ExportedSide,
    Rate,
)
from domain.results.export_metrics import bare, parties
from domain.results.export_settled import Net, Owed, Settled
from domain.results.facts import MetricInputs
from domain.results.shown import figure_topics
from domain.schedule.plan import Place as Counted
from domain.schedule.plan import counting
from domain.settlement.expenses import Expense
from domain.settlement.statement import Statement, Transfer

DIGITS = 6


def shops(facts: MetricInputs, reader: int) -> tuple[ExportedSide, ...]:
    sides = {side.business_id: side for side in facts.businesses}
    return tuple(
        ExportedSide(
            slot=party.slot,
            business_id=party.business_id,
            name=party.name,
            currency=sides[party.business_id].currency,
            margin=_margin(sides[party.business_id].margin, party, reader),
        )
        for party in parties(facts)
    )


def _margin(hundredths: int | None, party: Party, reader: int) -> Decimal | None:
    return None if hundredths is None or party.slot != reader else Decimal(hundredths).scaleb(-2)


def places(facts: MetricInputs, reader: int) -> tuple[ExportedPlace, ...]:
    """The reader's own; of these, those count that take part where an offer is used."""
    own = [place for place in facts.places if place.business_id == _business(facts, reader)]
    counted = {place.location_id: place for place in counting(facts.terms, facts.places)}
    return tuple(
        ExportedPlace(
            location_id=p.location_id,
            name=p.name,
            takes_part=p.location_id in counted,
            weekdays=tuple(sorted(p.weekdays.weekdays)),
            excused=_excused(facts, counted.get(p.location_id, p)),
        )
        for p in own
    )


def _excused(facts: MetricInputs, place: Counted) -> tuple[date, ...]:
    first, last = facts.terms.starts, min(facts.until, facts.terms.ends)
    owed = set(place.owed(first, last))
    return tuple(day for day in working_days(first, last, place.weekdays) if day not in owed)


def _business(facts: MetricInputs, slot: int) -> int:
    return next((party.business_id for party in facts.terms.parties if party.slot == slot), 0)


def days(facts: MetricInputs, reader: int) -> tuple[Day, ...]:
    """Own places one by one; a partner's day is one row, and only where single days are shared."""
    owner = {place.location_id: place for place in facts.places}
    slots = {party.business_id: party.slot for party in facts.terms.parties}
    rows: dict[tuple[date, int, str], list[DayTotals]] = {}
    for entry in facts.entries:
        place = owner.get(entry.location_id)
        slot = slots.get(place.business_id, ALL) if place else ALL
        if place and entry.day <= facts.until and (slot == reader or daily(facts.terms, Topic.CUSTOMERS)):
            rows.setdefault((entry.day, slot, place.name if slot == reader else ""), []).append(entry)
    return tuple(_day(facts, key, rows[key], reader) for key in sorted(rows))


def _day(facts: MetricInputs, key: tuple[date, int, str], entries: list[DayTotals], reader: int) -> Day:
    day, slot, place = key
    currency = next(side.currency for side in facts.businesses if side.business_id == _business(facts, slot))
    seen = slot == reader or daily(facts.terms, Topic.SALES)
    told = [entry for entry in entries if seen and entry.sales is not None and entry.currency == currency]
    new = [entry for entry in entries if entry.new is not None]
    return Day.model_validate(
        {
            "day": day,
            "slot": slot,
            "place": place,
            "closed": all(entry.closed for entry in entries),
            "customers": sum(entry.customers for entry in entries),
            "new": sum(entry.new or 0 for entry in new) if new else None,
            "sales": Money(sum(entry.sales or 0 for entry in told), currency).amount if told else None,
            "currency": currency,
            "with_sales": sum(entry.receipts for entry in told),
            "with_new": sum(entry.customers for entry in new),
            "by_codes": sum(codes) if (codes := [e.by_codes for e in entries if e.by_codes is not None]) else None,
            "reported": all(entry.reported for entry in entries),
        }
    )


def measures(facts: MetricInputs, reader: int) -> tuple[ExportedMeasure, ...]:
    slots = {party.business_id: party.slot for party in parties(facts)}
    return tuple(
        ExportedMeasure(
            slot=slots[one.business_id],
            measure=one.measure,
            phase=one.phase,
            unit=UNITS[one.measure],
            values=tuple(Decimal(value).scaleb(-decimals(one.measure, one.currency)) for value in one.values),
        )
        for one in facts.series
        if one.business_id in slots
        and topic_of(one.measure) in figure_topics(facts.terms, reader, slots[one.business_id])
    )


def expenses(facts: MetricInputs, reader: int) -> tuple[ExportedExpense, ...]:
    own = _business(facts, reader)
    slots = {party.business_id: party.slot for party in facts.terms.parties}
    return tuple(
        ExportedExpense(
            slot=slots[one.business_id],
            day=one.paid_on,
            what=one.what,
            purpose=one.purpose,
            common=_is_common(facts, one),
            amount=Money(one.minor, one.currency).amount,
            currency=one.currency,
        )
        for one in facts.expenses
        if one.business_id == own or (_is_common(facts, one) and one.business_id in slots)
    )


def _is_common(facts: MetricInputs, one: Expense) -> bool:
    """By the terms of its day."""
    return one.common and facts.in_force.on(one.judged_on).split is not CostSplit.OWN


def _typed(value: Fraction) -> Decimal:
    """Every digit of a number that was typed as a decimal."""
    with localcontext() as context:
        context.prec = 60
        return bare(Decimal(value.numerator) / Decimal(value.denominator))


def rates(facts: MetricInputs) -> tuple[Rate, ...]:
    return tuple(Rate(currency=a, into=b, rate=_typed(rate)) for (a, b), rate in sorted(facts.rates.items()))


def cards(facts: MetricInputs, reader: int) -> tuple[Cards, ...]:
    """Of the sides whose customers may be seen."""
    return tuple(
        Cards(
            slot=party.slot,
            issued=one.issued,
            redeemed=one.redeemed,
            first_issued=one.first_issued,
            first_redeemed=one.first_redeemed,
            handed=one.handed,
        )
        for party in parties(facts)
        if (one := facts.handed.get(party.business_id)) and shared(facts.terms, Topic.CUSTOMERS)
    )


def sent(facts: MetricInputs, reader: int, directions: Iterable[Attribution]) -> tuple[ExportedReferral, ...]:
    """What one received oneself, and what partners show."""
    visible = shared(facts.terms, Topic.CUSTOMERS)
    there = heard(facts.terms, facts.places, facts.entries)
    return tuple(
        ExportedReferral(
            sender=one.sender,
            receiver=one.receiver,
            customers=one.customers if one.customers or one.receiver in there else None,
        )
        for one in directions
        if visible or one.receiver == reader
    )


def settled(statement: Statement, reader: int, revision: int, agreed: bool) -> Settled:
    def amount(minor: int) -> Decimal:
        return Money(minor, statement.currency).amount

    def owed(transfers: tuple[Transfer, ...]) -> tuple[Owed, ...]:
        return tuple(Owed(debtor=one.debtor, creditor=one.creditor, amount=amount(one.minor)) for one in transfers)

    return Settled(
        revision=revision,
        agreed=agreed,
        currency=statement.currency,
        nets=tuple(Net(slot=one.slot, amount=amount(one.net)) for one in statement.accounts),
        transfers=owed(statement.seen_by(reader)),
        pairs=owed(statement.pairs_of(reader)),
        lines=next((one.lines for one in statement.accounts if one.slot == reader), ()),
    )
