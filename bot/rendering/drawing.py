"""What a drawing is once drawn: bytes, and how Telegram should carry them."""

from typing import Literal

from msgspec import Struct


class Drawing(Struct, frozen=True):
    content: bytes
    file_name: str
    kind: Literal["photo", "document"]
