"""Pay, bonus and penalty: what follows from who sent whom how many.

A side pays for each customer that it received from a known sender, by the terms of the day. It pays the bonus once for
each sender that sent enough; a sender pays the penalty for each customer under the minimum. Both go by the terms at
the end and by the agreed days that count; the minimum is rounded down, the number for the bonus up. The penalty is due
after the end only. A customer without a known sender is paid to nobody, and may have come from everybody who hands out
there, so nobody owes a penalty for it. While reports of the receiver are missing, what they could still change stands
aside, unless both sides settle without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.ledger.attribution import may_send
from domain.settlement.inputs import SettlementFacts
from domain.settlement.statement import Aside, LineKind, Lines, StatementLine, Why, both


class PaidDirection(Struct, frozen=True):
    """A direction as the money sees it: `unknown` customers of the receiver may be of this sender."""

    sender: int
    receiver: int
    customers: int
    unknown: int
    part: Fraction


def by_customers(facts: SettlementFacts) -> tuple[Lines, tuple[Aside, ...]]:
    lines, aside = _pay(facts), list(_no_sender(facts))
    for way in _ways(facts):
        bonus, penalty = _bonus(facts.terms.final, way), _penalty(facts.terms.final, way)
        lines += both(way.sender, way.receiver, bonus) if bonus else []
        why = _not_yet(facts, way, bonus, penalty)
        if why:
            aside.append(why)
        elif penalty:
            lines += both(way.receiver, way.sender, penalty)
    return lines, tuple(aside)


def _no_sender(facts: SettlementFacts) -> Iterator[Aside]:
    if any(terms.pays_by_customers for terms in facts.terms.versions):
        for receiver, count in sorted(_unknown(facts).items()):
            yield Aside(why=Why.SENDER, slot=receiver, count=count)


def _unknown(facts: SettlementFacts) -> Mapping[int, int]:
    """Receiver → customers whose sender nothing tells."""
    found: Counter[int] = Counter()
    for one in facts.sent:
        if one.sender is None and one.customers:
            found[one.receiver] += one.customers
    return found


def _pay(facts: SettlementFacts) -> Lines:
    """A line for each direction and each amount that the terms of its days name."""
    sums: Counter[tuple[int, int, int]] = Counter()
    for one in facts.sent:
        each = facts.terms.on(one.day).pay_of(one.receiver)
        if one.sender is not None and each and one.customers:
            sums[one.receiver, one.sender, each] += one.customers
    lines: Lines = []
    for (receiver, sender, each), count in sorted(sums.items()):
        lines += both(sender, receiver, StatementLine(kind=LineKind.PAY, minor=each * count, count=count, each=each))
    return lines


def _ways(facts: SettlementFacts) -> Iterator[PaidDirection]:
    """Every direction of the terms at the end, and those in which customers came before."""
    sums: Counter[tuple[int, int]] = Counter()
    for one in facts.sent:
        if one.sender is not None:
            sums[one.receiver, one.sender] += one.customers
    unknown, final = _unknown(facts), facts.terms.final
    agreed = {(party.slot, sender) for party in final.receivers() for sender in may_send(final, party.slot)}
    for receiver, sender in sorted(agreed | set(sums)):
        part = facts.parts.get((sender, receiver), Fraction(1))
        yield PaidDirection(sender, receiver, sums[receiver, sender], unknown.get(receiver, 0), part)


def _bonus(terms: Terms, way: PaidDirection) -> StatementLine | None:
    if not terms.bonus or terms.bonus_from is None or not way.part:
        return None
    bound = ceil(terms.bonus_from * way.part)
    if way.customers < bound:
        return None
    return StatementLine(
        kind=LineKind.BONUS,
        minor=terms.bonus,
        count=way.customers,
        bound=bound,
        agreed=_if_other(terms.bonus_from, bound),
    )


def _penalty(terms: Terms, way: PaidDirection) -> StatementLine | None:
    agreed = terms.minimum or 0
    bound, at_most = floor(agreed * way.part), way.customers + way.unknown
    if not terms.penalty or at_most >= bound:
        return None
    return StatementLine(
        kind=LineKind.PENALTY,
        minor=terms.penalty * (bound - at_most),
        count=at_most,
        each=terms.penalty,
        bound=bound,
        agreed=_if_other(agreed, bound),
    )


def _if_other(agreed: int, bound: int) -> int | None:
    return None if agreed == bound else agreed


def _not_yet(
    facts: SettlementFacts, way: PaidDirection, bonus: StatementLine | None, penalty: StatementLine | None
) -> Aside | None:
    """Why something between the two is not known yet, if it is not."""
    if not facts.over:
        return Aside(why=Why.NOT_OVER, slot=way.receiver, other=way.sender) if penalty else None
    missing = facts.missing.get(way.receiver, 0)
    if not missing or (way.sender, way.receiver) in facts.without:
        return None
    terms = facts.terms.final
    could = {
        LineKind.PAY: bool(terms.pay_of(way.receiver)),
        LineKind.BONUS: bool(terms.bonus) and not bonus,
        LineKind.PENALTY: bool(penalty),
    }
    open_ = tuple(kind for kind, is_open in could.items() if is_open)
    return Aside(why=Why.REPORTS, slot=way.receiver, other=way.sender, count=missing, open=open_) if open_ else None
