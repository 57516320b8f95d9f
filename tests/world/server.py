"""A scratch PostgreSQL of this test process: made at the first need, in memory, on a unix socket, gone at the end."""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from storage.engines.server import prepare

MEMORY = Path("/dev/shm")
DEBIAN = Path("/usr/lib/postgresql")
PREFIX, TEMPLATE = "tandem-pg-", "newest"
OLD = 3600.0
PATIENCE = 30.0
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "listen_addresses=")
SMALL = ("max_wal_size=128MB",)
"""A log of a gigabyte beside a million rows has no room in the memory of a small machine."""
WORDS = ("--username=tandem", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
SORTED_AS_PEOPLE_DO = ("--locale-provider=icu", "--icu-locale=en-US")
"""Then text that our own COLLATE does not reach is compared otherwise than SQLite does it, and a test sees it."""


COLUMNS = """
    SELECT table_name::text, column_name::text FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
"""


class Cluster:
    """A server whose databases are named by tests; its superuser is `tandem`."""

    def __init__(self) -> None:
        place = MEMORY if MEMORY.is_dir() else Path(tempfile.gettempdir())
        _sweep(place)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        self.user = _other_user()
        if self.user:
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        self._run("initdb", f"--pgdata={data}", *WORDS, *(SORTED_AS_PEOPLE_DO if _version() >= 15 else ()))
        self._start()
        self.admin = self._greeted()
        atexit.register(self.stop)
        self._lay_template()

    async def restart(self) -> None:
        """At once, as an administrator does it: whoever is connected is cut off."""
        self.admin.close()
        self.process.send_signal(signal.SIGINT)
        await asyncio.to_thread(self.process.wait, PATIENCE)
        self._start()
        self.admin = await asyncio.to_thread(self._greeted)

    def _start(self) -> None:
        """In the thread that lives as long as the tests: Linux ends the server when the thread that started it ends."""
        settings = [
            word for setting in (*QUICK, *SMALL, f"unix_socket_directories={self.folder}") for word in ("-c", setting)
        ]
        self.process = subprocess.Popen(
            [tool("postgres"), "-D", str(self.folder / "data"), *settings],
            preexec_fn=_die_with_the_parent,  # noqa: PLW1509 - one call into C, which takes no lock
            **self._quietly(self.folder / "log"),
        )

    def _run(self, name: str, *words: str) -> None:
        log = self.folder / "log"
        if subprocess.run([tool(name), *words], check=False, **self._quietly(log)).returncode:
            raise RuntimeError(log.read_text("utf-8"))

    def _quietly(self, log: Path) -> dict[str, Any]:
        """How to run a program of the server's, which refuses to be root."""
        return {"stdout": log.open("ab"), "stderr": subprocess.STDOUT, "user": self.user, "cwd": self.folder}

    def _greeted(self) -> psycopg.Connection[Any]:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return psycopg.connect(self.url("postgres"), autocommit=True)
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError((self.folder / "log").read_text("utf-8")) from None
                time.sleep(0.02)

    def url(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.folder}&user=tandem"

    def has(self, database: str) -> bool:
        return bool(self.admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone())

    def lay(self, database: str, template: str = TEMPLATE) -> None:
        """An empty database of the newest schema, or of none, where none is yet."""
        if not self.has(database):
            self.admin.execute(f"CREATE DATABASE {database} TEMPLATE {template}")

    def _lay_template(self) -> None:
        """A database that has been through every migration and has nothing in it."""
        self.admin.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
        with ThreadPoolExecutor(1) as apart:  # whoever needs it may stand in a loop
            apart.submit(asyncio.run, prepare(self.url(TEMPLATE))).result()

    def drop(self, database: str) -> None:
        self.admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def stop(self) -> None:
        self.admin.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def cluster() -> Cluster:
    return Cluster()


@cache
def columns() -> dict[str, list[str]]:
    """Table → its columns, of the newest schema."""
    found: dict[str, list[str]] = {}
    with psycopg.connect(cluster().url(TEMPLATE)) as connection:
        for table, column in connection.execute(COLUMNS):
            found.setdefault(table, []).append(column)
    return found


@cache
def tool(name: str) -> str:
    """A program of the server's: where Debian puts the newest one, or on the PATH."""
    found = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if path := str(found[-1]) if found else shutil.which(name):
        return path
    raise RuntimeError(f"there is no {name} here. Install PostgreSQL: apt-get install postgresql")


@cache
def _version() -> int:
    printed = subprocess.run([tool("postgres"), "--version"], check=True, capture_output=True, text=True).stdout
    return int(printed.split()[2].split(".")[0])


def _die_with_the_parent() -> None:
    """Linux tells the server when the thread that started it is gone, however it went (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _sweep(place: Path) -> None:
    """What killed test processes left there."""
    for folder in place.glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > OLD and not (folder / "data" / "postmaster.pid").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> str | None:
    """PostgreSQL does not run as root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
