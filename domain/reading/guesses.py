"""The last resort for a day: dateparser (day before month). It misreads, so it only guesses.

It is imported at the first need (0.2 s), gets its clock as RELATIVE_BASE, and never sees digits alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from domain.reading.answers import Confirm
from domain.reading.lexicon import LEXICONS

_LONGEST = 60
_FAR = 366 * 3


def guessed(line: str, today: date, *, past: bool) -> Confirm[date] | None:
    """A day within three years of today, or None."""
    if len(line) > _LONGEST or not re.search(r"[^\W\d_]{3}", line) or re.search(r"\d{5}", line):
        return None
    found = _parsed(line, today, past)
    return Confirm(found) if found and abs((found - today).days) <= _FAR else None


def _parsed(line: str, today: date, past: bool) -> date | None:
    import dateparser  # noqa: PLC0415  (most people never need it)

    try:
        found = dateparser.parse(
            line,
            languages=[each.code for each in LEXICONS],
            settings={
                "DATE_ORDER": "DMY",
                "PREFER_DATES_FROM": "past" if past else "future",
                "RELATIVE_BASE": datetime.combine(today, time()),
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    except (ValueError, OverflowError, AttributeError, TypeError):  # its own slips on odd text
        return None
    return found.date() if found else None
