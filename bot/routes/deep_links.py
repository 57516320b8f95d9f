"""What a link or an invitation code carries: a letter, an underscore and a token; a lost one strands nobody."""

from __future__ import annotations

import re

from bot.routes import tables
from handlers.context import Context

PAYLOAD = re.compile(r"(?<![A-Za-z0-9_-])([bcdpsgr])_([A-Za-z0-9_-]{6,60})(?![A-Za-z0-9_-])")


async def follow(context: Context, words: str) -> bool:
    """Open the link or invitation code that stands in the words; whether there was one."""
    found = PAYLOAD.search(words)
    if found is None or found[1] not in tables.links():
        return False
    await tables.links()[found[1]](context, found[2])
    return True
