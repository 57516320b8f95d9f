"""Lists inside a statement, of what a parameter cannot carry: numbers and words of our own, never what people typed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


def numbers(ids: Iterable[int]) -> str:
    """For `IN (…)`; of none, a number that no row has."""
    return ", ".join(str(int(number)) for number in sorted(ids)) or "0"


def words(those: Iterable[StrEnum]) -> str:
    """For `IN (…)`: states, as the transition table names them."""
    return ", ".join(f"'{one.value}'" for one in sorted(those))
