"""`tandem backup` and `tandem restore`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.clock import now
from bot.operation import control_socket
from bot.operation.control_socket import NotRunning
from bot.settings import Settings
from storage import backups
from storage.backups import BackupFailed
from storage.opening import is_sqlite

PATIENCE = 600.0


async def backup(settings: Settings, to: Path | None) -> None:
    """Print where the copy is. The running bot makes it; without one this process does.

    Raises BackupFailed, DatabaseRefused.
    """
    database = settings.database_path
    try:
        answer = await control_socket.ask(database, "backup", PATIENCE, folder=_whole(to))
    except NotRunning:
        made = await _of_stopped(settings, to or settings.backups)
        answer = {"file": str(made)}
    if "error" in answer:
        raise BackupFailed(answer["error"])
    print(answer["file"])  # noqa: T201 - this is what was asked for


async def _of_stopped(settings: Settings, folder: Path) -> Path:
    if is_sqlite(settings.database_url):
        return await asyncio.to_thread(backups.of_stopped, settings.database_path, folder, now())
    return await backups.of_server(settings.database_url, folder, now())


def _whole(folder: Path | None) -> str | None:
    """The bot may stand in another folder than we."""
    return str(folder.absolute()) if folder else None


async def restore(settings: Settings, copy: Path) -> None:
    """Print what was done. Raises DatabaseRefused, and then nothing changed."""
    if is_sqlite(settings.database_url):
        name = str(settings.database_path)
        aside = await asyncio.to_thread(backups.restore, copy, settings.database_path, now())
    else:
        name = "the database"
        aside = await backups.restore_server(copy, settings.database_url, settings.backups, now())
    print(f"{name} is now {copy}.")  # noqa: T201
    if aside:
        print(f"What was there before is kept as {aside}.")  # noqa: T201
