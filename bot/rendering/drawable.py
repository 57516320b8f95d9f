"""What people type, made fit to draw.

Three things go: control characters; marks that turn the direction of writing (with one, a name could make the
number beside it read backwards in an agreement); and emoji, because no font here has them and an empty box in
a shop's name looks like a fault. Letters are never dropped. Markup needs no care: typst gets strings, not
source.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but not tab and line end
    "\u200d\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # joiner, direction marks
    "\ufe00-\ufe0f\u20e3\U000e0000-\U000e007f"  # how the sign before is to look
    "\ud800-\udfff]"  # halves of characters
)
SYMBOLS_KEPT = "☀★☆☼♡♥⚠✓✗❖❤☐☑☒"
EMOJI = re.compile(f"(?![{SYMBOLS_KEPT}])[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
SPACES = re.compile(" {2,}")


def drawable(value: Any) -> Any:
    """The same data, with every string in it fit to draw; numbers, nulls and keys stay as they are."""
    if isinstance(value, str):
        return drawable_text(value)
    if isinstance(value, Mapping):
        return {key: drawable(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [drawable(item) for item in value]
    return value


def drawable_text(text: str) -> str:
    seen = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    without_emoji, dropped = EMOJI.subn("", seen)
    return (SPACES.sub(" ", without_emoji) if dropped else seen).strip()
