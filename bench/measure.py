"""One measured run of one bot against one server, and the proof that nothing was lost on the way."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.processes import Child, running
from bench.promos import prepare
from bot.clock import now

WARM_UP = 20
BOTS = {"tandem": "bench.tandem_bot", "echo": "bench.echo_bot", "echo concurrent": "bench.echo_bot"}
TOTALS = """
    SELECT count(*), (SELECT sum(customers) FROM ({newest})), (SELECT sum(sales) FROM ({newest}))
    FROM daily_report
""".format(newest="SELECT customers, sales, max(revision) FROM daily_report GROUP BY promo_id, location_id, day")


class Lost(Exception):
    """Answers or totals differ from what was sent."""


@dataclass(frozen=True)
class Run:
    """Figures of one run; times in seconds."""

    messages: int
    a_second: float
    cpu: float  # per 1,000 messages
    p50: float
    p95: float


def measure(bot: str, messages: int, chats: int, delay: float, prepared: Path) -> Run:
    """Start a server and a bot, warm up, measure, stop, count. Raises Lost."""
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name:
        folder = Path(name)
        database = Path(shutil.copy(prepared, folder / "tandem.sqlite3"))
        more = {"tandem": [str(database)], "echo concurrent": ["concurrent"]}.get(bot, [])
        with running("bench.server", str(chats), str(delay), log=folder / "server.log") as server:
            url = f"http://127.0.0.1:{server.line()}"
            with running(BOTS[bot], url, *more, log=folder / "bot.log") as child:
                cpu, result = load(child, url, messages)
        check(result, messages, database if bot == "tandem" else None)
    return Run(messages, messages / result["seconds"], cpu / messages * 1000, result["p50"], result["p95"])


def load(child: Child, url: str, messages: int) -> tuple[float, dict[str, Any]]:
    """CPU seconds and figures of the run itself; start and first messages do not count."""
    answered(url, WARM_UP)
    before = child.cpu()
    result = answered(url, messages)
    return child.cpu() - before, result


def answered(url: str, messages: int) -> dict[str, Any]:
    with urlopen(f"{url}/run?messages={messages}") as answer:
        figures: dict[str, Any] = json.load(answer)
    if figures["answers"] != messages or figures["surplus"]:
        raise Lost(f"{messages} sent, {figures['answers']} answered, {figures['surplus']} answers to nothing")
    return figures


def check(result: dict[str, Any], messages: int, database: Path | None) -> None:
    """What the cashiers said, warm-up included, is what the database says."""
    said = (result["said"], result["customers"], result["sales"])
    if said[0] != messages + WARM_UP:
        raise Lost(f"{messages + WARM_UP} were to be said, {said[0]} were")
    if database and (kept := stored(database)) != said:
        raise Lost(f"sent (reports, customers, sales) {said}, stored {kept}")


def stored(database: Path) -> tuple[int, int, int]:
    """Reports, customers and sales: every revision is one message, the newest of a day counts."""
    with closing(sqlite3.connect(database)) as file:
        reports, customers, sales = file.execute(TOTALS).fetchone()
    return int(reports), int(customers or 0), int(sales or 0)


def prepared_database(folder: Path, chats: int) -> Path:
    path = folder / "prepared.sqlite3"
    asyncio.run(prepare(path, chats, now()))
    return path
