"""What the bot asked somebody last, so that a plain message can be its answer."""

from __future__ import annotations

from typing import Self

from msgspec import Struct


class Prompt(Struct, frozen=True):
    """A kind of question with what it is about: a promo, a place, a day. Without a kind nothing was asked."""

    kind: str = ""
    args: tuple[str, ...] = ()

    @classmethod
    def of(cls, kind: str, *args: object) -> Self:
        return cls(kind, tuple(map(str, args)))

    @classmethod
    def read(cls, text: str) -> Self:
        """From its stored text."""
        kind, *args = text.split(":")
        return cls(kind, tuple(args))

    def words(self, kind: str, *args: object) -> str:
        """What the person typed, kept behind these arguments; empty where something else is asked."""
        about = tuple(map(str, args))
        return ":".join(self.args[len(about) :]) if (self.kind, self.args[: len(about)]) == (kind, about) else ""

    def __str__(self) -> str:
        return ":".join((self.kind, *self.args))
