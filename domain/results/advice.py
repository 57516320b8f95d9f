"""One recommendation a week, from stated rules; silence when no rule holds."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from msgspec import Struct

from domain.agreement.sharing import Topic, daily, shared
from domain.agreement.terms import Terms
from domain.daily.totals import Takings, round_half_up
from domain.measures.student import NORMAL, at_most
from domain.results.weekly import WeeklyReport

ENOUGH_USES = 20
ENOUGH_CONTACTS = 50
ENOUGH_REPORTS = Fraction(4, 5)
FEW = Fraction(1, 20)


class Beside(Struct, frozen=True):
    """What else is known by the end of the week. `issued`: codes printed or issued, `redeemed`: those of them used;
    `check`: an average receipt before the promo, in minor units of the terms' currency."""

    issued: int | None = None
    redeemed: int = 0
    check: Fraction | None = None


class Advice(Struct, frozen=True):
    """`kind` names the text.

    `talk`: many issued, few uses (part of whole) · `offer`: many uses, a check below the usual one (part against
    whole, money) · `ledger`: one side has sent too few so far · `midweek`: quiet Monday to Thursday.
    """

    kind: str
    part: int
    whole: int
    name: str = ""


def advise(week: WeeklyReport, terms: Terms, beside: Beside) -> Advice | None:
    """The most useful thing to say; nothing after the last week, while reports are too few to tell, or where it would
    give away what partners do not see."""
    if week.week.number == week.weeks:
        return None
    if not week.expected or Fraction(week.reported, week.expected) < ENOUGH_REPORTS:
        return None
    if not shared(terms, Topic.CUSTOMERS):
        return None
    return _talk(beside) or _offer(week, terms, beside) or _ledger(week, terms) or _midweek(week, terms)


def _talk(beside: Beside) -> Advice | None:
    """Fewer than one in twenty of at least 50 cards came back."""
    if not beside.issued or beside.issued < ENOUGH_CONTACTS:
        return None
    few = Fraction(beside.redeemed, beside.issued) < FEW
    return Advice("talk", beside.redeemed, beside.issued) if few else None


def _offer(week: WeeklyReport, terms: Terms, beside: Beside) -> Advice | None:
    """Twenty uses or more, and the receipt is smaller than it was without the promo."""
    own = _in_terms_currency(week.takings, terms)
    if own is None or own.average is None or beside.check is None or not shared(terms, Topic.SALES):
        return None
    known = own.receipts >= (week.used or 0) * ENOUGH_REPORTS
    low = known and own.receipts >= ENOUGH_USES and own.average < beside.check
    return Advice("offer", own.average, round_half_up(beside.check)) if low else None


def _in_terms_currency(takings: tuple[Takings, ...], terms: Terms) -> Takings | None:
    return next((one for one in takings if one.currency == terms.currency), None)


def _ledger(week: WeeklyReport, terms: Terms) -> Advice | None:
    """Somebody has sent less than half of what the days gone would ask for, more than chance explains, and the other
    side has counted every day."""
    weak = [
        (flow.so_far, flow.sender)
        for flow in week.flows
        if terms.minimum and not flow.gaps and at_most(flow.so_far) < (due := terms.minimum * flow.gone)
        if flow.so_far < due / 2
    ]
    worst = min(weak, key=lambda one: one[0], default=None)
    return Advice("ledger", worst[0], terms.minimum or 0, worst[1]) if worst else None


EARLY = Fraction(4, 7)
"""The share of Monday to Thursday, if days were alike."""


def _midweek(week: WeeklyReport, terms: Terms) -> Advice | None:
    """A full week in which Monday to Thursday brought less than their four days' share, by more than chance explains;
    where single days are shown. Days are taken to be twice as restless as counting alone makes them."""
    full, used = week.week.length == 7, week.used or 0
    early = sum(count or 0 for count in week.by_weekday[:4])
    if not full or not daily(terms, Topic.CUSTOMERS) or used < ENOUGH_USES or week.missing:
        return None
    least = used * EARLY - NORMAL * sqrt(2 * used * EARLY * (1 - EARLY))
    return Advice("midweek", early, used) if early < least else None
