"""The one clock of the sandbox; nothing else here reads wall time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Wall time plus an offset that people move. All times are aware UTC."""

    def __init__(self) -> None:
        self._offset = timedelta(0)
        self.moved: list[Callable[[datetime], None]] = []

    def now(self) -> datetime:
        """The sandbox's moment."""
        return datetime.now(UTC) + self._offset

    def move(self, by: timedelta) -> None:
        """Go forward (or back) and tell everybody in `moved` the new moment."""
        self._offset += by
        for listener in list(self.moved):
            listener(self.now())

    def home(self) -> None:
        """Back to the real time."""
        self.move(-self._offset)

    @property
    def offset(self) -> timedelta:
        """How far from the real time."""
        return self._offset

    def set(self, to: datetime) -> None:
        """Go to an aware moment."""
        if to.tzinfo is None:
            raise ValueError("the sandbox clock takes aware datetimes only")
        self.move(to - self.now())


def monotonic() -> float:
    """Seconds for waiting and for faults; the sandbox's date does not move it."""
    return time.monotonic()
