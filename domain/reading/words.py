"""Words: yes and no, code words, and names or other texts that people type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from domain.reading.answers import Problem, short
from domain.reading.characters import ONE_MESSAGE, all_cyrillic, one_line, straight, visible
from domain.reading.lexicon import ALL, one_of

_YES = frozenset((*ALL.answers.yes, "+", "✓", "✔", "✅", "👍"))
_NO = frozenset((*ALL.answers.no, "-", "✗", "✕", "✖", "❌", "👎"))
YES_WORD, NO_WORD = one_of(ALL.answers.yes), one_of(ALL.answers.no)


def yes_no(text: str) -> bool | None:
    """True or False for a plain yes or no in any of the three languages; None for anything else."""
    word = folded(text).rstrip(".!, ").replace("\ufe0f", "").rstrip("🏻🏼🏽🏾🏿")
    return True if word in _YES else False if word in _NO else None


@lru_cache(ONE_MESSAGE)
def folded(text: str) -> str:
    """For comparing with a list of words: one line, small letters, no apostrophes, no look-alikes."""
    return straight(one_line(text)).casefold()


def same_word(one: str, other: str) -> bool:
    """Whether two code words look the same: case, apostrophes, spaces, Latin look-alikes do not matter."""
    return bool(_seen(one)) and _seen(one) == _seen(other)


def within_word(part: str, whole: str) -> int | None:
    """Where `part` begins in `whole`, compared as in `same_word`; None if it is not in it."""
    at = _seen(whole).find(_seen(part)) if _seen(part) else -1
    return None if at < 0 else at


def may_be_words(text: str) -> bool:
    """Not digits and signs alone, as most reports are."""
    return any(map(str.isalpha, text)) or not any(map(str.isdigit, text))


def same_label(one: str, other: str) -> bool:
    """Whether they are the same words, as in `same_word`, whatever signs and emoji stand around and between them; what
    has no letters has to be the same sign by sign."""
    seen = _letters(one)
    return seen == _letters(other) if re.search(r"[^\W\d_]", seen) else same_word(one, other)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", _seen(text))


def _seen(text: str) -> str:
    return all_cyrillic(one_line(text).replace("'", "").casefold()).replace(" ", "")


def plain(text: str, longest: int = 200) -> str | Problem:
    """A name or a text as a person typed it, on one line, nothing invisible, at most `longest` characters."""
    kept = visible(text)
    if all(unicodedata.category(character)[0] in "MZC" for character in kept):
        return Problem("empty")
    return Problem("too_long", limit=longest, length=len(kept)) if len(kept) > longest else kept


def quoted(text: str) -> str:
    """What was typed, as it is said back: its beginning where it is long."""
    return short(visible(text))


def cut(text: str, longest: int) -> str:
    """`plain` that never refuses: what is too long is cut, nothing is an empty text."""
    return visible(text)[:longest].rstrip()
