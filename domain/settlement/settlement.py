"""Who owes whom after a promo, as the terms say it. What cannot be known stands aside with its reason.

Money is in minor units of the terms' currency; what a side gets is positive. All lines together sum to zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.agreement.terms import Terms
from domain.ledger.attribution import Attribution
from domain.money import Money, split
from domain.options import CostSplit
from domain.settlement.exchange_rates import Rates, converted
from domain.settlement.expenses import Expense, weights
from domain.settlement.statement import Account, Aside, Cost, LineKind, Statement, StatementLine, Transfer, Why


@dataclass(frozen=True)
class PaidTransfer:
    """A transfer whose receipt was confirmed, by business."""

    debtor: int
    creditor: int
    minor: int


@dataclass(frozen=True)
class SettlementFacts:
    """`missing` by slot: days of its counters without a report. `paid`: under earlier figures."""

    terms: Terms
    expenses: tuple[Expense, ...] = ()
    directions: tuple[Attribution, ...] = ()
    rates: Rates | None = None
    missing: Mapping[int, int] | None = None
    paid: tuple[PaidTransfer, ...] = ()
    over: bool = True


def settle(facts: SettlementFacts) -> Statement:
    """The whole statement. The order of the facts does not matter.

    Common costs are summed, then divided once. A side pays for each customer that it received from a known sender;
    it pays the bonus once for each sender that sent enough; a sender pays the penalty for each customer under the
    minimum, in each direction, and only after the end and when no report of the receiver is missing.
    """
    costs, no_rate = _costs(facts)
    shared, no_shares = _shared(facts.terms, costs)
    counted, unknown = _counted(facts)
    lines = [*shared, *counted, *_paid(facts)]
    accounts = tuple(_account(facts.terms, party.slot, lines) for party in facts.terms.parties)
    return Statement(
        currency=facts.terms.currency,
        accounts=accounts,
        transfers=transfers({a.slot: a.net for a in accounts}),
        costs=costs,
        aside=(*no_rate, *no_shares, *unknown),
        missing=sum((facts.missing or {}).values()),
    )


Lines = list[tuple[int, StatementLine]]


def _costs(facts: SettlementFacts) -> tuple[tuple[Cost, ...], tuple[Aside, ...]]:
    """Where the terms share nothing, nothing is shared, whatever it was called when it was entered."""
    terms, costs, aside = facts.terms, [], []
    for one in sorted(facts.expenses, key=lambda expense: expense.id):
        party = terms.party_of(one.business_id)
        if terms.split is CostSplit.OWN or not one.common or party is None:
            continue
        said = {"slot": party.slot, "what": one.what, "minor": one.minor, "currency": one.currency}
        counted = converted(one.minor, one.currency, terms.currency, facts.rates or {})
        if counted is None:
            aside.append(Aside(why=Why.RATE, **said))
        else:
            costs.append(Cost(counted=counted, **said))
    return tuple(costs), tuple(aside)


def _shared(terms: Terms, costs: tuple[Cost, ...]) -> tuple[Lines, tuple[Aside, ...]]:
    portions = weights(terms)
    whole = sum(cost.counted for cost in costs)
    if not costs:
        return [], ()
    if not portions:
        return [], (Aside(why=Why.SHARES, minor=whole, currency=terms.currency),)
    lines: Lines = []
    parts = split(Money(whole, terms.currency), portions)
    for party, weight, part in zip(terms.parties, portions, parts, strict=True):
        own = [cost.counted for cost in costs if cost.slot == party.slot]
        share = None if terms.split is CostSplit.EQUAL else weight
        lines += [(party.slot, StatementLine(kind=LineKind.COMMON, minor=sum(own), count=len(own)))] if own else []
        lines.append((party.slot, StatementLine(kind=LineKind.SHARE, minor=-part.minor, share=share, whole=whole)))
    return lines, ()


def _counted(facts: SettlementFacts) -> tuple[Lines, tuple[Aside, ...]]:
    """What follows from customers; of those whose sender is unknown, nothing."""
    lines: Lines = []
    aside = []
    for one in sorted(facts.directions, key=lambda d: (d.receiver, d.sender or 0)):
        if one.sender is None:
            aside += [_no_sender(one)] if _by_customers(facts.terms) else []
            continue
        for line in (_pay(facts.terms, one), _bonus(facts.terms, one)):
            lines += _both(one.sender, one.receiver, line) if line else []
        penalty = _penalty(facts.terms, one)
        why = _too_early(facts, one) if penalty else None
        if penalty and why:
            aside.append(why)
        elif penalty:
            lines += _both(one.receiver, one.sender, penalty)
    return lines, tuple(aside)


def _by_customers(terms: Terms) -> bool:
    penalty = terms.minimum and terms.penalty
    return bool(terms.pay or terms.bonus or penalty)


def _no_sender(one: Attribution) -> Aside:
    return Aside(why=Why.SENDER, slot=one.receiver, count=one.customers)


def _pay(terms: Terms, one: Attribution) -> StatementLine | None:
    if not terms.pay or not one.customers:
        return None
    return StatementLine(kind=LineKind.PAY, minor=terms.pay * one.customers, count=one.customers, each=terms.pay)


def _bonus(terms: Terms, one: Attribution) -> StatementLine | None:
    if not terms.bonus or terms.bonus_from is None or one.customers < terms.bonus_from:
        return None
    return StatementLine(kind=LineKind.BONUS, minor=terms.bonus, count=one.customers, bound=terms.bonus_from)


def _penalty(terms: Terms, one: Attribution) -> StatementLine | None:
    short = (terms.minimum or 0) - one.customers
    if not terms.penalty or short <= 0:
        return None
    return StatementLine(
        kind=LineKind.PENALTY, minor=terms.penalty * short, count=one.customers, each=terms.penalty, bound=terms.minimum
    )


def _too_early(facts: SettlementFacts, one: Attribution) -> Aside | None:
    """A shortfall is one only after the end, and never because the receiver did not report."""
    missing = (facts.missing or {}).get(one.receiver, 0)
    if facts.over and not missing:
        return None
    why = Why.REPORTS if facts.over else Why.NOT_OVER
    return Aside(why=why, slot=one.receiver, other=one.sender, count=missing)


def _both(gets: int, gives: int, line: StatementLine) -> Lines:
    """The same reason seen from both sides."""
    less = line.model_copy(update={"minor": -line.minor, "other": gets})
    return [(gets, line.model_copy(update={"other": gives})), (gives, less)]


def _paid(facts: SettlementFacts) -> Iterator[tuple[int, StatementLine]]:
    slots = {party.business_id: party.slot for party in facts.terms.parties}
    for one in sorted(facts.paid, key=lambda paid: (paid.debtor, paid.creditor, paid.minor)):
        if one.debtor in slots and one.creditor in slots:
            yield from _both(
                slots[one.debtor], slots[one.creditor], StatementLine(kind=LineKind.SETTLED, minor=one.minor)
            )


def _account(terms: Terms, slot: int, lines: Iterable[tuple[int, StatementLine]]) -> Account:
    party = next(party for party in terms.parties if party.slot == slot)
    own = tuple(line for at, line in lines if at == slot)
    net = sum(line.minor for line in own)
    return Account(slot=slot, business_id=party.business_id, name=party.name, lines=own, net=net)


def transfers(nets: Mapping[int, int]) -> tuple[Transfer, ...]:
    """Who pays whom, so that every net becomes zero: the largest debtor to the largest creditor, of equals the lower
    slot; at most one transfer fewer than there are sides."""
    left, made = dict(nets), []
    while any(left.values()):
        debtor = min(left, key=lambda slot: (left[slot], slot))
        creditor = min(left, key=lambda slot: (-left[slot], slot))
        minor = min(-left[debtor], left[creditor])
        made.append(Transfer(debtor=debtor, creditor=creditor, minor=minor))
        left[debtor] += minor
        left[creditor] -= minor
    return tuple(made)
