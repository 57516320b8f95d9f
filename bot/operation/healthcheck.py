"""`tandem healthcheck`: does the bot of this database run, and does its database answer?"""

from __future__ import annotations

import asyncio
import sys

from bot.operation import control_socket
from bot.operation.control_socket import NotRunning
from bot.refusal import CommandRefused
from bot.settings import Settings, load

SECONDS = 5.0


async def check(settings: Settings) -> None:
    """Raises NotRunning."""
    answers = await control_socket.ask_all(settings.database_path, "health", SECONDS)
    if not all(answer.get("alive") for answer in answers):
        raise NotRunning("the bot runs, but its database does not answer")


def main() -> None:
    """Exit code 0, or one line and 1."""
    try:
        asyncio.run(check(load()))
    except CommandRefused as refused:
        print(f"tandem: {refused}", file=sys.stderr)  # noqa: T201 - this is the command line's voice
        sys.exit(1)
