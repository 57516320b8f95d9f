"""Everything that partners agree on, as one frozen value. Its canonical JSON is what gets fingerprinted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Goal(StrEnum):
    NEW_CUSTOMERS = "new_customers"
    RECEIPTS = "receipts"
    REVENUE = "revenue"
    AVERAGE_CHECK = "average_check"
    REPEAT_VISITS = "repeat_visits"
    SUBSCRIBERS = "subscribers"
    AWARENESS = "awareness"


class Mechanic(StrEnum):
    VOUCHER = "voucher"
    CODE_WORD = "code_word"
    DISCOUNT = "discount"
    GIFT = "gift"
    BUNDLE = "bundle"
    CONTEST = "contest"
    EVENT = "event"
    CARD = "card"
    FLYERS = "flyers"
    MAILING = "mailing"


class Direction(StrEnum):
    """At whose counter the offer is used."""

    BOTH = "both"
    INITIATOR = "initiator"
    PARTNER = "partner"


class ClientBase(StrEnum):
    NONE = "none"
    MAILING = "mailing"
    POSTS = "posts"


class Reporting(StrEnum):
    """What a daily report asks for."""

    CUSTOMERS = "customers"
    SALES = "sales"
    NEW = "new"


class Split(StrEnum):
    OWN = "own"
    EQUAL = "equal"


class Party(BaseModel):
    """A business in the promo; slot 1 is the initiator."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    slot: int
    business_id: int
    name: str
    city: str


class Terms(BaseModel):
    """One version's content. Money is in minor units of `currency`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    promo_id: str
    parties: tuple[Party, ...]
    currency: str
    title: str
    goal: Goal
    target: int = Field(gt=0)
    partners: int = Field(ge=2, le=5)
    gain_initiator: str
    gain_partner: str
    mechanic: Mechanic
    offer: str
    direction: Direction
    cost: int | None = None
    limit: int | None = None
    starts: date
    ends: date
    resources: str | None = None
    needs: str | None = None
    people: str | None = None
    client_base: ClientBase = ClientBase.NONE
    reporting: Reporting = Reporting.SALES
    minimum: int | None = None
    split: Split = Split.OWN
    perk: str | None = None

    @model_validator(mode="after")
    def starts_before_it_ends(self) -> Terms:
        if self.ends < self.starts:
            raise ValueError("a promo ends on or after the day it starts")
        return self

    def receivers(self) -> tuple[Party, ...]:
        """The businesses where customers use the offer."""
        if self.direction is Direction.BOTH:
            return self.parties
        return tuple(p for p in self.parties if (p.slot == 1) == (self.direction is Direction.INITIATOR))

    def party_of(self, business_id: int) -> Party | None:
        return next((p for p in self.parties if p.business_id == business_id), None)


SECTIONS: dict[str, tuple[str, ...]] = {
    "goal": ("title", "goal", "target", "partners"),
    "gains": ("gain_initiator", "gain_partner"),
    "offer": ("mechanic", "offer", "direction", "cost", "limit"),
    "dates": ("dates",),
    "resources": ("resources",),
    "needs": ("needs",),
    "people": ("people",),
    "client_base": ("client_base",),
    "reporting": ("reporting",),
    "money": ("minimum", "split", "perk"),
}
FIELDS = tuple(field for fields in SECTIONS.values() for field in fields)
REQUIRED = frozenset(
    ("title", "goal", "target", "partners", "gain_initiator", "gain_partner", "mechanic", "offer", "direction", "dates")
)


def section_of(field: str) -> str:
    return next(section for section, fields in SECTIONS.items() if field in fields)


def from_answers(answers: Mapping[str, Any], promo_id: str, currency: str, parties: tuple[Party, ...]) -> Terms:
    """The terms that a finished form describes."""
    values = {name: answers.get(name) for name in FIELDS if name != "dates" and answers.get(name) is not None}
    span = answers["dates"]
    return Terms(
        promo_id=promo_id,
        currency=currency,
        parties=parties,
        starts=date.fromisoformat(span["first"]),
        ends=date.fromisoformat(span["last"]),
        **values,
    )


def to_answers(terms: Terms) -> dict[str, Any]:
    """The form's answers that give these terms."""
    answers = terms.model_dump(mode="json", exclude={"promo_id", "parties", "currency", "starts", "ends"})
    answers["dates"] = {"first": terms.starts.isoformat(), "last": terms.ends.isoformat()}
    return answers


def canonical(terms: Terms) -> str:
    """The one text form of these terms: sorted keys, no spaces, UTF-8."""
    return json.dumps(terms.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(terms: Terms) -> str:
    """SHA-256 of the canonical terms, 64 hexadecimal digits."""
    return sha256(canonical(terms).encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    field: str
    old: Any
    new: Any


def changes(old: Terms, new: Terms) -> tuple[Change, ...]:
    """Field by field, old → new, in the order of the form."""
    before, after = to_answers(old), to_answers(new)
    return tuple(Change(field, before[field], after[field]) for field in FIELDS if before[field] != after[field])
