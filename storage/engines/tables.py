"""The tables of the newest schema, and the two databases of a move as it sees them: rows in the order of their keys."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from graphlib import TopologicalSorter
from typing import Any

from msgspec import Struct

from storage.db import Tx
from storage.migrations import migrations

CHUNK = 2000
"""Rows that are in memory at a time."""
Values = tuple[Any, ...]


class Table(Struct, frozen=True):
    """`kinds`: INTEGER, TEXT or BLOB of each column. `key`: the columns of the primary key."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def listed(self) -> str:
        return ", ".join(self.columns)

    @property
    def in_order(self) -> str:
        """Text keys stand byte by byte on both engines."""
        return f"SELECT {self.listed} FROM {self.name} ORDER BY {', '.join(self.key)}"

    @property
    def number(self) -> str | None:
        """The column that is counted up, where there is one."""
        (first, *more) = self.key
        return first if not more and self.kinds[self.columns.index(first)] == "INTEGER" else None

    def row(self, values: Values) -> str:
        """Which row it is, for people."""
        named = dict(zip(self.columns, values, strict=True))
        return f"{self.name} " + ", ".join(f"{column} {named[column]}" for column in self.key)


def tables() -> list[Table]:
    """In an order in which every row comes after those that it speaks of, other rows of its own table aside."""
    with closing(sqlite3.connect(":memory:")) as file:
        for step in migrations():
            file.executescript(step.read_text("utf-8"))
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        needs = {name: sorted(_spoken_of(file, name) - {name}) for name in names}
        return [_table(file, name) for name in TopologicalSorter(needs).static_order()]


def _spoken_of(file: sqlite3.Connection, name: str) -> set[str]:
    return {row[2] for row in file.execute(f"PRAGMA foreign_key_list({name})")}


def _table(file: sqlite3.Connection, name: str) -> Table:
    found = file.execute(f"SELECT name, type, pk FROM pragma_table_info('{name}')").fetchall()
    key = sorted((place, column) for column, _, place in found if place)
    return Table(
        name=name,
        columns=tuple(column for column, _, _ in found),
        kinds=tuple(kind for _, kind, _ in found),
        key=tuple(column for _, column in key),
    )


class MovedSide(ABC):
    """A whole database that nobody else changes meanwhile."""

    name: str

    @abstractmethod
    def tx(self) -> Tx:
        """Reads what is there, and what was filled in."""

    @abstractmethod
    def chunks(self, table: Table) -> AsyncIterator[list[Values]]:
        """All rows in the order of their keys, CHUNK at a time. Raises DatabaseRefused for a text that is none."""

    async def count(self, table: Table) -> int:
        return int(await self.tx().value(f"SELECT count(*) FROM {table.name}"))


class Target(MovedSide):
    """Without `keep` nothing of it is left."""

    @abstractmethod
    async def fill(self, table: Table, chunks: AsyncIterator[list[Values]]) -> None: ...

    @abstractmethod
    async def number_on(self, tables: Sequence[Table]) -> None:
        """New rows get numbers after those that are there; what the rows speak of is there."""

    @abstractmethod
    async def keep(self) -> None: ...
