"""One recommendation a week, from stated rules; silence when no rule holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.agreement.sharing import Topic, daily, shared
from domain.agreement.terms import Terms
from domain.daily.totals import Takings, round_half_up
from domain.results.weekly import WeeklyReport

ENOUGH_USES = 20
ENOUGH_CONTACTS = 50
ENOUGH_REPORTS = Fraction(4, 5)
FEW = Fraction(1, 20)


@dataclass(frozen=True)
class Beside:
    """What else is known by the end of the week. `contacts`: codes handed out, `redeemed`: those of them used;
    `check`: an average receipt before the promo, in minor units of the terms' currency."""

    contacts: int | None = None
    redeemed: int = 0
    check: Fraction | None = None


@dataclass(frozen=True)
class Advice:
    """`kind` names the text.

    `talk`: many contacts, few uses (part of whole) · `offer`: many uses, a check below the usual one (part against
    whole, money) · `ledger`: one side sends too few · `midweek`: quiet Monday to Thursday.
    """

    kind: str
    part: int
    whole: int
    name: str = ""


def advise(week: WeeklyReport, terms: Terms, beside: Beside) -> Advice | None:
    """The most useful thing to say; nothing while reports are too few to tell, or where it would give away what
    partners do not see."""
    if not week.expected or Fraction(week.reported, week.expected) < ENOUGH_REPORTS:
        return None
    if not shared(terms, Topic.CUSTOMERS):
        return None
    return _talk(beside) or _offer(week, terms, beside) or _ledger(week, terms) or _midweek(week, terms)


def _talk(beside: Beside) -> Advice | None:
    """Fewer than one in twenty of at least 50 cards came back."""
    if not beside.contacts or beside.contacts < ENOUGH_CONTACTS:
        return None
    few = Fraction(beside.redeemed, beside.contacts) < FEW
    return Advice("talk", beside.redeemed, beside.contacts) if few else None


def _offer(week: WeeklyReport, terms: Terms, beside: Beside) -> Advice | None:
    """Twenty uses or more, and the receipt is smaller than it was without the promo."""
    own = _in_terms_currency(week.takings, terms)
    if own is None or own.average is None or beside.check is None or not shared(terms, Topic.SALES):
        return None
    low = own.receipts >= ENOUGH_USES and own.average < beside.check
    return Advice("offer", own.average, round_half_up(beside.check)) if low else None


def _in_terms_currency(takings: tuple[Takings, ...], terms: Terms) -> Takings | None:
    return next((one for one in takings if one.currency == terms.currency), None)


def _ledger(week: WeeklyReport, terms: Terms) -> Advice | None:
    """Somebody sends less than half of the agreed minimum's even share of these days."""
    if not terms.minimum:
        return None
    share = Fraction(terms.minimum * week.week.length, terms.days)
    weak = [(flow.count, flow.sender) for flow in week.flows if flow.count is not None and flow.count < share / 2]
    worst = min(weak, key=lambda one: one[0], default=None)
    return Advice("ledger", worst[0], terms.minimum, worst[1]) if worst else None


def _midweek(week: WeeklyReport, terms: Terms) -> Advice | None:
    """A full week in which Monday to Thursday brought less than their four days' share; where single days are shown."""
    full, used = week.week.length == 7, week.used or 0
    early = sum(count or 0 for count in week.by_weekday[:4])
    if not full or not daily(terms, Topic.CUSTOMERS) or used < ENOUGH_USES or Fraction(early, used) >= Fraction(4, 7):
        return None
    return Advice("midweek", early, used)
