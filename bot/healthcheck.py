"""`tandem healthcheck`: does the bot of this database run, and does its database answer?"""

from __future__ import annotations

import asyncio
import sys

from bot import local_door
from bot.local_door import NobodyThere
from bot.settings import Settings, SettingsRefused, load

SECONDS = 5.0


async def check(settings: Settings) -> None:
    """Raises NobodyThere."""
    answer = await local_door.ask(settings.database_path, "health", SECONDS)
    if not answer.get("alive"):
        raise NobodyThere("the bot runs, but its database does not answer")


def main() -> None:
    """Exit code 0, or one line and 1."""
    try:
        asyncio.run(check(load()))
    except (SettingsRefused, NobodyThere) as refused:
        print(f"tandem: {refused}", file=sys.stderr)  # noqa: T201 - this is the command line's voice
        sys.exit(1)
