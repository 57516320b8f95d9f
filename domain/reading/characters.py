"""Characters: the invisible goes, what only looks different becomes one. All scripts' digits become 0–9."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from domain.lazy import lazy_re

SHORT_INPUT = 200
"""Longer than this is not a number, a day or a code; it is not even looked at."""
ONE_MESSAGE = 64
"""The readers of one message see the same text and pieces of it; each is cleaned once."""

APOSTROPHES = "'’ʼ‘`´′＇"
DASHES = "-‐‑‒–—―−﹣－"
_NO_BREAK = "\u00a0\u2007\u2009\u200a\u202f\u2006\u2008"
_ONE_FORM = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES, "-") | {"٫": ".", "٬": "'", "ё": "е", "Ё": "Е"}
)
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_EMOJI = "\u203c-\u2bff\U0001f000-\U0001faff\ufe0f"
_LOOSE_JOINER = lazy_re(rf"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")
_GROUPED = lazy_re(rf"(?<![\d.,{_NO_BREAK}])\d{{1,3}}(?:[{_NO_BREAK}]\d{{3}})+(?!\d)")
_KEYCAP = lazy_re("(?<=[0-9])\ufe0f?\u20e3")

_LATIN = "aceiopxykmtbhABCEHIKMOPTXYё"
_CYRILLIC = "асеіорхукмтвнАВСЕНІКМОРТХУе"
_LOOK_ALIKES = str.maketrans(_LATIN, _CYRILLIC)


def visible(text: str) -> str:
    """`text` in NFC without control and zero-width characters, overrides, lone surrogates, floods of marks.

    Every kind of white space becomes one plain space. The joiner inside an emoji stays.
    """
    kept = _LOOSE_JOINER.sub("", _without_surrogates(text))
    letters = (" " if c.isspace() else c for c in kept if c.isspace() or c == "\u200d" or not _is_hidden(c))
    return " ".join(_without_floods(unicodedata.normalize("NFC", "".join(letters))).split())


@lru_cache(ONE_MESSAGE)
def one_line(text: str) -> str:
    """What readers of numbers, days and codes see: `visible`, plain digits, one apostrophe and one dash."""
    digits = _KEYCAP.sub("", _plain_digits(text[: SHORT_INPUT * 40]))
    tied = _GROUPED.sub(lambda m: re.sub(r"\D", "'", m[0]), digits)
    return visible(tied).translate(_ONE_FORM)


def straight(line: str) -> str:
    """A line for matching words: look-alikes in a Cyrillic word made Cyrillic, no apostrophes in words."""
    return re.sub(r"[^\W\d_]+", lambda m: _straight_word(m[0]), re.sub(r"(?<!\d)'|'(?!\d)", "", line))


def _straight_word(word: str) -> str:
    return all_cyrillic(word) if re.search("[а-яієїґ]", word, re.IGNORECASE) else word


def all_cyrillic(word: str) -> str:
    """A word with every Latin look-alike made Cyrillic, for comparing."""
    return word.translate(_LOOK_ALIKES)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} or character in _BLANKS


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _without_floods(letters: str, most: int = 2) -> str:
    kept: list[str] = []
    marks = 0
    for letter in letters:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= most:
            kept.append(letter)
    return "".join(kept)


def _plain_digits(text: str) -> str:
    return "".join(_plain_character(c) for c in text)


def _plain_character(character: str) -> str:
    """A digit of any script as 0–9, full-width ASCII as ASCII; `²` and its like are not digits and stay."""
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character
