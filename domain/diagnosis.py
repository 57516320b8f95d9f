"""One recommendation a week, from stated rules; silence when no rule holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.terms import Terms
from domain.weekly import Weekly

ENOUGH_USES = 20
ENOUGH_REPORTS = Fraction(4, 5)


@dataclass(frozen=True)
class Advice:
    """`kind` names the text: `ledger` (one side receives too few) or `midweek` (quiet Monday to Thursday)."""

    kind: str
    part: int
    whole: int
    name: str = ""


def advise(week: Weekly, terms: Terms) -> Advice | None:
    """The most useful thing to say; nothing while reports are too few to tell."""
    if not week.expected or Fraction(week.reported, week.expected) < ENOUGH_REPORTS:
        return None
    return _ledger(week, terms) or _midweek(week)


def _ledger(week: Weekly, terms: Terms) -> Advice | None:
    """Somebody sends less than half of the agreed minimum's even weekly share."""
    if not terms.minimum:
        return None
    share = Fraction(terms.minimum, week.weeks)
    weak = [flow for flow in week.flows if flow.count < share / 2]
    worst = min(weak, key=lambda flow: flow.count, default=None)
    return Advice("ledger", worst.count, terms.minimum, worst.sender) if worst else None


def _midweek(week: Weekly) -> Advice | None:
    """A full week in which Monday to Thursday brought less than their four days' share."""
    full = (week.week.last - week.week.first).days == 6
    early = sum(count or 0 for count in week.by_weekday[:4])
    if not full or week.used < ENOUGH_USES or Fraction(early, week.used) >= Fraction(4, 7):
        return None
    return Advice("midweek", early, week.used)
