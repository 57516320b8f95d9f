"""What becomes of cards that are out when the terms change: nobody gets anything else than their card says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from domain.agreement.terms import EACH, Offer, Terms

WITHDRAWN = 0
"""The place of an offer that the terms no longer have."""


class OfferMove(Struct, frozen=True):
    """An offer that stood at `place`, from 1, stands at `to` now. `changed`: not in the same words any more."""

    place: int
    to: int
    offer: Offer
    changed: bool


def moves(old: Terms, new: Terms) -> tuple[OfferMove, ...]:
    """Where the offers went that are not where they were.

    One in the same words is found again wherever it stands. Where none is, a new one at the same place that is used at
    the same counter is that offer changed: its limits go on, for cards of both. Any other is withdrawn.
    """
    found = found_again([_promise(one) for one in old.offers], [_promise(one) for one in new.offers])
    free = {n: offer for n, offer in enumerate(new.offers, 1) if n not in found.values()}
    made = [_moved(place, offer, found.get(place), free) for place, offer in enumerate(old.offers, 1)]
    return tuple(one for one in made if one.changed or one.to != one.place)


def found_again(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """The place of each old one, from 1, and where it stands now: where it was, if it is there, else anywhere."""
    free, found = dict(enumerate(new, 1)), dict[int, int]()
    for far in (False, True):
        for place, one in enumerate(old, 1):
            same = [n for n in free if free[n] == one and (far or n == place)]
            if same and place not in found:
                found[place] = same[0]
                del free[same[0]]
    return found


def _moved(place: int, offer: Offer, to: int | None, free: dict[int, Offer]) -> OfferMove:
    if to:
        return OfferMove(place, to, offer, changed=False)
    still_there = place in free and free[place].receiver in (EACH, offer.receiver)
    return OfferMove(place, place if still_there else WITHDRAWN, offer, changed=True)


def _promise(offer: Offer) -> tuple[object, ...]:
    """What the holder of a card was told."""
    own = {(place.location_id, place.what) for place in offer.places if place.what}
    return offer.what, offer.condition, offer.receiver, frozenset(own)
