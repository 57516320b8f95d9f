"""What a reader answers when it does not answer with a plain value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Not readable. `reason` is a text key, `example` an answer that would be read.

    `said` is the culprit as it was typed, without anything invisible, at most 40 characters and not escaped.
    `limit` is the bound that was broken (for `whole` and `too_precise`: how many decimals there may be);
    `length` is how long a text was.
    """

    reason: str
    said: str = ""
    limit: int | Decimal | None = None
    example: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """More than one honest reading: ask, with one button per option."""

    options: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Confirm(Generic[T]):
    """A guess that must be confirmed before it counts."""

    value: T


@dataclass(frozen=True, slots=True)
class Doubt(Generic[T]):
    """Words that look like talk, not like an answer; `value` if they are one all the same."""

    value: T


def short(text: str) -> str:
    """An excerpt that is safe to quote back."""
    return text if len(text) <= 40 else text[:39] + "…"
