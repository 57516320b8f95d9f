"""A door for this machine's own commands: `tandem backup` and `tandem healthcheck` ask the running process.

One line of JSON comes, one goes back. It is a socket beside the database that only the bot's user may open, because a
second program must not open the database meanwhile (docs/decisions/22).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import structlog

from bot.refusal import CommandRefused

LONGEST_PATH = 100
"""Bytes that the system allows for a socket's path, with some room (107 on Linux)."""

Answer = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
log = structlog.get_logger("local_door")


class NotRunning(CommandRefused):
    """No process answers at this door."""


def place(database: Path) -> Path:
    return database.with_name(f"{database.name}.door")


class ControlSocket:
    def __init__(self, database: Path, answers: Mapping[str, Answer]) -> None:
        self.path, self.answers = place(database), answers
        self.server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; the database's lock says that a socket which is there already is a dead one's."""
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
    """What the running process says. Raises NobodyThere."""
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_unix_connection(place(database))
            writer.write(orjson.dumps({"do": what, **more}) + b"\n")
            line = await reader.readline()
            writer.close()
    except (OSError, TimeoutError) as error:
        raise NotRunning(f"no answer from the bot of {database}") from error
    if not line:
        raise NotRunning(f"the bot of {database} stopped before it answered")
    answer: dict[str, Any] = orjson.loads(line)
    return answer
