"""Parts of statements that a parameter alone does not make: lists of our own, never of what people typed; patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


def numbers(ids: Iterable[int]) -> str:
    """For `IN (…)`; of none, a number that no row has."""
    return ", ".join(str(int(number)) for number in sorted(ids)) or "0"


def words(those: Iterable[StrEnum]) -> str:
    """For `IN (…)`: states, as the transition table names them."""
    return ", ".join(f"'{one.value}'" for one in sorted(those))


AS_IT_STANDS = "ESCAPE '!'"
"""After `LIKE` and a pattern of `anywhere`: engines differ in what a backslash means, if nothing is said."""


def anywhere(text: str) -> str:
    """A pattern for this very text, with anything around it."""
    return "%" + re.sub("[!%_]", r"!\g<0>", text) + "%"
