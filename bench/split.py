"""What one weekly report costs, part by part: the program's own parts one after the other, timed from outside."""

from __future__ import annotations

import functools
import inspect
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import inf
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram import Bot

from bench.processes import TOKEN, running
from bench.weeks import WEEK, promo_ids
from bot.app import bot_of
from bot.clock import now
from bot.doors import ticker
from bot.doors.outcomes import Outcomes
from bot.doors.sending import Sender
from bot.doors.ticker import Ticker
from bot.operation.alerts import Alerts
from bot.operation.telemetry import Telemetry
from bot.rendering import draw
from bot.routes import tables
from bot.settings import Settings
from bot.transport import Transport
from domain.schedule.plan import Due
from handlers import context
from handlers.app import App
from handlers.results import weekly_picture
from storage.engines.sqlite import SqliteDatabase, open_file
from storage.engines.trips import FileConnection
from storage.queues import outbox, schedule
from templates.render import plain, render


class Stopwatch:
    """Seconds and calls by part."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - started
        self.calls[part] += 1

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        @functools.wraps(function)
        async def slow(*args: Any, **more: Any) -> Any:
            with self.on(part):
                return await function(*args, **more)

        @functools.wraps(function)
        def plain(*args: Any, **more: Any) -> Any:
            with self.on(part):
                return function(*args, **more)

        return slow if inspect.iscoroutinefunction(function) else plain


async def split(prepared: Path, reports: int) -> list[str]:
    """Lines with milliseconds per report, over so many reports; nothing else runs meanwhile."""
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name:
        database = Path(shutil.copy(prepared, Path(name) / "split.sqlite3"))
        with running("bench.weekly_server", log=Path(name) / "server.log") as server:
            return await _passed(database, f"http://127.0.0.1:{server.line()}", reports)


async def _passed(database: Path, url: str, reports: int) -> list[str]:
    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=url, database_url=f"sqlite:///{database}")
    bot = bot_of(settings, Transport(), Transport())
    await bot.initialize()
    db, watch = await open_file(database), Stopwatch()
    async with db.transaction() as tx:
        await schedule.plan(tx, [Due("week", one, WEEK, now()) for one in (await promo_ids(tx))[:reports]])
    language, zone = settings.default_language, settings.default_timezone
    app = App(now, "bench_bot", language, zone, tables.after_profile, tables.start_in_time)
    started = time.process_time()
    with timed(watch):
        await _handle(db, app, bot, watch)
        await _send(db, app, Sender(bot, watch.around("picture", draw)), watch)
    cpu = time.process_time() - started
    await bot.shutdown()
    await db.close()
    return table(watch, cpu, reports)


@contextmanager
def timed(watch: Stopwatch) -> Iterator[None]:
    with ExitStack() as stack:
        several = watch.around("queries", FileConnection.several)
        stack.enter_context(patch.object(FileConnection, "several", several))
        stack.enter_context(patch.object(context, "render", watch.around("text", render)))
        stack.enter_context(patch.object(weekly_picture, "plain", watch.around("text", plain)))
        stack.enter_context(patch.object(ticker, "SHORTEST", 0))
        yield


async def _handle(db: SqliteDatabase, app: App, bot: Bot, watch: Stopwatch) -> None:
    """Everything ripe, as the clock's door does it."""
    with watch.on("handling"):
        await Ticker(db, app, lambda: None, Telemetry(None, Alerts(db, bot, app)), inf).tick()


async def _send(db: SqliteDatabase, app: App, sender: Sender, watch: Stopwatch) -> None:
    """All that waits, one after the other; its bookkeeping belongs to the sending."""
    settling, before = Outcomes(app), watch.seconds["queries"]
    calls = watch.calls["queries"]
    with watch.on("leaving"):
        while rows := await _next(db, app):
            for row in rows:
                outcome = await sender.send(row)
                async with db.transaction() as tx:
                    await settling.settle(tx, [(row, outcome)])
    watch.seconds["queries"], watch.calls["queries"] = before, calls


async def _next(db: SqliteDatabase, app: App) -> list[Any]:
    async with db.transaction() as tx:
        rows = await outbox.ready(tx, app.now(), 40)
        if rows:
            await outbox.claim(tx, [row.id for row in rows])
    return rows


def table(watch: Stopwatch, cpu: float, reports: int) -> list[str]:
    took = watch.seconds
    parts = {
        "queries": took["queries"],
        "text": took["text"],
        "the rest of handling": took["handling"] - took["queries"] - took["text"],
        "picture": took["picture"],
        "sending": took["leaving"] - took["picture"],
    }
    lines = [f"  {name:22}{1000 * seconds / reports:6.2f} ms" for name, seconds in parts.items()]
    whole = f"  {'together':22}{1000 * sum(parts.values()) / reports:6.2f} ms, CPU {1000 * cpu / reports:.2f} ms"
    ways = f"  {watch.calls['queries'] / reports:.1f} ways to the database's thread for handling"
    return [f"\nOne report of {reports}, one after the other:", *lines, whole, ways]
