"""Where the offers of cards that are out stand in changed terms."""

from __future__ import annotations

from domain.agreement.terms import Offer, PlaceTerms
from domain.codes.offer_moves import WITHDRAWN, moves
from tests.codes.test_redemption_rules import terms

CAKE, TEA, BUN = Offer(what="15 % off any cake", receiver=2), Offer(what="tea", receiver=2), Offer(what="bun")


def went(old: tuple[Offer, ...], new: tuple[Offer, ...]) -> list[tuple[int, int, bool]]:
    return [(one.place, one.to, one.changed) for one in moves(terms(*old), terms(*new))]


def test_other_limits_move_nothing() -> None:
    dearer = CAKE.model_copy(update={"limit": 9, "daily": 2, "cap": 100, "cost": 5})
    assert went((CAKE, TEA), (dearer, TEA, BUN)) == []


def test_an_offer_is_found_again_wherever_it_stands() -> None:
    assert went((CAKE, TEA), (TEA,)) == [(1, WITHDRAWN, True), (2, 1, False)]
    assert went((CAKE, TEA), (TEA, CAKE)) == [(1, 2, False), (2, 1, False)]
    assert went((CAKE, CAKE), (CAKE,)) == [(2, WITHDRAWN, True)]


def test_another_offer_at_the_same_place_is_a_change_of_it_only_at_the_same_counter() -> None:
    better = CAKE.model_copy(update={"what": "20 % off any cake"})
    assert went((CAKE, TEA), (better, TEA)) == [(1, 1, True)]
    assert went((CAKE,), (BUN,)) == [(1, 1, True)]
    assert went((BUN,), (CAKE,)) == [(1, WITHDRAWN, True)]


def test_what_a_location_gives_is_promised_too() -> None:
    own = CAKE.model_copy(update={"places": (PlaceTerms(location_id=7, name="Podil", what="10 % off"),)})
    limited = CAKE.model_copy(update={"places": (PlaceTerms(location_id=7, name="Podil", limit=3),)})
    assert went((own,), (CAKE,)) == [(1, 1, True)]
    assert went((CAKE,), (limited,)) == []
