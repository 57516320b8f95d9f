"""Numbers in words: `сім`, `сто двадцять`, `twenty-five`, `дві тисячі п'ятсот`. Whole ones below a million."""

from __future__ import annotations

import re

from domain.lazy import lazy_re
from domain.reading.lexicon import ALL, one_of

_WORDS = ALL.numbers
_VALUES = {word: value for value, words in _WORDS.values.items() for word in words}
_VALUES |= dict.fromkeys(_WORDS.hundred, 100) | dict.fromkeys(_WORDS.thousand, 1000)
_WORD, _SCALE = one_of(_VALUES), one_of((*_WORDS.hundred, *_WORDS.thousand))
_JOINT = f" {one_of(_WORDS.joint)} | |-"
_NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in _WORDS.not_after)
_SPELLED = lazy_re(rf"(?<!\w){_NOT_AFTER}(?!(?<=\d ){_SCALE}(?!\w)){_WORD}(?:(?:{_JOINT}){_WORD})*(?!\w)")


def in_digits(line: str) -> str:
    """A folded line with its numbers in words written in digits; after a digit, `тисячі` is a scale and stays."""
    return _SPELLED.sub(lambda found: " ".join(map(str, _numbers(re.split(_JOINT, found[0])))), line)


def _numbers(words: list[str]) -> list[int]:
    """A word that cannot go on with the number before it begins the next one: `сім три тисячі` is 7 and 3,000."""
    done: list[int] = []
    whole, part, room = 0, 0, 0  # thousands, what is below them, and what the next word has to stay below
    for place, word in enumerate(words):
        value = _VALUES[word]
        if word in _WORDS.thousand and part and not whole:
            whole, part, room = part * 1000, 0, 1000
        elif word in _WORDS.hundred and 0 < part < 100:
            part, room = part * 100, 100
        elif 0 < value < room:
            part, room = part + value, _room(value)
        else:
            done += [whole + part] if place else []
            whole, part, room = value // 1000 * 1000, value % 1000, _room(value)
    return [*done, whole + part]


def _room(value: int) -> int:
    """After hundreds come tens, after tens units, after units nothing."""
    return next((size for least, size in ((1000, 1000), (100, 100), (20, 10)) if value >= least), 0)
