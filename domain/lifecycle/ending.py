"""How a promo ends before its last day: at once, after a side's notice, or at once after all because all agree."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec import Struct

from domain.agreement.terms import Offer, PlaceTerms, Terms
from domain.calendar import to_utc
from domain.schedule.plan import Due
from domain.states import Refusal, State

NEXT_DAY = timedelta(days=1)


class Notice(Struct, frozen=True):
    """A side has said that it ends the promo alone; `agreed`: the sides that would rather end it at once."""

    id: int
    promo_id: str
    business_id: int
    person_id: int
    reason: str
    last_day: date
    agreed: frozenset[int] = frozenset()


def last_day(terms: Terms, now: State, today: date) -> date | Refusal | None:
    """The last day of a promo that a side ends alone today. None: at once, as it has not begun or nothing else was
    agreed."""
    if now is State.SIGNED or not terms.notice_days:
        return None
    day = today + timedelta(days=terms.notice_days)
    return day if day < terms.ends else Refusal("ends_by_itself")


def as_it_runs(terms: Terms, last: date) -> Terms:
    """The terms with `last` as the last day: until when an offer is good. Money goes by the terms that were signed."""
    offers = tuple(offer_until(offer, last) for offer in terms.offers)
    return terms.model_copy(update={"ends": min(terms.ends, last), "offers": offers})


def offer_until(offer: Offer, last: date) -> Offer:
    """No counter honours it longer."""
    return offer.model_copy(update={"places": tuple(_place_until(place, last) for place in offer.places)})


def _place_until(place: PlaceTerms, last: date) -> PlaceTerms:
    return place.model_copy(update={"last": min(place.last, last)}) if place.last else place


def after_notice(notice: Notice, zone: str) -> Due:
    """The promo ends at the midnight after the last day."""
    return Due("notice", notice.promo_id, str(notice.id), to_utc(notice.last_day + NEXT_DAY, time(0), zone))
