"""What people say around a report: that it corrects what they said before, and a remark behind the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.lazy import lazy_re
from domain.reading.daily_report.pieces import is_zero
from domain.reading.lexicon import ALL, one_of
from domain.reading.numbers import PEOPLE

REMARK, UNIT, LONGEST = 2, 2, 8
"""So many words at least are a remark; so many may belong to the last number; more are a story."""
_WORDS = ALL.report
_CORRECTING = lazy_re(rf"(?<![^\W_])(?:{one_of(ALL.answers.no)} )?{one_of(_WORDS.correcting)}(?![^\W_])[ ,.!:-]*")
_STRICT_NO = one_of(set(ALL.answers.no) - set(_WORDS.not_that))
_RATHER = lazy_re(rf"(?<![\d.,])\d[\d.,']*(?: \d[\d.,']*)* (?:(?:{_STRICT_NO}|{one_of(_WORDS.correcting)}) )+(?=\d)")
_GREETING = lazy_re(rf"^{one_of(ALL.talk.greetings)}[ ,.!]+(?=.*\d)")
_NOT, _BUT = one_of(_WORDS.not_that), one_of((*_WORDS.but_that, *ALL.clock.also))
_NOT_THIS = lazy_re(rf"(?<![^\W_]){_NOT} \d+ (?:{_BUT} )?(?=\d+(?!\d))|(?<=\d) (?:{_BUT} )?{_NOT} \d+(?! ?\d)")
_TOLD = lazy_re(rf"(?P<remark>\D+ )(?:{one_of(_WORDS.came)}) (?P<said>\d.*)")
_BECOMES = lazy_re(rf"(?<![^\W_]){one_of(_WORDS.becomes)} (?=\d+$)")


def corrected(line: str) -> tuple[str, bool]:
    """The line without what makes it a correction, and whether it is one: `oops, not 7 but 5`, `7, no, 5`."""
    bare = _GREETING.sub("", line)
    right = " ".join(_NOT_THIS.sub(" ", _CORRECTING.sub("", _RATHER.sub("", bare))).split())
    if right == bare or not re.search(r"\d", right):
        return bare, False
    return _BECOMES.sub("", right), True


def remarks(line: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a remark from behind the numbers, or from behind `nobody came`, the shortest first; and the
    words before `there were 7`."""
    words = line.split()
    told = _TOLD.fullmatch(line)
    if told:
        yield told["said"], told["remark"]
    last = max((place for place, word in enumerate(words, 1) if re.search(r"\d", word)), default=0)
    ends = range(min(last + UNIT, len(words) - REMARK), last - 1, -1) if last else range(len(words) - REMARK, 1, -1)
    for end in ends:
        head, remark = " ".join(words[:end]), " ".join(words[end:])
        if (
            len(words) - end <= LONGEST
            and not PEOPLE.match(remark)
            and (last or (is_zero(head) and _names_nobody(words[:end])))
        ):
            yield head, remark


def _names_nobody(words: list[str]) -> bool:
    nobody = any(word in _WORDS.nobody and word not in _WORDS.negation for word in words)
    return nobody and any(word in _WORDS.came for word in words)
