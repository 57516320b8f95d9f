"""Whether anything is left to do now: for the demo and the tests, which wait until the bot has said all."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

WAITING = """
    SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'new')
        OR EXISTS (SELECT 1 FROM table_file WHERE state = 'new' AND not_before <= :now)
        OR EXISTS (SELECT 1 FROM outbox WHERE state IN ('ready', 'sending') AND not_before <= :now)
"""


class WorkLeft:
    """Looks past the bot, whose turn in the database is not taken."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path, isolation_level=None)

    def at(self, now: datetime) -> bool:
        """Whether an update is unhandled, or something could leave or be fetched at that moment."""
        return bool(self.file.execute(WAITING, {"now": int(now.timestamp())}).fetchone()[0])

    def close(self) -> None:
        self.file.close()
