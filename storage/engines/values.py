"""What PostgreSQL sends and takes, in the few types that the schema has: whole numbers, text and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from psycopg import AsyncConnection, AsyncCursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper


class ServerRow:
    """As sqlite3.Row: a value by the name of its column or by its place."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: Sequence[Any], places: Mapping[str, int]) -> None:
        self._values, self._places = values, places

    def __getitem__(self, key: str | int) -> Any:
        return self._values[self._places[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> Sequence[str]:
        return list(self._places)


def as_row(cursor: AsyncCursor[Any]) -> Callable[[Sequence[Any]], ServerRow]:
    """Of columns with the same name the first one counts."""
    places: dict[str, int] = {}
    for place, column in enumerate(cursor.description or ()):
        places.setdefault(column.name, place)
    return lambda values: ServerRow(values, places)


class NumericLoader(Loader):
    """A sum of whole numbers is whole; an average is not."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


def teach(connection: AsyncConnection[Any]) -> None:
    """Whole numbers go as 64 bits whatever their size: sums of small ones do not overflow."""
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_loader("numeric", NumericLoader)
