"""Which chapter of the owner's guide helps somebody now."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from domain.states import State


class Chapter(StrEnum):
    """The pages of `docs/guide/`."""

    FIRST_PROMO = "first-promo"
    AGREEMENT = "agreement"
    TEAM = "team"
    TILL = "till"
    EVENING = "evening"
    MONEY = "money"
    REPORT = "report"
    NUMBERS = "numbers"


NEAREST = (
    (State.RUNNING, Chapter.REPORT),
    (State.PAUSED, Chapter.REPORT),
    (State.SIGNED, Chapter.TEAM),
    (State.FINISHING, Chapter.MONEY),
    (State.PROPOSED, Chapter.AGREEMENT),
    (State.NEGOTIATING, Chapter.AGREEMENT),
    (State.CLOSED, Chapter.NUMBERS),
)
"""Of several promos of an owner the one that asks for most."""


def chapter(owner: bool, staff: bool, coded: bool, states: Collection[State]) -> Chapter:
    """`states` of the owner's promos; `coded`: staff take cards."""
    if not owner and staff:
        return Chapter.TILL if coded else Chapter.EVENING
    return next((one for state, one in NEAREST if state in states), Chapter.FIRST_PROMO)
