"""How a pilot goes on: every side votes, and the votes become one outcome."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Vote(StrEnum):
    EXTEND = "extend"
    CHANGE = "change"
    STOP = "stop"


def outcome(votes: Mapping[int, Vote], parties: frozenset[int]) -> Vote | None:
    """One stop stops it, one change reopens the terms, otherwise it goes on. None while a side has not voted."""
    if set(votes) != parties:
        return None
    said = set(votes.values())
    return next(vote for vote in (Vote.STOP, Vote.CHANGE, Vote.EXTEND) if vote in said)
