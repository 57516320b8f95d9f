"""A door for this machine's own commands: `tandem backup` and `tandem healthcheck` ask the running process.

One line of JSON comes, one goes back. It is a socket beside the database that only the bot's user may open, because a
second program must not open a SQLite file meanwhile (docs/decisions/22). Processes that share a database on PostgreSQL
and one folder have a door each: tandem.door, tandem-2.door, …
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import structlog

from bot.clock import now
from bot.refusal import CommandRefused
from storage.db import DatabaseRefused
from storage.locking import Lock, hold

LONGEST_PATH = 100
"""Bytes that the system allows for a socket's path, with some room (107 on Linux)."""

MOST = 16
"""Processes in one folder that have a door."""

Answer = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
log = structlog.get_logger("local_door")


class NotRunning(CommandRefused):
    """No process answers at this door."""


class NobodyThere(NotRunning):
    """Nor is there a process behind it."""


def place(database: Path) -> Path:
    return database.with_name(f"{database.name}.door")


def _free(database: Path, now: datetime) -> tuple[Path, Lock]:
    """The first name that no other process of this folder has, and the lock that says so. Raises DatabaseRefused."""
    names = (database, *(database.with_name(f"{database.name}-{number}") for number in range(2, MOST + 1)))
    for name in names:
        with suppress(DatabaseRefused):
            return name, hold(name, now)
    return database, hold(database, now)


class ControlSocket:
    """`shared`: other processes of this folder may have doors too."""

    def __init__(self, database: Path, answers: Mapping[str, Answer], *, shared: bool) -> None:
        self.database, self.answers, self.shared = database, answers, shared
        self.path = place(database)
        self.lock: Lock | None = None
        self.server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; the lock of the database, or of the door, says that a socket which is there is a dead one's."""
        if self.shared:
            try:
                name, self.lock = _free(self.database, now())
            except DatabaseRefused as error:
                log.warning("no_local_door", why=str(error))
                return
            self.path = place(name)
        if len(os.fsencode(self.path)) > LONGEST_PATH:
            log.warning("no_local_door", why="the database's path is too long", path=str(self.path))
            return
        with suppress(OSError):  # said below, where there is no place for the socket
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self._unlink()
        mask = os.umask(0o177)
        try:
            self.server = await asyncio.start_unix_server(self._answer, self.path)
        except OSError as error:
            log.warning("no_local_door", why=str(error))
        finally:
            os.umask(mask)

    def close(self) -> None:
        if self.server:
            self.server.close()
            self._unlink()
        if self.lock:
            self.lock.release()

    def _unlink(self) -> None:
        self.path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = orjson.loads(await reader.readline())
            answer = await self.answers[asked["do"]](asked)
        except Exception as error:
            log.exception("local_door_broke")
            answer = {"error": f"{type(error).__name__}: {error}"}
        writer.write(orjson.dumps(answer) + b"\n")
        await writer.drain()
        writer.close()


async def ask(database: Path, what: str, seconds: float, **more: Any) -> dict[str, Any]:
    """What the running process says; of several the first one. Raises NotRunning."""
    for path in _doors(database):
        with suppress(NobodyThere):
            return await _ask(database, path, what, seconds, **more)
    raise NotRunning(_silence(database))


async def ask_all(database: Path, what: str, seconds: float) -> list[dict[str, Any]]:
    """What every process of this folder says. Raises NotRunning where none does, or one that is there does not."""
    answers = []
    for path in _doors(database):
        with suppress(NobodyThere):
            answers.append(await _ask(database, path, what, seconds))
    if not answers:
        raise NotRunning(_silence(database))
    return answers


def _silence(database: Path) -> str:
    return (
        f"no answer from the bot of {database}. Start it with `tandem run`, or see in its log why it does not answer."
    )


def _doors(database: Path) -> list[Path]:
    return [place(database), *sorted(database.parent.glob(f"{database.name}-*.door"))]


async def _ask(database: Path, path: Path, what: str, seconds: float, **more: Any) -> dict[str, Any]:
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_unix_connection(path)
            writer.write(orjson.dumps({"do": what, **more}) + b"\n")
            line = await reader.readline()
            writer.close()
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NobodyThere(_silence(database)) from error
    except (OSError, TimeoutError) as error:
        raise NotRunning(_silence(database)) from error
    if not line:
        raise NotRunning(f"the bot of {database} stopped before it answered")
    answer: dict[str, Any] = orjson.loads(line)
    return answer
