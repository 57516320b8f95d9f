"""A promo as one business may take it home: the JSON export, and what tables are made from.

Sums are in whole units of their currency, as decimal text; a number that is not known is null, never 0.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.agreement.sharing import Topic
from domain.agreement.terms import Part, Terms, read_terms
from domain.agreement.terms_in_force import TermsInForce
from domain.measures.measure import Phase, Unit
from domain.options import Measure
from domain.results.export_settled import Settled
from domain.results.metrics import MetricKind
from domain.settlement.expenses import Purpose
from domain.states import State

FORMAT: Literal["tandem-promo-1"] = "tandem-promo-1"
ALL = 0  # the slot that stands for all sides together


class About(Part):
    """`until`: the last day that is counted."""

    id: str
    title: str
    state: State
    version: int
    fingerprint: str  # SHA-256 of the terms in force, 64 hexadecimal digits
    until: date


class SignedText(Part):
    """One side's signature; `text` says for whom, by whom, under which fingerprint and when, `fingerprint` is its
    SHA-256."""

    fingerprint: str
    text: str


class Version(Part):
    """Terms that came into force; `text` is what was signed, letter by letter, and `fingerprint` its SHA-256."""

    number: int
    since: date | None  # the first day that it counts; null for the first version
    fingerprint: str
    text: str
    signatures: tuple[SignedText, ...] = ()  # in the order of the sides; older ones have no text of their own


class ExportedSide(Part):
    """A side; `margin` in percent, for the reader's own only."""

    slot: int
    business_id: int
    name: str
    currency: str
    margin: Decimal | None


class ExportedPlace(Part):
    """A counter of the reader's own; `weekdays` 1 (Monday) to 7. `excused`: days of these on which no report is due,
    as the promo was paused, the counter closed for good, or its own dates are shorter."""

    location_id: int
    name: str
    weekdays: tuple[int, ...]
    takes_part: bool
    excused: tuple[date, ...] = ()


class Day(Part):
    """Of each own place; of a partner that shares single days, of all its places in one."""

    day: date
    slot: int
    place: str  # "" for a partner
    closed: bool
    customers: int
    new: int | None
    sales: Decimal | None  # of the reports that gave a sum in `currency`
    currency: str
    with_sales: int  # receipts of those reports
    with_new: int  # customers of the reports that say it
    by_codes: int | None = None  # of the customers; null where the promo has no codes
    reported: bool = True  # false: codes alone tell of the day


class Total(Part):
    """What a side saw so far; null where it is not known, or not shared."""

    slot: int
    customers: int | None
    new: int | None
    sales: Decimal | None
    currency: str
    with_new: int | None = None  # days at its places of which that is known
    with_sales: int | None = None
    days: int | None = None  # days at its places, due or reported
    reported: int | None  # days at its places with a report, of those that are expected
    expected: int | None


class ExportedMeasure(Part):
    slot: int
    measure: Measure
    phase: Phase
    unit: Unit
    values: tuple[Decimal, ...]  # the first week first


class ExportedExpense(Part):
    """The reader's own, and the common ones of all sides."""

    slot: int
    day: date
    what: str
    purpose: Purpose
    common: bool
    amount: Decimal
    currency: str


class Rate(Part):
    """How much of `into` one unit of `currency` is, as all sides typed it."""

    currency: str
    into: str
    rate: Decimal


class Cards(Part):
    """Codes that a side printed or issued one by one, how many were used, and both by the end of the first week;
    `handed`: those that are known to have been handed out, issued one by one or used."""

    slot: int
    issued: int
    redeemed: int
    first_issued: int
    first_redeemed: int
    handed: int


class Figure(Part):
    """A metric; `value` and `inputs` to six decimals, money in whole units. `missing`: what there is no value for."""

    slot: int
    name: str
    kind: MetricKind
    topic: Topic
    currency: str
    value: Decimal | None
    met: bool | None
    missing: tuple[str, ...]
    known: int | None = None  # of `whole` days at the side's places, or receipts: as many as the figure rests on
    whole: int | None = None
    inputs: dict[str, Decimal | None]


class Compared(Part):
    """A week of a measure before, during and after; `change` in percent, of a percentage in points."""

    slot: int
    name: str
    unit: Unit
    before: Decimal | None
    during: Decimal | None
    after: Decimal | None
    change: Decimal | None
    met: bool | None


class ExportedReferral(Part):
    """Customers from one side to another; `sender` is null where counting cannot tell, `customers` while the receiver
    has not reported once."""

    sender: int | None
    receiver: int
    customers: int | None


class Earned(Part):
    """A reward for the staff of `sender`, of those that the reader's side gives or earns: how many customers count,
    how often `at` was reached, and how often all owners concerned approved of it."""

    giver: int
    sender: int
    what: str
    at: int
    customers: int
    times: int
    approved: int


class ExportedOpinion(Part):
    """What a side thinks of it, 1 to 5."""

    name: str
    score: int
    again: bool | None
    words: str


class PromoExport(Part):
    """`reader`: the slot of the business that it was made for, which may have `declared_no_expenses`."""

    format: Literal["tandem-promo-1"] = FORMAT
    made_at: datetime
    reader: int
    about: About
    terms: Terms
    versions: tuple[Version, ...]
    shops: tuple[ExportedSide, ...]
    places: tuple[ExportedPlace, ...]
    days: tuple[Day, ...]
    totals: tuple[Total, ...]
    measures: tuple[ExportedMeasure, ...]
    expenses: tuple[ExportedExpense, ...]
    declared_no_expenses: bool
    rates: tuple[Rate, ...]
    cards: tuple[Cards, ...]
    figures: tuple[Figure, ...]
    compared: tuple[Compared, ...]
    sent: tuple[ExportedReferral, ...]
    rewards: tuple[Earned, ...] = ()
    settlement: Settled | None
    opinions: tuple[ExportedOpinion, ...]
    hours: int | None  # median, proposal → first answer

    def shop(self, slot: int) -> ExportedSide | None:
        return next((shop for shop in self.shops if shop.slot == slot), None)

    @property
    def in_force(self) -> TermsInForce:
        first, *later = ((one.since, read_terms(one.text)) for one in self.versions)
        return TermsInForce(first[1], tuple((since, terms) for since, terms in later if since))

    @property
    def own(self) -> ExportedSide:
        return next(shop for shop in self.shops if shop.slot == self.reader)
