"""What a drawing is once drawn: bytes, and how Telegram should carry them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Drawing:
    content: bytes
    file_name: str
    kind: Literal["photo", "document"]
