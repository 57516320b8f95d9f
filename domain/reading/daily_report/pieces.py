"""The pieces of a daily report's line besides its day and its two numbers: the note, zero in words, the new ones."""

from __future__ import annotations

import re

from msgspec import Struct

from domain.lazy import lazy_re
from domain.reading.lexicon import ALL, one_of
from domain.reading.numbers import PEOPLE
from domain.reading.words import cut

NOTE_LENGTH = 200

_WORDS = ALL.report
_NEW = one_of(_WORDS.new)
_AMONG = rf"(?:{one_of(_WORDS.among)}\.? )?"
_OF = rf"(?P<of> {one_of(_WORDS.of)}(?= \d))?"
_NEW_FIRST = lazy_re(rf"(?<![^\W_]){_AMONG}{_NEW}\.? *=? *(\d+)(?![\d.,]){_OF}")
_NEW_LAST = lazy_re(rf"(?<![^\W_]){_AMONG}(?<![\d.,])\+? ?(\d+) *{_NEW}(?![^\W_])\.?{_OF}")
_NO_NEW = lazy_re(rf"(?<![^\W_])(?:{one_of(_WORDS.without)} {_NEW}|{_NEW} {one_of(_WORDS.none)})(?![^\W_])")


def noted(text: str) -> tuple[str, str | None]:
    """What stands before the first `#`, and the note after it."""
    head, _, note = text.replace("＃", "#").partition("#")
    return head, cut(note, NOTE_LENGTH) or None


def is_zero(line: str) -> bool:
    """Nobody, in words alone: `никого не было`, `без клієнтів`, `no one came`."""
    rest = PEOPLE.sub("", line)
    words = rest.strip("., ").split()
    if not all(word in (*_WORDS.nobody, *_WORDS.negation, *_WORDS.came) for word in words):
        return False
    came = rest != line or any(word in _WORDS.came for word in words)
    return any(word in _WORDS.nobody for word in words) or (came and any(word in _WORDS.negation for word in words))


class New(Struct, frozen=True):
    """How many were new, and the line without that. `loose`: `2 new 7`, where the second number may be a slip."""

    count: int | None
    rest: str
    loose: bool = False


def new_customers(line: str) -> list[New]:
    """Every way to read `new 2` or `2 new` in a line; that it says nothing of them is one way too."""
    found = [(pattern, one) for pattern in (_NO_NEW, _NEW_FIRST, _NEW_LAST) if (one := pattern.search(line))]
    return [
        New(
            int(one[1] if one.lastindex else 0),
            _without(line, one),
            pattern is _NEW_LAST and one.start() == 0 and not one["of"] and line[one.end() :].strip()[:1].isdigit(),
        )
        for pattern, one in found
    ] or [New(None, line)]


def _without(line: str, found: re.Match[str]) -> str:
    return " ".join(f"{line[: found.start()]} {line[found.end() :]}".split())
