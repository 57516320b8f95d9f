"""A ready promo for a shop: every answer of the set-up, in the owner's words, with a trade's usual figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from domain.agreement.fields import filled
from domain.agreement.ready_promos import ReadyPromo, usual, usual_cost
from domain.agreement.terms import EACH
from domain.options import Clause, ClientBase, CostSplit, Goal, Measure, Mechanic, Reporting, Scale, Sums
from storage.business.businesses import Business
from templates.catalogue import label
from templates.words.examples import Example
from templates.words.ready_promos import GAINS, PEOPLE, POSTING, READY_PROMOS, SEASONS, example

MECHANIC = {
    ReadyPromo.RECEIPT_CARD: Mechanic.VOUCHER,
    ReadyPromo.GIFT: Mechanic.GIFT,
    ReadyPromo.CODE_WORD: Mechanic.CODE_WORD,
    ReadyPromo.STAMPS: Mechanic.CARD,
    ReadyPromo.TASTING: Mechanic.EVENT,
    ReadyPromo.MUTUAL: Mechanic.DISCOUNT,
    ReadyPromo.CONTEST: Mechanic.CONTEST,
}
SOON = timedelta(days=14)
GOALS = {ReadyPromo.STAMPS: Goal.REPEAT_VISITS, ReadyPromo.CONTEST: Goal.RECEIPTS}


class ProposedPartner(Struct, frozen=True):
    """The partner as far as it is known: the category of its trade and its name, either may be empty."""

    trade: str = ""
    name: str = ""


def answers(
    kind: ReadyPromo, business: Business, partner: ProposedPartner, language: str, today: date
) -> Mapping[str, Any]:
    """Every answer of the form; the partner's name stands with them until its business is in."""
    own, theirs, figures = example(business.category), example(partner.trade), usual(business.category)
    return filled(
        {
            "currency": business.currency,
            "partner_name": partner.name or None,
            "title": _title(business.name, own, theirs, partner, language),
            "goal": GOALS.get(kind, Goal.NEW_CUSTOMERS).value,
            "target": figures.target,
            "partners": 2,
            "scale": Scale.FULL.value,
            "gain.1": label(GAINS[0], language),
            "gain.2": label(GAINS[1], language),
            "mechanic": MECHANIC[kind].value,
            **_offers(kind, business, partner, language),
            "brings.1": _duty(READY_PROMOS[kind].brings or own.brings, language),
            "brings.2": _duty(READY_PROMOS[kind].brings or theirs.brings, language),
            "people": label(PEOPLE, language),
            **_client_base(kind, language, today),
            "reporting": Reporting.NEW.value,
            "sums": Sums.BEFORE.value,
            "baseline": [Measure.CUSTOMERS.value, Measure.REVENUE.value],
            "minimum": figures.minimum,
            "split": CostSplit.OWN.value,
            "perks": 0,
            **documents(language),
        }
    )


def documents(language: str) -> dict[str, Any]:
    """What the document of a new promo says beside its terms: every standard clause, in the proposer's language."""
    return {"clauses": [clause.value for clause in Clause], "prevails": language}


def _title(own_name: str, own: Example, theirs: Example, partner: ProposedPartner, language: str) -> str:
    """Of two trades what they sell, of a partner known by its name both names."""
    if partner.name:
        return f"{own_name} + {partner.name}"[:60]
    return f"{label(own.goods, language).capitalize()} + {label(theirs.goods, language)}"[:60]


def _duty(text: str, language: str) -> list[dict[str, Any]]:
    return [{"what": label(text, language), "due": None, "proof": False}]


def _offers(kind: ReadyPromo, business: Business, partner: ProposedPartner, language: str) -> dict[str, Any]:
    """One offer for both counters, or at each counter what such a shop offers."""
    words, own, theirs = READY_PROMOS[kind], business.category, partner.trade
    counters = [(EACH, own)] if words.offer else [(1, own), (2, theirs)]
    given: dict[str, Any] = {"offers": len(counters)}
    for n, (slot, trade) in enumerate(counters, 1):
        given |= {
            f"o{n}.what": label(words.offer or example(trade).offer, language),
            f"o{n}.condition": label(words.condition, language),
            f"o{n}.receiver": slot,
            f"o{n}.cost": usual_cost(trade, business.currency),
            f"o{n}.limit": usual(trade).limit,
        }
    return given


def _client_base(kind: ReadyPromo, language: str, today: date) -> dict[str, Any]:
    """Only a code word is posted: the word of the season that the promo will be in."""
    if kind is not ReadyPromo.CODE_WORD:
        return {"client_base": ClientBase.NONE.value}
    return {
        "word": label(SEASONS[(today + SOON).month % 12 // 3], language),
        "client_base": ClientBase.POSTS.value,
        "mailing_volume": 500,
        "mailing_period": label(POSTING[0], language),
        "mailing_person": label(POSTING[1], language),
    }
