"""What the disk refuses, in words that say what to do; and where it would."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from storage.db import DatabaseRefused

LEAST = 8 * 1024 * 1024
"""Bytes without which a start is not worth trying."""
ROOM, OTHER_PLACE = "Make room on the disk.", "The disk is read-only: make it writable, or name another folder."
ADVICE = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EROFS: OTHER_PLACE,
    errno.EACCES: "Check whose the folder is, and its rights.",
    errno.EPERM: "Check whose the folder is, and its rights.",
    errno.ENOTDIR: "A file stands where a folder has to be. Name another place.",
    errno.EEXIST: "A file stands where a folder has to be. Name another place.",
    errno.ENAMETOOLONG: "Name a shorter place.",
}
OF_SQLITE = {
    sqlite3.SQLITE_FULL: ROOM,
    sqlite3.SQLITE_READONLY: OTHER_PLACE,
    sqlite3.SQLITE_IOERR: "Is the disk full, or failing?",
}


def refusal(error: Exception) -> str:
    """What happened and, where that is known, what to do about it: one or two sentences."""
    if isinstance(error, OSError):
        return f"{error.strerror}. {ADVICE.get(error.errno or 0, 'Look at the disk and the folder.')}"
    if isinstance(error, sqlite3.Error):
        return f"{error}. {OF_SQLITE.get(getattr(error, 'sqlite_errorcode', 0) & 0xFF, '')}".rstrip()
    return str(error)


def check_room(folder: Path) -> None:
    """Raises DatabaseRefused where files cannot be made in a folder, or it cannot be made. Nothing is written."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(parent))
    if not there.is_dir():
        raise DatabaseRefused(f"{there} is a file, and a folder has to be there. Name another place.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise DatabaseRefused(f"{there} cannot be written to. Check its rights, and that its disk is not read-only.")
    if (free := shutil.disk_usage(there).free) < LEAST:
        raise DatabaseRefused(f"{there} has {free // 1024} KiB left. {ROOM}")
