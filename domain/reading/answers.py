"""What a reader answers when it does not answer with a plain value."""

from __future__ import annotations

from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Problem(Struct, frozen=True):
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


class Ambiguous(Struct, Generic[T], frozen=True):
    """More than one honest reading: ask, with one button per option."""

    options: tuple[T, ...]


class Confirm(Struct, Generic[T], frozen=True):
    """A guess that must be confirmed before it counts."""

    value: T


class Doubt(Struct, Generic[T], frozen=True):
    """Words that look like talk, not like an answer; `value` if they are one all the same."""

    value: T


def short(text: str) -> str:
    """An excerpt that is safe to quote back."""
    return text if len(text) <= 40 else text[:39] + "…"
