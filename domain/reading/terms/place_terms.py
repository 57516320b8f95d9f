"""What is different at single locations: `Podil: 10 % off, 50 uses, 1–15.12`, one location per line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from domain.agreement.terms import PlaceTerms
from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import visible
from domain.reading.terms.place_pieces import ends, uses
from domain.reading.words import plain, same_word, within_word

MOST_LINES = 10
LONGEST = 100
_LONGEST_LINE = 300
_MOST_PIECES = 12
_MOST_IN_A_SPAN = 4
"""`Mon, 30 Nov – Sun, 27 Dec` has three commas' worth of pieces."""
_COMMA = lazy_re(r"[,;](?!\d)|(?<!\d)[,;]|;")

Place = tuple[int, str]


def place_terms(text: str, places: Sequence[Place], today: date) -> list[PlaceTerms] | Problem:
    """What differs where; `places` are the ids and names that may be meant. Each is named once at most."""
    lines = [line for line in map(visible, text.splitlines()) if line]
    if not lines:
        return Problem("empty")
    if len(lines) > MOST_LINES:
        return Problem("too_many_lines", limit=MOST_LINES)
    read = [_line(line, places, today) for line in lines]
    problem = next((terms for terms in read if isinstance(terms, Problem)), None)
    return problem or _each_once([terms for terms in read if isinstance(terms, PlaceTerms)])


def _each_once(read: list[PlaceTerms]) -> list[PlaceTerms] | Problem:
    seen: set[int] = set()
    for terms in read:
        if terms.location_id in seen:
            return Problem("place_twice", said=short(terms.name))
        seen.add(terms.location_id)
    return read


def _line(line: str, places: Sequence[Place], today: date) -> PlaceTerms | Problem:
    if len(line) > _LONGEST_LINE:
        return Problem("too_long", said=short(line), limit=LONGEST, length=len(line))
    place, rest = _named(line, places)
    if place is None:
        said = line.partition(":")[0].strip()
        return Problem("place", said=short(said), example=places[0][1] if places else "")
    read = _differences(rest, today)
    if isinstance(read, Problem):
        return Problem(read.reason, read.said or short(line), read.limit, read.example)
    return PlaceTerms(location_id=place[0], name=place[1], **read)


def _named(line: str, places: Sequence[Place]) -> tuple[Place | None, str]:
    """The place before a colon, and what follows; a name may have a colon of its own."""
    cuts = [found.start() for found in re.finditer("[:：]", line)]
    for cut in reversed([*cuts[:3], len(line)]):
        place = _meant(line[:cut], places)
        if place:
            return place, line[cut + 1 :].strip()
    return None, line


def _meant(name: str, places: Sequence[Place]) -> Place | None:
    """The place of that name; else the only one that begins so; else the only one that has it as a part."""
    at = {place: within_word(name, place[1]) for place in places}
    ways: tuple[Callable[[Place], bool], ...] = (
        lambda place: same_word(name, place[1]),
        lambda place: at[place] == 0,
        lambda place: at[place] is not None and len(name.strip()) > 2,
    )
    for way in ways:
        found = [place for place in places if way(place)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _differences(rest: str, today: date) -> dict[str, Any] | Problem:
    """The fields that a line fills, at least one. A second limit or span cannot be kept and is refused."""
    pieces = [piece.strip() for piece in _COMMA.split(rest) if piece.strip()]
    if not 0 < len(pieces) <= _MOST_PIECES:
        return Problem("no_place_terms")
    what: list[str] = []
    read: dict[str, Any] = {}
    while pieces:
        size, found = _next(pieces, today)
        if isinstance(found, Problem):
            return found
        if read.keys() & found.keys():
            return Problem("too_many_numbers", said=short(rest))
        what += [] if found else [pieces[0]]
        read |= found
        pieces = pieces[size:]
    return _with_what(read, what) if _in_order(read) else Problem("start_after_end")


def _next(pieces: list[str], today: date) -> tuple[int, dict[str, Any] | Problem]:
    """How many of the first pieces belong together, the most there can be, and what they say; words say nothing."""
    for size in range(min(_MOST_IN_A_SPAN, len(pieces)), 0, -1):
        span = ends(" ".join(pieces[:size]), today)
        if isinstance(span, tuple):
            return size, _days(*span, today)
    limit = uses(pieces[0])
    problem = next((read for read in (span, limit) if isinstance(read, Problem)), None)
    return 1, problem or ({} if limit is None else {"limit": limit})


def _days(first: date | None, last: date | None, today: date) -> dict[str, Any] | Problem:
    if last and last < today:
        return Problem("past_day")
    return {name: day for name, day in (("first", first), ("last", last)) if day}


def _in_order(read: dict[str, Any]) -> bool:
    return "first" not in read or "last" not in read or read["first"] <= read["last"]


def _with_what(read: dict[str, Any], what: list[str]) -> dict[str, Any] | Problem:
    said = plain(", ".join(what), LONGEST) if what else None
    return said if isinstance(said, Problem) else {**read, "what": said}
