"""Daily reports on SQLite, on PostgreSQL, and there with two processes: `python -m bench.engines --help`."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.measure import TOTALS, WARM_UP, Lost, Run, answered
from bench.processes import Child, running
from bench.promos import prepare
from bench.table import head, row
from bot.clock import now
from storage.opening import open_database

PREPARED, RUN = "tandem_bench_prepared", "tandem_bench_run"
TOGETHER = 2.0
"""Seconds for the other processes to join the first one."""


@dataclass(frozen=True)
class Way:
    """How the program runs: on which engine, in how many processes."""

    server: bool
    processes: int


WAYS = {"SQLite": Way(False, 1), "PostgreSQL": Way(True, 1), "PostgreSQL, two processes": Way(True, 2)}


def main() -> int:
    given = arguments()
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    try:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder, prepared_on(given.server, given.chats) as server:
            for number in range(given.repeat):
                for name in [*WAYS][number % len(WAYS) :] + [*WAYS][: number % len(WAYS)]:
                    place = Path(tempfile.mkdtemp(dir=folder))
                    runs[name].append(measure(WAYS[name], place, server, given))
    except Lost as lost:
        print(f"LOST: {lost}", file=sys.stderr)
        return 1
    print(*head(given.delay), sep="\n")
    for name, figures in runs.items():
        print(row(name, figures, runs["SQLite"]))
    print("\nNothing lost: answers and database totals equal what was sent, in every run.")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.engines", description=__doc__)
    parser.add_argument("--server", required=True, help="postgresql://… of a database from which others may be made")
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--delay", type=float, default=0.0, help="milliseconds a call")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the files are made: a real disk, no memory file system")
    return parser.parse_args()


@contextmanager
def prepared_on(url: str, chats: int) -> Iterator[str]:
    """A database with everything for `chats` cashiers, to be copied for each run."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {PREPARED} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {PREPARED}")
        asyncio.run(prepare(at(url, PREPARED), chats, now()))
        try:
            yield url
        finally:
            server.execute(f"DROP DATABASE {PREPARED} WITH (FORCE)")


def at(url: str, database: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def measure(way: Way, folder: Path, server: str, given: argparse.Namespace) -> Run:
    """Start a server and the processes, warm up, measure, stop, count. Raises Lost."""
    with ExitStack() as stack:
        database = stack.enter_context(copied(server)) if way.server else made(folder, given.chats)
        log = folder / "server.log"
        telegram = stack.enter_context(running("bench.server", str(given.chats), str(given.delay), log=log))
        url = f"http://127.0.0.1:{telegram.line()}"
        with ExitStack() as bots:
            logs = [folder / f"bot{number}.log" for number in range(way.processes)]
            processes = [bots.enter_context(running("bench.tandem_bot", url, database, log=log)) for log in logs]
            began = answered(url, 1)["at"] - processes[0].began
            time.sleep(TOGETHER)
            answered(url, WARM_UP - 1)
            before, idle = used(processes), held(processes)
            result = answered(url, given.messages)
            cpu, memory = used(processes) - before, held(processes)
        asyncio.run(check(database, result))
    a_second = given.messages / result["seconds"]
    thousand = cpu / given.messages * 1000
    return Run(given.messages, a_second, thousand, result["p50"], result["p95"], began, idle, memory)


def used(processes: Sequence[Child]) -> float:
    """Seconds of CPU of all; the database server's are not among them."""
    return sum(process.cpu() for process in processes)


def held(processes: Sequence[Child]) -> float:
    """MiB of all."""
    return sum(process.memory()[0] for process in processes)


@contextmanager
def copied(server: str) -> Iterator[str]:
    """A copy of the prepared database for one run."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {RUN} TEMPLATE {PREPARED}")
        try:
            yield at(server, RUN)
        finally:
            connection.execute(f"DROP DATABASE {RUN} WITH (FORCE)")


def made(folder: Path, chats: int) -> str:
    url = f"sqlite:///{folder / 'tandem.sqlite3'}"
    asyncio.run(prepare(url, chats, now()))
    return url


async def check(database: str, result: dict[str, Any]) -> None:
    """What the cashiers said, warm-up included, is what the database says."""
    db = await open_database(database, Path("backups"), now())
    async with db.transaction() as tx:
        kept = await tx.value("SELECT count(*) FROM daily_report")
        sums = await tx.one(TOTALS)
    await db.close()
    sent = (result["said"], result["customers"], result["sales"])
    if (kept, *(sums or ())) != sent:
        raise Lost(f"sent (reports, customers, sales) {sent}, stored {(kept, *(sums or ()))}")


if __name__ == "__main__":
    sys.exit(main())
