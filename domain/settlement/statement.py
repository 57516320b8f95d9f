"""A settlement as it is shown and kept: for each side its lines and net, who pays whom, and what stands aside."""

from __future__ import annotations

from enum import StrEnum

from domain.agreement.terms import Part


class LineKind(StrEnum):
    COMMON = "common"  # common costs that this side has paid
    SHARE = "share"  # its part of everybody's common costs
    PAY = "pay"
    BONUS = "bonus"
    PENALTY = "penalty"
    SETTLED = "settled"  # money that changed hands under earlier figures


class Why(StrEnum):
    """Why something is in no sum."""

    RATE = "rate"
    SHARES = "shares"
    SENDER = "sender"
    REPORTS = "reports"
    NOT_OVER = "not_over"


class StatementLine(Part):
    """One reason for money, with its inputs: `count` things at `each`, against `bound`; `share` of `whole`."""

    kind: LineKind
    minor: int
    other: int | None = None
    count: int | None = None
    each: int | None = None
    bound: int | None = None
    agreed: int | None = None  # what `bound` was before days were taken off it
    share: int | None = None
    whole: int | None = None


Lines = list[tuple[int, StatementLine]]
"""Each with the slot of whose account it is in."""


def both(gets: int, gives: int, line: StatementLine) -> Lines:
    """The same reason seen from both sides."""
    less = line.model_copy(update={"minor": -line.minor, "other": gets})
    return [(gets, line.model_copy(update={"other": gives})), (gives, less)]


class Cost(Part):
    """A common cost as it counts: what was paid, and what it is in the terms' currency."""

    slot: int
    what: str
    minor: int
    currency: str
    counted: int


BY_CUSTOMERS = frozenset({LineKind.PAY, LineKind.BONUS, LineKind.PENALTY})


class Account(Part):
    slot: int
    business_id: int
    name: str
    lines: tuple[StatementLine, ...]
    net: int

    @property
    def dues(self) -> int:
        """What pay, bonus and penalty bring, or cost."""
        return sum(line.minor for line in self.lines if line.kind in BY_CUSTOMERS)


class Transfer(Part):
    debtor: int
    creditor: int
    minor: int


class Aside(Part):
    """`slot`: who paid, or received; `other`: who sent; `count`: customers, or missing reports; `open`: what is not
    known of the customers between the two."""

    why: Why
    slot: int | None = None
    other: int | None = None
    what: str = ""
    minor: int = 0
    currency: str = ""
    count: int = 0
    open: tuple[LineKind, ...] = ()


class Statement(Part):
    currency: str
    accounts: tuple[Account, ...]
    transfers: tuple[Transfer, ...]
    costs: tuple[Cost, ...]
    aside: tuple[Aside, ...]
    missing: int = 0  # days without a report, at all counters
    by_pairs: bool = False  # each two sides pay each other, nothing is set off among all
    pairs: tuple[Transfer, ...] = ()  # of three sides or more: what each two of them owe each other

    def seen_by(self, slot: int) -> tuple[Transfer, ...]:
        """Who pays whom; where each two sides pay their own, only what concerns that side."""
        return _own(self.transfers, slot) if self.by_pairs else self.transfers

    def pairs_of(self, slot: int) -> tuple[Transfer, ...]:
        """What that side and each other one owe each other, where something else is paid."""
        return () if self.transfers == self.pairs else _own(self.pairs, slot)

    def says_the_same(self, earlier: Statement) -> bool:
        """Whether no figure has changed; an earlier release kept no pairs."""
        return self.model_copy(update={"pairs": earlier.pairs}) == earlier

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to settle."""
        return not any(account.lines for account in self.accounts) and not self.aside


def _own(all_: tuple[Transfer, ...], slot: int) -> tuple[Transfer, ...]:
    return tuple(one for one in all_ if slot in (one.debtor, one.creditor))
