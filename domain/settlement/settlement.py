"""Who owes whom after a promo, as the terms say it. What cannot be known stands aside with its reason.

Money is in minor units of the terms' currency; what a side gets is positive. All lines together sum to zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain.agreement.terms import Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.money import Money, split
from domain.options import CostSplit, Netting
from domain.settlement.by_customers import by_customers
from domain.settlement.exchange_rates import converted
from domain.settlement.expenses import weights
from domain.settlement.inputs import SettlementFacts
from domain.settlement.pairs import SharedCosts, pairs
from domain.settlement.statement import (
    Account,
    Aside,
    Cost,
    LineKind,
    Lines,
    Statement,
    StatementLine,
    Transfer,
    Why,
    both,
)

TWO = 2
"""Of two sides there is nothing to set off."""


def settle(facts: SettlementFacts) -> Statement:
    """The whole statement. The order of the facts does not matter.

    Common costs are summed, as far as they are shared alike, then divided once. What follows from customers:
    `domain/settlement/by_customers.py`.
    """
    costs, no_rate = _costs(facts)
    newest = facts.terms.newest
    groups = _alike(facts.terms, costs)
    shared, no_shares = _shared(newest, groups)
    counted, unknown = by_customers(facts)
    lines = [*shared, *counted, *_paid(facts)]
    accounts = tuple(_account(newest, party.slot, lines) for party in newest.parties)
    between = pairs(lines, groups, [party.slot for party in newest.parties], newest.currency)
    by_pairs = newest.netting is Netting.PAIRS
    return Statement(
        currency=newest.currency,
        accounts=accounts,
        transfers=between if by_pairs else transfers({a.slot: a.net for a in accounts}),
        costs=tuple(cost for _, cost in costs),
        aside=(*no_rate, *no_shares, *unknown),
        missing=sum(facts.missing.values()),
        by_pairs=by_pairs,
        pairs=between if len(accounts) > TWO else (),
    )


Costs = list[tuple[Terms, Cost]]
"""Each with the terms of its day."""


def _costs(facts: SettlementFacts) -> tuple[Costs, tuple[Aside, ...]]:
    """Where the terms of its day share nothing, nothing is shared, whatever it was called when it was entered."""
    currency, costs, aside = facts.terms.newest.currency, [], []
    for one in sorted(facts.expenses, key=lambda expense: expense.id):
        terms = facts.terms.on(one.judged_on)
        party = terms.party_of(one.business_id)
        if terms.split is CostSplit.OWN or not one.common or party is None:
            continue
        said = {"slot": party.slot, "what": one.what, "minor": one.minor, "currency": one.currency}
        counted = converted(one.minor, one.currency, currency, facts.rates or {})
        if counted is None:
            aside.append(Aside(why=Why.RATE, **said))
        else:
            costs.append((terms, Cost(counted=counted, **said)))
    return costs, tuple(aside)


def _alike(terms: TermsInForce, costs: Costs) -> tuple[SharedCosts, ...]:
    """What is shared alike together, in the order of the versions."""
    groups: dict[tuple[CostSplit, tuple[int, ...]], list[Cost]] = {}
    for now in terms.versions:
        groups.setdefault((now.split, weights(now)), [])
    for now, cost in costs:
        groups[now.split, weights(now)].append(cost)
    return tuple(SharedCosts(how, portions, tuple(some)) for (how, portions), some in groups.items() if some)


def _shared(terms: Terms, groups: tuple[SharedCosts, ...]) -> tuple[Lines, tuple[Aside, ...]]:
    """What each has paid in one line, and its part of each group."""
    lines, aside = _spent(terms, [cost for one in groups if one.portions for cost in one.costs]), []
    for one in groups:
        if one.portions:
            lines += _divided(terms, one)
        else:
            aside.append(Aside(why=Why.SHARES, minor=one.whole, currency=terms.currency))
    return lines, tuple(aside)


def _spent(terms: Terms, costs: list[Cost]) -> Lines:
    by_slot = {party.slot: [cost.counted for cost in costs if cost.slot == party.slot] for party in terms.parties}
    return [
        (slot, StatementLine(kind=LineKind.COMMON, minor=sum(own), count=len(own)))
        for slot, own in by_slot.items()
        if own
    ]


def _divided(terms: Terms, one: SharedCosts) -> Lines:
    parts = split(Money(one.whole, terms.currency), one.portions)
    equal = one.how is CostSplit.EQUAL
    return [
        (
            party.slot,
            StatementLine(kind=LineKind.SHARE, minor=-part.minor, share=None if equal else weight, whole=one.whole),
        )
        for party, weight, part in zip(terms.parties, one.portions, parts, strict=True)
    ]


def _paid(facts: SettlementFacts) -> Iterator[tuple[int, StatementLine]]:
    slots = {party.business_id: party.slot for party in facts.terms.newest.parties}
    for one in sorted(facts.paid, key=lambda paid: (paid.debtor, paid.creditor, paid.minor)):
        if one.debtor in slots and one.creditor in slots:
            yield from both(
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
