"""How well the bot keeps up: how long things wait at each door, and what is too long."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

LIMITS: Mapping[str, int] = {"poll": 90, "inbox": 60, "outbox": 300, "due": 300}
"""Seconds: since the last answer to a poll (one takes 25), and that the oldest thing at a door may wait."""

STUCK_MINUTES, STUCK_TRIES = 10, 12
"""A lane is stuck when its first message could have left so long ago, or was tried so often (about ten minutes)."""


class BotProcess(Struct, frozen=True):
    """`name`: its number and its machine. One of several on a database leads: it polls, delivers and makes copies."""

    name: str
    leads: bool


class EngineState(Struct, frozen=True):
    """The engine by its own name, and which processes share the database, the oldest first."""

    name: str
    version: str
    processes: tuple[BotProcess, ...]

    @property
    def leader(self) -> str | None:
        return next((process.name for process in self.processes if process.leads), None)


class Health(Struct, frozen=True):
    """Seconds that the oldest has waited; `poll` is None where Telegram calls us."""

    poll: int | None
    inbox: int
    outbox: int
    due: int
    stuck_lanes: int

    @property
    def waits(self) -> dict[str, int | None]:
        return {"poll": self.poll, "inbox": self.inbox, "outbox": self.outbox, "due": self.due}

    @property
    def beyond(self) -> tuple[str, ...]:
        """The doors where something waits too long."""
        return tuple(name for name, seconds in self.waits.items() if seconds is not None and seconds > LIMITS[name])
