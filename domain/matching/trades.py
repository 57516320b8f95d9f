"""The trade that somebody means by an everyday word: a coffee shop is a café."""

from __future__ import annotations

from domain.lazy import lazy_re
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

_CALLED = {category: lazy_re(one_of(words)) for category, words in ALL.trades.items()}


def category_called(text: str) -> str | None:
    """The category whose everyday name is all of the text, in any language."""
    said = folded(text).strip(" .,!")
    return next((category for category, names in _CALLED.items() if names.fullmatch(said)), None)
