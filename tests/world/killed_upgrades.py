"""Opens a database again and again, killed after one statement more each time, and looks at what is left."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite

from storage.engines.sqlite import APPLICATION_ID, open_file
from storage.migrations import migrations

Schema = set[tuple[str, str]]


def main(folder: Path) -> int:
    """How many kills there were. Raises AssertionError where a file is neither one schema nor the next."""
    wanted = [schema_of(folder / f"{number}.sqlite3", number) for number in range(len(migrations()) + 1)]
    kills = 0
    while killed_after(folder / f"killed-{kills}.sqlite3", kills + 1):
        path = folder / f"killed-{kills}.sqlite3"
        number, found = state(path)
        assert found == wanted[number], f"after {kills + 1} statements the file is between two schemas"
        asyncio.run(opened(path))
        assert state(path) == (len(migrations()), wanted[-1])
        kills += 1
    return kills


def schema_of(path: Path, number: int) -> Schema:
    """What a database of this schema consists of."""
    steps = migrations()[:number]
    with closing(sqlite3.connect(path)) as file:
        for step in steps:
            file.executescript(step.read_text("utf-8"))
        file.commit()
    return state(path)[1]


def state(path: Path) -> tuple[int, Schema]:
    with closing(sqlite3.connect(path)) as file:
        rows: Iterable[tuple[str, str]] = file.execute("SELECT name, COALESCE(sql, '') FROM sqlite_schema")
        return file.execute("PRAGMA user_version").fetchone()[0], set(rows)


def killed_after(path: Path, statements: int) -> bool:
    """False when the whole upgrade needed fewer statements."""
    child = os.fork()
    if not child:
        aiosqlite.Connection.execute = counting(aiosqlite.Connection.execute, statements)  # type: ignore[method-assign]
        asyncio.run(opened(path))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def counting(execute: Any, left: int) -> Any:
    async def run(self: aiosqlite.Connection, *args: Any) -> Any:
        nonlocal left
        cursor = await execute(self, *args)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return cursor

    return run


async def opened(path: Path) -> None:
    await (await open_file(path)).close()


if __name__ == "__main__":
    assert APPLICATION_ID
    sys.stdout.write(str(main(Path(sys.argv[1]))))
