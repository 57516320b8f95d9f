"""One measured run of one bot against one server, and the proof that nothing was lost on the way."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.processes import PEERS, running
from bench.promos import prepare
from bot.clock import now

WARM_UP = 20
SETTLED = 8.0
"""Seconds from the start of the process in which it may do what it puts off; none of that is measured."""


@dataclass(frozen=True)
class Bot:
    """A bot to be measured: its module, what comes behind URL and database, and the SQL that counts what it stored."""

    module: str
    words: tuple[str, ...] = ()
    count: str | None = "SELECT count(*) FROM message"

    @property
    def there(self) -> bool:
        return PEERS.exists() or not self.module.startswith("bench.peers.")


FIRST = "python-telegram-bot"
BOTS = {
    FIRST: Bot("bench.peers.ptb_bot"),
    "python-telegram-bot, concurrent": Bot("bench.peers.ptb_bot", ("concurrent",)),
    "Tandem": Bot("bench.tandem_bot", count="SELECT count(*) FROM daily_report"),
    "Tandem's doors, an echo between": Bot("bench.doors_bot", count="SELECT count(*) FROM inbox WHERE state = 'done'"),
    "aiogram": Bot("bench.peers.aiogram_bot"),
    "pyTelegramBotAPI": Bot("bench.peers.telebot_bot"),
    "echo, stores nothing": Bot("bench.echo_bot", count=None),
}
TOTALS = """
    SELECT sum(customers), sum(sales) FROM daily_report r WHERE revision = (
        SELECT max(revision) FROM daily_report n
        WHERE n.promo_id = r.promo_id AND n.location_id = r.location_id AND n.day = r.day)
"""


class Lost(Exception):
    """Answers or totals differ from what was sent."""


@dataclass(frozen=True)
class Run:
    """Figures of one run; times in seconds, memory in MiB."""

    messages: int
    a_second: float
    cpu: float  # per 1,000 messages
    p50: float
    p95: float
    start: float  # from the start of the process to its first answer
    idle: float  # MiB, settled after the first answers
    memory: float  # at the end


def measure(bot: Bot, messages: int, chats: int, delay: float, prepared: Path) -> Run:
    """Start a server and a bot, warm up, measure, stop, count. Raises Lost."""
    with started(bot, chats, delay, prepared) as (url, database, start):
        first = start.submit(answered, url, 1)
        with running(bot.module, url, str(database), *bot.words, log=database.with_name("bot.log")) as child:
            began = first.result()["at"] - child.began
            answered(url, WARM_UP - 1)
            time.sleep(max(SETTLED - (time.monotonic() - child.began), 0))
            before, idle = child.cpu(), child.memory()[0]
            result = answered(url, messages)
            cpu, memory = child.cpu() - before, child.memory()[0]
        check(bot, result, messages, database)
    a_second = messages / result["seconds"]
    return Run(messages, a_second, cpu / messages * 1000, result["p50"], result["p95"], began, idle, memory)


@contextmanager
def started(bot: Bot, chats: int, delay: float, prepared: Path) -> Iterator[tuple[str, Path, ThreadPoolExecutor]]:
    """A server, a database for the bot, and somebody who asks the server while the bot starts."""
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name, ThreadPoolExecutor(1) as pool:
        database = Path(name) / "tandem.sqlite3"
        if bot.module == "bench.tandem_bot":
            shutil.copy(prepared, database)
        with running("bench.server", str(chats), str(delay), log=Path(name) / "server.log") as server:
            yield f"http://127.0.0.1:{server.line()}", database, pool


def answered(url: str, messages: int, what: str = "run") -> dict[str, Any]:
    """The server's figures when so many reports were said and answered. Raises Lost."""
    figures = ask(f"{url}/{what}?messages={messages}")
    if figures["answers"] != messages or figures["surplus"]:
        raise Lost(f"{messages} sent, {figures['answers']} answered, {figures['surplus']} answers to nothing")
    return figures


def ask(url: str) -> dict[str, Any]:
    with urlopen(url) as answer:
        said: dict[str, Any] = json.load(answer)
    return said


def check(bot: Bot, result: dict[str, Any], messages: int, database: Path) -> None:
    """What the cashiers said, warm-up included, is what the database says."""
    if result["said"] != messages + WARM_UP:
        raise Lost(f"{messages + WARM_UP} were to be said, {result['said']} were")
    if bot.count and (kept := stored(database, bot.count)[0]) != result["said"]:
        raise Lost(f"{result['said']} sent, {kept} stored")
    if bot.module == "bench.tandem_bot" and (sums := stored(database, TOTALS)) != (
        result["customers"],
        result["sales"],
    ):
        raise Lost(f"sent (customers, sales) {(result['customers'], result['sales'])}, stored {sums}")


def stored(database: Path, sql: str) -> tuple[int, ...]:
    with closing(sqlite3.connect(database)) as file:
        return tuple(int(number or 0) for number in file.execute(sql).fetchone())


def prepared_database(folder: Path, chats: int) -> Path:
    path = folder / "prepared.sqlite3"
    asyncio.run(prepare(f"sqlite:///{path}", chats, now()))
    return path
