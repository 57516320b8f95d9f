"""Rows as structs: a field is the column of its name, read as its type says. Columns without a field go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

from domain.calendar import Hours

Record = TypeVar("Record")


class Row(Protocol):
    """A row as an engine returns it: a value by the name of its column or by its place."""

    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def keys(self) -> Sequence[str]: ...


def moment(seconds: int) -> datetime:
    """A stored time (whole seconds UTC) as an aware datetime."""
    return datetime.fromtimestamp(seconds, UTC)


READ: dict[type, Callable[[Any], Any]] = {
    datetime: moment,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bool: bool,
    Hours: Hours.of,
}


def record(shape: type[Record], row: Row, **given: Any) -> Record:
    """`given`: the fields that no column holds as it is."""
    readers = _readers(shape)  # type: ignore[arg-type]  # a class is hashable
    return shape(**{name: read(row[name]) for name, read in readers if name not in given}, **given)


@cache
def _readers(shape: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    hints = get_type_hints(shape)
    return [(name, _reader(hints[name])) for name in shape.__struct_fields__]


def _reader(hint: Any) -> Callable[[Any], Any]:
    kinds = get_args(hint) or (hint,)
    kind = next(kind for kind in kinds if kind is not NoneType)
    read = kind if isinstance(kind, type) and issubclass(kind, Enum) else READ.get(kind, lambda value: value)
    return (lambda value: None if value is None else read(value)) if NoneType in kinds else read
