"""The database's connection without its thread: the same SQLite on the same file, in the loop's own turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Here:
    """As much of aiosqlite's Connection as the product uses."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)

    @property
    def row_factory(self) -> Any:
        return self._file.row_factory

    @row_factory.setter
    def row_factory(self, factory: Any) -> None:
        self._file.row_factory = factory

    async def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> sqlite3.Cursor:
        return self._file.execute(sql, params or {})

    async def execute_fetchall(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Any]:
        return self._file.execute(sql, params or {}).fetchall()

    async def commit(self) -> None:
        self._file.commit()

    async def rollback(self) -> None:
        self._file.rollback()

    async def close(self) -> None:
        self._file.close()


async def opened(path: Path, **_: Any) -> Here:
    return Here(path)
