"""Statements on their way to SQLite's thread and back: a way costs as much as five statements, so they share one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import aiosqlite

from domain.operation.health import BotProcess, EngineState
from storage.db import Then
from storage.locking import this_process
from storage.records import Row

Params = Mapping[str, Any] | Sequence[Any]
Statement = tuple[str, Params]
READS = ("SELECT", "WITH")
Result = tuple[list[Row], int]
"""Rows, and how many were changed."""
Wanted = tuple[str, Mapping[str, Any], Then | None]
Known = dict[tuple[Any, ...], list[Row]]
"""Rows by statement and parameters."""


class FileConnection(aiosqlite.Connection):
    """The library's connection, which also runs several statements in one turn of its thread."""

    async def several(
        self, statements: Sequence[Statement], ahead: Sequence[Wanted] = ()
    ) -> tuple[list[Result], Known]:
        """The results of these, and what is known of what was asked ahead. The first that fails is raised, and those
        after it are not run."""
        done: tuple[list[Result], Known] = await self._execute(self._several, statements, ahead)  # type: ignore[no-untyped-call]  # aiosqlite's, untyped
        return done

    def _several(self, statements: Sequence[Statement], ahead: Sequence[Wanted]) -> tuple[list[Result], Known]:
        cursors = (self._conn.execute(sql, params) for sql, params in statements)
        results = [(cursor.fetchall(), cursor.rowcount) for cursor in cursors]
        known: Known = {}
        for sql, params, then in ahead:
            rows = known[_key(sql, params)] = self._conn.execute(sql, params).fetchall()
            for its_sql, its_params in then(rows) if then else ():
                known[_key(its_sql, its_params)] = self._conn.execute(its_sql, its_params).fetchall()
        return results, known


class SqliteConnection:
    """`first`: what begins a transaction; it goes with the first statement. What was written or is read ahead goes
    with the next one. What was read is known until the next change, so that nothing is asked twice and nothing stale is
    ever seen: nobody else can change what a transaction has begun with."""

    place: ClassVar = "?"
    skip_locked: ClassVar = ""

    def __init__(self, connection: FileConnection, *first: str) -> None:
        self._connection = connection
        self._waiting: list[Statement] = [(sql, ()) for sql in first]
        self._wanted: list[Wanted] = []
        self._known: Known = {}

    async def run(self, sql: str, params: Mapping[str, Any]) -> int:
        _, changed = await self._go(sql, params)
        return changed

    async def all(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        known = self._known.get(_key(sql, params))
        if known is not None:
            return known
        rows, _ = await self._go(sql, params)
        return rows

    async def write(self, sql: str, params: Params) -> None:
        self._waiting.append((sql, params))
        self._known.clear()

    def ahead(self, sql: str, params: Mapping[str, Any], then: Then | None = None) -> None:
        if _key(sql, params) not in self._known:
            self._wanted.append((sql, params, then))

    async def commit(self) -> None:
        self._wanted.clear()
        await self._go("COMMIT", {})

    async def size(self) -> int:
        (pages,) = (await self.all("SELECT page_count FROM pragma_page_count", {}))[0]
        (bytes_each,) = (await self.all("SELECT page_size FROM pragma_page_size", {}))[0]
        return int(pages * bytes_each)

    async def about(self) -> EngineState:
        """This process has the file for itself."""
        return EngineState("SQLite", sqlite3.sqlite_version, (BotProcess(this_process(), leads=True),))

    async def _go(self, sql: str, params: Mapping[str, Any]) -> Result:
        """All that waits, this one, and what will be asked next."""
        before, ahead = self._waiting, self._wanted
        self._waiting, self._wanted = [], []
        results, known = await self._connection.several([*before, (sql, params)], ahead)
        if sql.lstrip().startswith(READS):
            known[_key(sql, params)] = results[-1][0]
        else:
            self._known.clear()
        self._known |= known
        return results[-1]


def _key(sql: str, params: Mapping[str, Any]) -> tuple[Any, ...]:
    return sql, *params.values()
