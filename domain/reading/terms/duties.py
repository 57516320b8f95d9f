"""A side's promises, one per line: what, until when, and whether a photo proves it."""

from __future__ import annotations

import re
from datetime import date

from domain.agreement.terms import Duty
from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import visible
from domain.reading.terms.line_ends import due_day, without_photo
from domain.reading.words import plain

MOST_LINES = 8
LONGEST = 100
_LONGEST_LINE = 2 * LONGEST
_BULLET = lazy_re(r"^(?:[•·*▪◦●○■□☐✓✔➤►→]+|[-‐‑‒–—−]+(?! ?\d)|[-–—−] |\d{1,2}[.)](?!\d)|\d\ufe0f?\u20e3) *")
_AFTER_TEXT = " ,:–—-(["


def duties(text: str, today: date) -> list[Duty] | Problem:
    """At most 8 promises; `;` parts them as a new line does. A day or a photo at a line's end leaves its text."""
    lines = [line for part in re.split(r"[;；]", text) for line in _lines(part)]
    if not lines:
        return Problem("empty")
    if len(lines) > MOST_LINES:
        return Problem("too_many_lines", limit=MOST_LINES)
    read = [_duty(line, today) for line in lines]
    problem = next((duty for duty in read if isinstance(duty, Problem)), None)
    return problem or [duty for duty in read if isinstance(duty, Duty)]


def _lines(text: str) -> list[str]:
    """What can be seen of each line, without its bullet or number."""
    seen = (_BULLET.sub("", visible(line)) for line in text.splitlines())
    return [line for line in seen if line]


def _duty(line: str, today: date) -> Duty | Problem:
    if len(line) > _LONGEST_LINE:
        return Problem("too_long", said=short(line), limit=LONGEST, length=len(line))
    rest, proof = _photo(line, today)
    dated = due_day(rest, today)
    if isinstance(dated, Problem):
        return dated
    rest, due = dated or (rest, None)
    if due and due < today:
        return Problem("past_day", said=short(line))
    before = None if proof else without_photo(rest)
    return _told(line, rest if before is None else before, due, proof or before is not None)


def _photo(line: str, today: date) -> tuple[str, bool]:
    """The line without a closing request for a photo; a bare word counts only behind a day."""
    before = without_photo(line)
    if before is None:
        alone = without_photo(line, alone=True)
        before = alone if alone and due_day(alone, today) else None
    return (line, False) if before is None else (before, True)


def _told(line: str, rest: str, due: date | None, proof: bool) -> Duty | Problem:
    what = plain(_closed(rest.rstrip(_AFTER_TEXT)) if rest != line else line, LONGEST)
    if isinstance(what, Problem):
        return Problem(what.reason if what.limit else "no_duty", said=short(line), limit=what.limit, length=what.length)
    return Duty(what=what, due=due, proof=proof)


def _closed(text: str) -> str:
    """`(A3, 28.11)` loses its day, not its bracket."""
    return text + ")" * (text.count("(") > text.count(")"))
