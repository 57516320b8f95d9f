"""Who bears how much: whole percents by side that sum to 100."""

from __future__ import annotations

import re

from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import SHORT_INPUT
from domain.reading.lexicon import ALL, one_of
from domain.reading.numbers import PERCENT
from domain.reading.words import folded

_EXAMPLES = {2: "60/40", 3: "50/25/25", 4: "40/20/20/20", 5: "40/15/15/15/15"}
_AND = one_of(ALL.terms.shares)
_BETWEEN = lazy_re(rf"\s*(?:[/:;+&|]|,(?!\d)|(?<=\d)-(?=\d)| - |(?<![^\W_]){_AND}(?![^\W_]))\s*|\s+")


def shares(text: str, sides: int) -> list[int] | Problem:
    """One percent for each side; a lone one is the first side's, the others bear the rest equally.

    Somebody may bear nothing: `100/0/0`. Of equal parts the first ones are rounded up.
    """
    line, example = folded(text[:SHORT_INPUT]), _EXAMPLES[sides]
    pieces = _pieces(line)
    if not pieces:
        return Problem("empty", example=example)
    wrong = next((reason for reason in map(_why_not, pieces) if reason), None)
    if wrong:
        return Problem(wrong, said=short(line), limit=0 if wrong == "whole" else None, example=example)
    read = _completed([int(piece) for piece in pieces], sides)
    fair = len(read) == sides and sum(read) == 100
    return read if fair else Problem("shares", said=short(line), limit=sides, example=example)


def _pieces(line: str) -> list[str]:
    """The numbers as typed. A comma inside one parts them only where nothing else does: `50,50`."""
    pieces = [piece for piece in _BETWEEN.split(PERCENT.sub(" ", line).strip()) if piece]
    return pieces[0].split(",") if len(pieces) == 1 else pieces


def _why_not(piece: str) -> str | None:
    """The reason why a piece is not a whole percent."""
    if piece.isdecimal():
        return None
    if re.match(r"-\d", piece):
        return "negative"
    return "whole" if re.fullmatch(r"\d+[.,]\d+", piece) else "not_a_number"


def _completed(read: list[int], sides: int) -> list[int]:
    """A lone share with the rest divided over the other sides."""
    if len(read) != 1 or read[0] > 100:
        return read
    each, over = divmod(100 - read[0], sides - 1)
    return read + [each + (n < over) for n in range(sides - 1)]
