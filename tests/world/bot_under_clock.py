"""`tandem run` whose wall clock is moved by a file: seconds to add, read at every look.

Where a file `kill` lies beside it, the process kills itself as soon as it has stored an update. Where LOADED names a
file, it ends with the names of all modules that it has loaded.
"""

import atexit
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.clock

OFFSET = Path(os.environ.pop("CLOCK_FILE"))


def moved() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(OFFSET.read_text()))


bot.clock.now = moved

from bot.__main__ import main  # noqa: E402 - only after the clock was taken over
from bot.doors.intake import Intake  # noqa: E402
from storage.queues.inbox import Raw  # noqa: E402

if loaded := os.environ.pop("LOADED", ""):
    atexit.register(lambda: Path(loaded).write_text("\n".join(sys.modules), "utf-8"))
stored = Intake.take


async def take(self: Intake, updates: Sequence[Raw]) -> None:
    await stored(self, updates)
    kill = OFFSET.with_name("kill")
    if kill.exists():
        kill.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


Intake.take = take  # type: ignore[method-assign]
main()
