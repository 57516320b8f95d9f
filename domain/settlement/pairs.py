"""What each two sides owe each other, before anything is set off across several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from domain.money import Money, split
from domain.options import CostSplit
from domain.settlement.statement import Cost, Lines, Transfer

Owed = tuple[int, int, int]
"""Debtor, creditor, and how much; less than nothing is owed the other way round."""


class SharedCosts(Struct, frozen=True):
    """Common costs that are divided alike: the portions of the sides in their order, none where they do not fit."""

    how: CostSplit
    portions: tuple[int, ...]
    costs: tuple[Cost, ...]

    @property
    def whole(self) -> int:
        return sum(cost.counted for cost in self.costs)


def pairs(lines: Lines, shared: Iterable[SharedCosts], slots: Sequence[int], currency: str) -> tuple[Transfer, ...]:
    """A transfer for each two sides of which one owes the other something."""
    owed: Counter[tuple[int, int]] = Counter()
    for debtor, creditor, minor in (*_between(lines), *_of_costs(shared, slots, currency)):
        owed[debtor, creditor] += minor
    nets = {(a, b): owed[a, b] - owed[b, a] for a in slots for b in slots if a < b}
    return tuple(
        Transfer(debtor=a, creditor=b, minor=net) if net > 0 else Transfer(debtor=b, creditor=a, minor=-net)
        for (a, b), net in nets.items()
        if net
    )


def _between(lines: Lines) -> Iterator[Owed]:
    """Each reason stands in two accounts; it is taken from the one that gives."""
    for slot, line in lines:
        if line.other is not None and line.minor < 0:
            yield slot, line.other, -line.minor


def _of_costs(shared: Iterable[SharedCosts], slots: Sequence[int], currency: str) -> Iterator[Owed]:
    """Each side owes its share of a cost to the side that paid it. The payers' sums are divided one upon the other, so
    that all that a side owes is its share of the whole, to the minor unit."""
    for one in shared:
        if not one.portions:
            continue
        paid, before = 0, [0] * len(slots)
        for payer in slots:
            paid += sum(cost.counted for cost in one.costs if cost.slot == payer)
            now = [part.minor for part in split(Money(paid, currency), one.portions)]
            yield from ((slot, payer, now[n] - before[n]) for n, slot in enumerate(slots) if slot != payer)
            before = now
