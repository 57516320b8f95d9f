"""The pieces of a daily report's line besides its day and its two numbers: the note, zero in words, the new ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.reading.numbers import PEOPLE
from domain.reading.words import cut

NOTE_LENGTH = 200

_NEW = r"нов(?:их|ых|і|ые|ий|ый|а|ая|еньк\w+)?|new"
_AMONG = r"(?:(?:(?:із|з|из|серед|среди) них|of (?:them|which)|[ву] т(?:ому|ом)? ?ч(?:ислі|исле)?|incl(?:uding)?)\.? )?"
_OF = r"(?P<of> (?:із|з|из|of|from)(?= \d))?"
_NEW_FIRST = re.compile(rf"(?<![^\W_]){_AMONG}(?:{_NEW})\.? *=? *(\d+)(?![\d.,]){_OF}")
_NEW_LAST = re.compile(rf"(?<![^\W_]){_AMONG}(?<![\d.,])\+? ?(\d+) *(?:{_NEW})(?![^\W_])\.?{_OF}")
_NO_NEW = re.compile(
    rf"(?<![^\W_])(?:(?:без|no|немає|нема|нет|нету|жодного|жодних|не було|не было) (?:{_NEW})"
    rf"|(?:{_NEW}) (?:не було|не было|немає|нема|нет|нету|none))(?![^\W_])"
)

_NOBODY = frozenset(
    (
        "нікого", "ніхто", "нічого", "пусто", "порожньо", "нема", "немає", "жодного", "жодних",
        "никого", "никто", "ничего", "нету",
        "nobody", "noone", "none", "nothing", "empty",
    )
)  # fmt: skip
_NOT = frozenset(("не", "ні", "без", "нет", "ни", "no", "not", "without"))
_CAME = frozenset(
    (
        "було", "була", "були", "бувало", "приходило", "приходив", "приходили", "прийшло", "прийшов", "прийшли", "є",
        "одного", "было", "был", "была", "были", "бывало", "приходил", "приходило", "приходили", "пришло", "пришел",
        "пришли", "есть", "одной", "came", "come", "was", "were", "there", "one", "a", "single",
    )
)  # fmt: skip


def noted(text: str) -> tuple[str, str | None]:
    """What stands before the first `#`, and the note after it."""
    head, _, note = text.replace("＃", "#").partition("#")
    return head, cut(note, NOTE_LENGTH) or None


def is_zero(line: str) -> bool:
    """Nobody, in words alone: `никого не было`, `без клієнтів`, `no one came`."""
    rest = PEOPLE.sub("", line)
    words = rest.strip("., ").split()
    if not all(word in _NOBODY or word in _NOT or word in _CAME for word in words):
        return False
    came = rest != line or any(word in _CAME for word in words)
    return any(word in _NOBODY for word in words) or (came and any(word in _NOT for word in words))


@dataclass(frozen=True, slots=True)
class New:
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
