"""Everything that partners agree on, as one frozen value."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.options import (
    Channel,
    Clause,
    ClientBase,
    CostSplit,
    Counts,
    Goal,
    LostDays,
    Measure,
    Mechanic,
    Netting,
    Printed,
    Repeats,
    Reporting,
    Resumes,
    Scale,
    Sharing,
    Sums,
    Vat,
)

EACH = 0
"""A slot that stands for every business."""
MOST_SIDES = 5
KEPT = 256
"""Texts of terms that are kept read: reading one takes longer than all else that a report does with it."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Party(Part):
    """A business in the promo; slot 1 is the initiator."""

    slot: int
    business_id: int
    name: str
    city: str


class PlaceTerms(Part):
    """What is different at one location; an open value is as everywhere."""

    location_id: int
    name: str
    what: str | None = None
    limit: int | None = None
    first: date | None = None
    last: date | None = None


class Offer(Part):
    """What a customer gets at `receiver`'s counter; `giver` hands the card out. EACH: at every one's, by all others."""

    what: str
    condition: str | None = None
    receiver: int = EACH
    giver: int = EACH
    channel: Channel = Channel.COUNTER
    cost: int | None = None  # to the receiver, of one use
    limit: int | None = None
    daily: int | None = None
    cap: int | None = None  # money that one receiver spends on it at most
    places: tuple[PlaceTerms, ...] = ()

    def at(self, slot: int) -> bool:
        """Whether it is used at that side's counter."""
        return self.receiver in (EACH, slot)


class Duty(Part):
    """Something that a side brings or does."""

    what: str
    due: date | None = None
    proof: bool = False  # a photo is agreed


class SideTerms(Part):
    """What one side gains and brings; of the partners, those without their own do as slot 2."""

    slot: int
    gain: str | None = None
    pay: int | None = None  # for each customer that it receives, where it differs from `pay` of all
    brings: tuple[Duty, ...] = ()


class Perk(Part):
    """`giver` rewards the staff of whoever sent it `at` customers."""

    giver: int = EACH
    what: str
    at: int
    repeats: Repeats = Repeats.ONCE


class Terms(Part):
    """One version's content. Money is in minor units of `currency`, shares in whole percent by slot."""

    promo_id: str
    parties: tuple[Party, ...]
    currency: str
    title: str
    goal: Goal
    target: int = Field(gt=0)
    partners: int = Field(ge=2, le=MOST_SIDES)
    scale: Scale = Scale.FULL
    budget: int | None = None
    taking_part: tuple[int, ...] = ()  # location ids; a business with none of its own there takes part with all
    sides: tuple[SideTerms, ...]
    mechanic: Mechanic
    word: str | None = None
    offers: tuple[Offer, ...] = Field(min_length=1)
    starts: date
    ends: date
    in_force_from: date | None = None  # of an amendment
    people: str | None = None
    client_base: ClientBase = ClientBase.NONE
    mailing_volume: int | None = None
    mailing_period: str | None = None
    mailing_person: str | None = None
    reporting: Reporting = Reporting.SALES
    sums: Sums = Sums.BEFORE  # as sales were computed before it could be said
    baseline: tuple[Measure, ...] = ()
    share_customers: Sharing = Sharing.DETAIL
    share_sales: Sharing = Sharing.TOTALS
    share_margin: Sharing = Sharing.HIDDEN
    counted: Counts = Counts.ALL  # as it was before it could be chosen
    minimum: int | None = None
    split: CostSplit = CostSplit.OWN
    shares: tuple[int, ...] = ()
    pay: int | None = None  # the receiver pays the sender, for each customer
    bonus_from: int | None = None
    bonus: int | None = None
    penalty: int | None = None  # for each customer under the minimum
    perks: tuple[Perk, ...] = ()
    lost_days: LostDays = LostDays.OWN
    silence_days: int | None = None  # a settlement counts as accepted after so many days without a word
    pay_days: int | None = None  # from the agreed settlement on
    vat: Vat = Vat.UNSAID
    netting: Netting = Netting.ALL
    notice_days: int = 0  # before a side ends it alone; 0: it ends at once
    resumed_by: Resumes = Resumes.WHO_PAUSED
    pause_days: int = 0  # after which a pause ends by itself; 0: never
    clauses: tuple[Clause, ...] = ()
    prevails: str | None = None  # the language that counts where translations of the document differ
    printed: Printed | None = None  # None: in the language of the initiator's owner

    @model_validator(mode="after")
    def starts_before_it_ends(self) -> Terms:
        if self.ends < self.starts:
            raise ValueError("a promo ends on or after the day it starts")
        return self

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1

    @property
    def pays_by_customers(self) -> bool:
        """Whether money hangs on who sends how many customers."""
        paid = any(self.pay_of(party.slot) for party in self.parties)
        return bool(paid or self.bonus or (self.minimum and self.penalty))

    def pay_of(self, receiver: int) -> int | None:
        """What that side pays for each customer sent to it."""
        own = self.own_pay(receiver)
        return self.pay if own is None else own

    def own_pay(self, slot: int) -> int | None:
        return self._side(slot).pay

    def receivers(self) -> tuple[Party, ...]:
        """The businesses where customers use an offer."""
        return tuple(party for party in self.parties if self.offers_at(party.slot))

    def receives(self, business_id: int) -> bool:
        """Whether an offer is used at that business."""
        return self.party_of(business_id) in self.receivers()

    def offers_at(self, slot: int) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.at(slot))

    def days_at(self, business_id: int, location_id: int) -> tuple[date, date]:
        """The first and the last day on which an offer is used at a location; it may have dates of its own."""
        party = self.party_of(business_id)
        offers = self.offers_at(party.slot) if party else ()
        own = [next((p for p in offer.places if p.location_id == location_id), None) for offer in offers]
        first = min((max(self.starts, (p and p.first) or self.starts) for p in own), default=self.starts)
        return first, max((min(self.ends, (p and p.last) or self.ends) for p in own), default=self.ends)

    def cost_at(self, slot: int) -> int | None:
        """What one use costs that side; None where it is open or its offers cost differently."""
        costs = {offer.cost for offer in self.offers_at(slot)}
        return costs.pop() if len(costs) == 1 else None

    def party_of(self, business_id: int) -> Party | None:
        return next((p for p in self.parties if p.business_id == business_id), None)

    def gain(self, slot: int) -> str | None:
        return self._side(slot).gain or (self._side(2).gain if slot > 2 else None)

    def brings(self, slot: int) -> tuple[Duty, ...]:
        return self._side(slot).brings or (self._side(2).brings if slot > 2 else ())

    def _side(self, slot: int) -> SideTerms:
        return next((side for side in self.sides if side.slot == slot), SideTerms(slot=slot))


@lru_cache(KEPT)
def read_terms(text: str) -> Terms:
    """The terms that a stored text says."""
    return Terms.model_validate_json(text)
