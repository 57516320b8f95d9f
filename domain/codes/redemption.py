"""Using a code at a counter: who gives, who receives, what is left, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from domain.agreement.terms import EACH, Offer, Party, PlaceTerms, Terms
from domain.calendar import local_day
from domain.daily.facts import ReportingPlace
from domain.states import Refusal, State

WARN_AT = 80
"""Percent of a limit at which both sides are told."""
MOST_CARDS = 500
USUAL_CARDS = (20, 50, 100, 500)


def offer_of(terms: Terms, number: int) -> Offer | None:
    """The offer by its place in the terms, from 1, as they stand now."""
    return terms.offers[number - 1] if 0 < number <= len(terms.offers) else None


def gives(terms: Terms, business_id: int, offer: Offer) -> bool:
    """Whether that business hands the offer's cards out: those named, or everybody but the receiver."""
    party = terms.party_of(business_id)
    if party is None or party.slot == offer.receiver:
        return False
    return offer.giver in (EACH, party.slot)


def given_by(terms: Terms, business_id: int) -> tuple[int, ...]:
    """The numbers of the offers whose cards that business hands out."""
    return tuple(n for n, offer in enumerate(terms.offers, 1) if gives(terms, business_id, offer))


def receivers(terms: Terms, offer: Offer, giver_id: int) -> tuple[Party, ...]:
    """Where a card of that giver is honoured; never at the giver's own counter."""
    return tuple(party for party in terms.parties if offer.at(party.slot) and party.business_id != giver_id)


def may_make(offer: Offer, made: int) -> int:
    """How many more codes a giver may make at once, `made` being those that it has."""
    return MOST_CARDS if offer.limit is None else max(min(offer.limit - made, MOST_CARDS), 0)


class Uses(Struct, frozen=True):
    """Uses that count: of the offer in all, on the day, at the place, and at the receiver."""

    offer: int
    day: int
    place: int
    receiver: int


Limit = Literal["total", "daily", "place", "cap"]


class Bound(Struct, frozen=True):
    """A limit and what of it is used, in uses; a cap in minor units of money."""

    kind: Limit
    used: int
    most: int
    step: int = 1  # what one more use takes

    @property
    def reached(self) -> bool:
        return self.used + self.step > self.most

    @property
    def close(self) -> bool:
        return self.used * 100 >= WARN_AT * self.most


class CodeRefusal(Refusal, frozen=True):
    """Why a code cannot be used here and now. `day` is the first or the last one, `most` the limit."""

    day: date | None = None
    most: int | None = None


def place_terms(offer: Offer, location_id: int) -> PlaceTerms | None:
    return next((place for place in offer.places if place.location_id == location_id), None)


def what_at(offer: Offer, location_id: int) -> str:
    """What the customer gets there."""
    place = place_terms(offer, location_id)
    return (place and place.what) or offer.what


def working_day(post: ReportingPlace, terms: Terms, now: datetime) -> date:
    """The day that a use counts for: until 05:00 still yesterday's, but never before the promo."""
    return max(post.today(now), min(terms.starts, local_day(now, post.zone)))


def bounds(offer: Offer, location_id: int, uses: Uses) -> Iterator[Bound]:
    """The limits that are agreed. A cap without the cost of a use cannot be counted."""
    place = place_terms(offer, location_id)
    if offer.limit is not None:
        yield Bound("total", uses.offer, offer.limit)
    if offer.daily is not None:
        yield Bound("daily", uses.day, offer.daily)
    if place and place.limit is not None:
        yield Bound("place", uses.place, place.limit)
    if offer.cap is not None and offer.cost:
        yield Bound("cap", uses.receiver * offer.cost, offer.cap, offer.cost)


def refusal(
    terms: Terms, state: State, offer: Offer, post: ReportingPlace, uses: Uses, now: datetime
) -> CodeRefusal | None:
    """Why the offer cannot be used at that place now, if it cannot. A promo finishes by the initiator's clock; where
    its last day still goes on, cards hold what they say."""
    early = _too_early_or_late(terms, offer, post, now)
    if early and state in (State.SIGNED, State.RUNNING, State.FINISHING):
        return early
    if state not in (State.RUNNING, State.FINISHING):
        return CodeRefusal(f"is_{state}")
    for bound in bounds(offer, post.location_id, uses):
        if bound.reached:
            return CodeRefusal(f"limit_{bound.kind}", most=bound.most)
    return None


def _too_early_or_late(terms: Terms, offer: Offer, post: ReportingPlace, now: datetime) -> CodeRefusal | None:
    """By the days of the promo and of the place, whichever is narrower."""
    place = place_terms(offer, post.location_id)
    first = max(terms.starts, (place and place.first) or terms.starts)
    last = min(terms.ends, (place and place.last) or terms.ends)
    if local_day(now, post.zone) < first:
        return CodeRefusal("too_early", day=first)
    return CodeRefusal("too_late", day=last) if post.today(now) > last else None


STRIKES = 5
WINDOW = timedelta(minutes=10)
LOCKS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=24))
FORGOTTEN_AFTER = timedelta(days=7)


def lock(strikes: int, last_level: int, last_until: datetime | None, now: datetime) -> tuple[int, datetime] | None:
    """The level (from 1) and end of a lockout, once the wrong codes of the last ten minutes are five.

    Each one after another is longer; a week without any begins anew.
    """
    if strikes < STRIKES:
        return None
    recent = last_until is not None and now - last_until < FORGOTTEN_AFTER
    level = min(last_level + 1, len(LOCKS)) if recent else 1
    return level, now + LOCKS[level - 1]
