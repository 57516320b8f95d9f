"""How wide words are on a phone: about as the messengers' own fonts draw them on a button, so that none is cut."""

from __future__ import annotations

from functools import lru_cache

ROW = 312
"""Pixels that a row of buttons has on a phone of 390."""
GAP, INSIDE = 5, 10
"""Between two buttons, and beside the words of one."""
SIZE = 14.5
BUTTONS = 1024
"""Words whose width is remembered: most buttons say the same to everybody."""
PARTS = {0.28: "іїІЇijlI .,:;!'ʼ|·", 0.42: "ft/()r“”гґ-–1", 0.88: "юшжыщмфmwЮШЖЫЩМMW%—…✓✎✍▶◀▾↗"}
WIDTHS = {letter: part for part, letters in PARTS.items() for letter in letters}
"""Of letters that are neither usual nor capitals, in parts of the size."""


@lru_cache(BUTTONS)
def width(words: str) -> float:
    """In pixels."""
    return SIZE * sum(WIDTHS.get(letter, 0.72 if letter.isupper() else 0.6) for letter in words)


def fits(words: str, among: int) -> bool:
    """Whether a button shows its words whole, in a row of so many."""
    return width(words) <= (ROW - GAP * (among - 1)) / among - INSIDE


def shortened(words: str, before: str = "") -> str:
    """`before` and as much of the words as a button in a row of its own shows. The middle goes: names of promos often
    begin alike, and end with the partner."""
    shown, kept = words, len(words)
    while not fits(before + shown, 1) and kept > 2:
        kept -= 1
        end = kept // 2
        shown = f"{words[: kept - end].rstrip()}…{words[-end:].lstrip()}"
    return before + shown
