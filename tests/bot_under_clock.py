"""`tandem run` whose wall clock is moved by a file: seconds to add, read at every look."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.clock

OFFSET = Path(os.environ.pop("CLOCK_FILE"))


def moved() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(OFFSET.read_text()))


bot.clock.now = moved

from bot.__main__ import main  # noqa: E402 - only after the clock was taken over

main()
