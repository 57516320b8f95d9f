"""An abbreviation at the end of a sentence brings its own full stop: `до 7 груд.`, not `до 7 груд..`"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

OURS = {"uk": ("тиж.", "п.", "стор."), "ru": ("нед.", "п.", "стр.")}
"""The abbreviations in our own texts; those of the calendar are Babel's."""


def one_full_stop(text: str, language: str) -> str:
    """Without the second stop behind an abbreviation, also where markup stands between; any other dots stay."""
    doubled = _doubled(language)
    return doubled.sub(r"\1", text) if doubled else text


@cache
def _doubled(language: str) -> re.Pattern[str] | None:
    calendar = Locale.parse(language)
    names = [*calendar.months["format"]["abbreviated"].values(), *calendar.days["format"]["abbreviated"].values()]
    short = sorted({name for name in (*names, *OURS.get(language, ())) if name.endswith(".")})
    if not short:
        return None
    return re.compile(rf"(?<!\w)((?:{'|'.join(map(re.escape, short))})(?:</\w+>)*)\.(?!\.)")
