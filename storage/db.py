"""The database as everything above it knows it: transactions with named parameters, on SQLite or on PostgreSQL.

What only one engine understands stands in that engine's file (storage/engines).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, Protocol

from domain.operation.health import EngineState
from storage.records import Record, Row, record


class DatabaseRefused(Exception):
    """The database cannot be used; the text says why and what to do."""


class DatabaseTrouble(Exception):
    """The disk, a lock, the server or another process is in the way: the same work may succeed a second later."""


class Conflict(DatabaseTrouble):
    """Another process changed what this transaction had read: the same work succeeds when it is done again."""


AS_THEY_ARE = frozenset({int, bytes, float, type(None)})


def in_trouble(error: BaseException) -> bool:
    return isinstance(error, DatabaseTrouble)


def stored(value: Any) -> Any:
    """A Python value as SQL keeps it: moments as seconds UTC, days as ISO text, enums as their value.

    Text loses its NUL characters, which PostgreSQL cannot keep.
    """
    kind = type(value)
    if kind is str:
        return value.replace("\x00", "") if "\x00" in value else value
    if kind in AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value.replace("\x00", "")
    return int(value) if isinstance(value, bool) else value


Question = tuple[str, Mapping[str, Any]]
"""A statement that reads, and its stored parameters."""
Then = Callable[[Sequence[Row]], Sequence[Question]]


def question(sql: str, **params: Any) -> Question:
    return sql, _stored(params)


def _stored(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if type(value) in AS_THEY_ARE else stored(value) for name, value in params.items()}


class Connection(Protocol):
    """What an engine gives a transaction. Parameters are stored values, by name or, in `write`, by place."""

    place: ClassVar[str]
    """A parameter by place, as the engine writes it."""
    skip_locked: ClassVar[str]

    async def run(self, sql: str, params: Mapping[str, Any]) -> int: ...
    async def all(self, sql: str, params: Mapping[str, Any]) -> list[Row]: ...
    async def write(self, sql: str, params: Mapping[str, Any] | Sequence[Any]) -> None: ...
    def ahead(self, sql: str, params: Mapping[str, Any], then: Then | None = None) -> None: ...
    async def size(self) -> int: ...
    async def about(self) -> EngineState: ...


class Tx:
    """One open transaction. Parameters are named (`:name`). `ids`: numbers for outbox rows, none given out twice."""

    def __init__(self, connection: Connection, ids: Iterator[int]) -> None:
        self._connection, self.ids = connection, ids

    @property
    def skip_locked(self) -> str:
        """Ends a SELECT of rows to change: those that another process is changing are left out."""
        return self._connection.skip_locked

    async def run(self, sql: str, **params: Any) -> int:
        """Run a statement; the number of rows that it changed."""
        return await self._connection.run(sql, _stored(params))

    async def write(self, sql: str, **params: Any) -> None:
        """Run a statement of which nothing is asked: at once, or together with the next one. It may fail only there."""
        await self._connection.write(sql, _stored(params))

    def ahead(self, sql: str, then: Then | None = None, /, **params: Any) -> None:
        """Say what will be asked soon, in the same words, so that it can come together with the next answer; `then`
        says from its rows what will be asked after it."""
        self._connection.ahead(sql, _stored(params), then)

    async def all(self, sql: str, **params: Any) -> list[Row]:
        return await self._connection.all(sql, _stored(params))

    async def answer(self, question: Question) -> list[Row]:
        return await self._connection.all(*question)

    async def record(self, shape: type[Record], sql: str, **params: Any) -> Record | None:
        row = await self.one(sql, **params)
        return record(shape, row) if row else None

    async def records(self, shape: type[Record], sql: str, **params: Any) -> list[Record]:
        return [record(shape, row) for row in await self.all(sql, **params)]

    async def one(self, sql: str, **params: Any) -> Row | None:
        rows = await self.all(sql, **params)
        return rows[0] if rows else None

    async def value(self, sql: str, **params: Any) -> Any:
        row = await self.one(sql, **params)
        return row[0] if row else None

    async def size(self) -> int:
        """Bytes of the database, those that wait in the log aside."""
        return await self._connection.size()

    async def about(self) -> EngineState:
        """The engine, and the processes on this database."""
        return await self._connection.about()

    async def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], conflict: str = "DO NOTHING"
    ) -> None:
        """Insert all rows in one statement; `conflict` says what becomes of those whose key is already there."""
        place = self._connection.place
        places = ", ".join(["(" + ", ".join([place] * len(columns)) + ")"] * len(rows))
        values = [stored(row[column]) for row in rows for column in columns]
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {places}"
        await self._connection.write(f"{head} ON CONFLICT {conflict}", values)


class Database(ABC):
    """An open database of the newest schema."""

    engine: ClassVar[str]
    name: str
    """Where it is, without secrets."""
    copying = False
    """Whether a copy is being made, for which transactions wait."""
    refusals = 0
    """How often the disk, a lock or the server was in the way."""
    copies_end: ClassVar[str]
    """How the names of its copies end."""
    at_once: ClassVar[int]
    """Updates that are handled in one transaction, for which others wait."""
    looks_again: ClassVar[float]
    """Seconds after which who waits for work looks by itself, as nobody may have woken it."""

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """Committed when the block ends well, rolled back on anything else. Raises DatabaseTrouble, Conflict."""

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[Tx]:
        """For one statement that only reads what is committed: no transaction is begun for it."""

    @abstractmethod
    def claimed(self, most: int) -> AbstractAsyncContextManager[Sequence[int] | None]:
        """Ids of updates in the inbox that no other process handles meanwhile, all that wait in so many chats at most;
        None where this process has the inbox for itself."""

    @abstractmethod
    def is_leading(self) -> bool:
        """Whether this process is the one that polls, delivers and makes copies."""

    @abstractmethod
    async def lead(self) -> str:
        """Wait until this process leads; its name, which no other process has."""

    @abstractmethod
    def listen(self, wakes: Mapping[str, Callable[[], None]]) -> None:
        """Call these when another process put something into the queue of that name."""

    @abstractmethod
    def tell(self, queue: str) -> None:
        """Wake who waits for this queue in other processes."""

    @abstractmethod
    async def erase_deleted(self) -> None:
        """What was deleted leaves the files, byte by byte, where the engine would keep it."""

    @abstractmethod
    def may_copy(self) -> bool:
        """Whether copies can be made from here."""

    @abstractmethod
    async def copy_to(self, target: Path) -> None:
        """A copy of all that is committed now, into an empty file. Raises DatabaseRefused."""

    @abstractmethod
    async def close(self) -> None: ...
