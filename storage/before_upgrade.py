"""The copy that a new version makes before it changes the schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import aiosqlite
import structlog

from storage import backups
from storage.backups import BackupFailed
from storage.db import DatabaseRefused

log = structlog.get_logger("before_upgrade")


async def copy_file(connection: aiosqlite.Connection, folder: Path, now: datetime) -> None:
    """Raises DatabaseRefused."""

    async def copy(target: Path) -> None:
        await connection.execute("VACUUM INTO ?", (str(target),))

    with _or_no_upgrade():
        await backups.checked(copy, folder, now)


async def copy_server(url: str, folder: Path, now: datetime) -> None:
    """Where the server's tools are not installed, the log says what to run, and the upgrade goes on without a copy.

    Raises DatabaseRefused.
    """
    from storage.engines import dump  # noqa: PLC0415 - psycopg is installed where it is wanted

    if not dump.is_installed():
        log.warning("no_copy_before_upgrade", reason=dump.missing(url))
        return
    with _or_no_upgrade():
        await backups.of_server(url, folder, now)


@contextmanager
def _or_no_upgrade() -> Iterator[None]:
    try:
        yield
    except BackupFailed as error:
        raise DatabaseRefused(f"no copy could be made before the upgrade: {error}. Nothing was changed.") from error
