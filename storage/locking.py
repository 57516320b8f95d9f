"""One process on a database: a lock on a file beside it, which the system gives back however the process ends."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from storage.db import DatabaseRefused
from storage.disk import refusal


class Lock:
    """Held until `release` or the end of the process, kill -9 included."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def release(self) -> None:
        os.close(self.descriptor)

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def this_process() -> str:
    """As people are told of it."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def hold(database: Path, now: datetime) -> Lock:
    """The lock of this database. Raises DatabaseRefused, which names the process that holds it."""
    path = database.with_name(f"{database.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseRefused(f"cannot write {path}: {refusal(error)}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(descriptor, 500).decode("utf-8", "replace").strip()
        os.close(descriptor)
        raise DatabaseRefused(f"{database} is in use by {holder or 'another process'}. Stop that one first.") from error
    line = f"{this_process()} since {now:%Y-%m-%d %H:%M:%S} UTC\n"
    with suppress(OSError):  # on a full disk the lock holds without a name
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, line.encode(), 0)
    return Lock(descriptor)
